import { expect, onTestFinished, test } from 'vitest';

import { openAccount } from '#src/application/accounts/open-account.ts';
import type { Change } from '#src/application/changes.ts';
import { openTradingSession } from '#src/application/orders/trading-session.ts';
import { createUnseenMarkets } from '#src/application/orders/unseen-markets.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId } from '#src/domain/ids.ts';
import { sha256 } from '#src/infrastructure/system/sha256.ts';
import { createPaperExchange } from '#src/infrastructure/venues/paper/paper-exchange.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { NoRoomError } from '#src/ports/store-errors.ts';
import { noKey } from '#test/fakes/no-key.ts';
import { countedIds } from '#test/fakes/counted-ids.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { bookOf, coin, noon } from '#test/domain/matching/matching-fixtures.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { createFakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';
import { openingAccount } from '#test/ports/opening-account.ts';

const paper = accountId('paper');
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const book = bookOf([['99', '5']], [['101', '5']]);
const minute = 60_000;

/** A paper account on one market, in a workspace that `restart` closes and opens again. */
async function paperDesk() {
  const folder = await temporaryWorkspace();
  const clock = createFakeClock(noon);
  const alerts: unknown[] = [];
  let files = await openTemporary(folder);
  await files.record.transact((unit) => unit.instruments.saveMany([coin]));
  const account = { id: paper, name: 'Paper' };
  await openAccount(
    files.record,
    openingAccount(coin, noon, { account, deposit: { amount: Decimal.from('100000') } }),
  );
  let isFull = false;
  const ids = countedIds();

  async function start() {
    const { record: store } = files;
    const feed = createFakeFeed(coin.id, book);
    const feeds = new Map([[coin.venue, feed]]);
    const accounts = await store.read.accounts.list();
    const publish = (changes: readonly Change[]): void => {
      for (const change of changes) {
        if (change.type === 'orderChanged') markets.follow(change.order);
        if (change.type === 'alertRaised') alerts.push(change.alert);
      }
    };
    const common = { store, feeds, clock, log: silent, publish };
    const refusing: RecordStore = {
      read: store.read,
      begin: store.begin.bind(store),
      async transact(work, importance) {
        if (importance === 'essential' && isFull) throw new NoRoomError('the disk is full');
        return store.transact(work, importance);
      },
    };
    const session = await openTradingSession({
      ...common,
      digest: sha256,
      tradingOf: () => createPaperExchange,
      ids,
      keyOf: noKey,
      processId: 1,
    });
    const markets = createUnseenMarkets({
      ...common,
      store: refusing,
      watch: session.watch,
      account: (id) => accounts.find((known) => known.id === id),
    });
    await markets.start(await store.read.orders.active());
    await session.start();
    feed.show(book);
    return { feed, session, markets };
  }

  let running = await start();

  async function stop(): Promise<void> {
    await running.markets.close();
    await running.session.close();
    await files.close();
  }
  onTestFinished(stop);

  return {
    clock,
    alerts,
    feed: () => running.feed,
    fillDisk(isNow: boolean): void {
      isFull = isNow;
    },
    async restart(whileClosed: number) {
      await stop();
      await clock.advance(whileClosed);
      files = await openTemporary(folder);
      running = await start();
    },
    async bid() {
      const placed = await running.session.placeOrder({
        terms: {
          accountId: paper,
          instrumentId: coin.id,
          side: 'BUY',
          type: 'LIMIT',
          quantity: Decimal.from('2'),
          limitPrice: Decimal.from('99'),
          stopPrice: undefined,
          timeInForce: 'GTC',
        },
      });
      if (!placed.ok) throw new Error(placed.error.code);
      return placed.value.order.id;
    },
    cancel: (id: Parameters<typeof running.session.cancelOrder>[0]) => running.session.cancelOrder(id),
    async unseenOf(id: Parameters<typeof running.session.cancelOrder>[0]) {
      const events = await files.record.read.orders.events(id);
      return events.filter(({ type }) => type === 'market-unseen').map(({ detail }) => detail);
    },
  };
}

function unseen(from: number, to: number) {
  return { code: 'MARKET_UNSEEN', from: noon + from, to: noon + to };
}

test('what an order could not see while the connection was lost is in its history, and told', async () => {
  const desk = await paperDesk();
  const order = await desk.bid();
  await desk.clock.advance(1_000);
  desk.feed().show(book);
  desk.feed().become('connecting');
  await desk.clock.advance(minute);
  expect(await desk.unseenOf(order)).toEqual([]);
  desk.feed().become('live');
  desk.feed().show(book);
  await desk.clock.advance(5_000);
  expect(await desk.unseenOf(order)).toEqual([unseen(1_000, minute + 1_000)]);
  expect(desk.alerts).toEqual([
    { severity: 'warning', account: 'Paper', orders: 1, ...unseen(1_000, minute + 1_000) },
  ]);
});

test('what it could not see while the program was closed is told when it is opened', async () => {
  const desk = await paperDesk();
  const order = await desk.bid();
  await desk.clock.advance(10 * minute);
  await desk.restart(3 * minute);
  await desk.clock.advance(5_000);
  expect(await desk.unseenOf(order)).toEqual([unseen(10 * minute, 13 * minute)]);
  expect(desk.alerts).toMatchObject([{ severity: 'info', code: 'MARKET_UNSEEN' }]);
});

test('a market that falls silent alone is not seen either', async () => {
  const desk = await paperDesk();
  const order = await desk.bid();
  desk.feed().show(undefined);
  await desk.clock.advance(20_000);
  desk.feed().show(book);
  await desk.clock.advance(5_000);
  expect(await desk.unseenOf(order)).toEqual([unseen(0, 20_000)]);
});

test('a connection that comes and goes is told once in ten minutes', async () => {
  const desk = await paperDesk();
  const order = await desk.bid();
  for (let times = 0; times < 30; times += 1) {
    desk.feed().become('connecting');
    await desk.clock.advance(5_000);
    desk.feed().become('live');
    desk.feed().show(book);
    await desk.clock.advance(15_000);
  }
  expect(await desk.unseenOf(order)).toEqual([unseen(0, 5_000)]);
  await desk.clock.advance(minute);
  expect(await desk.unseenOf(order)).toHaveLength(2);
  // The first was short, and stands in the history alone.
  expect(desk.alerts).toMatchObject([{ code: 'MARKET_UNSEEN', orders: 1 }]);
});

test('what a full disk refuses is told once it has room', async () => {
  const desk = await paperDesk();
  const order = await desk.bid();
  desk.fillDisk(true);
  desk.feed().become('connecting');
  await desk.clock.advance(minute);
  desk.feed().become('live');
  desk.feed().show(book);
  await desk.clock.advance(minute);
  expect(await desk.unseenOf(order)).toEqual([]);
  desk.fillDisk(false);
  await desk.clock.advance(10 * minute);
  expect(await desk.unseenOf(order)).toEqual([unseen(0, minute)]);
});

test('an outage that lasts as the program ends is told by then', async () => {
  const desk = await paperDesk();
  const order = await desk.bid();
  desk.feed().become('connecting');
  await desk.clock.advance(minute);
  await desk.restart(0);
  expect(await desk.unseenOf(order)).toEqual([unseen(0, minute)]);
});

test('an order that has ended, or came after it, has nothing of it', async () => {
  const desk = await paperDesk();
  const ended = await desk.bid();
  await desk.cancel(ended);
  desk.feed().become('connecting');
  await desk.clock.advance(minute);
  desk.feed().become('live');
  desk.feed().show(book);
  const later = await desk.bid();
  await desk.clock.advance(5_000);
  expect(await desk.unseenOf(ended)).toEqual([]);
  expect(await desk.unseenOf(later)).toEqual([]);
});
