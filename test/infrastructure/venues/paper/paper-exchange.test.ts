import { expect, test } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import { accountId, currency, instrumentId, portfolioId, venueId } from '#src/domain/ids.ts';
import type { BookSnapshot } from '#src/domain/market.ts';
import { applyReport } from '#src/domain/order-lifecycle.ts';
import type { OrderReport } from '#src/domain/order-report.ts';
import type { Order } from '#src/domain/order.ts';
import { err } from '#src/domain/result.ts';
import { createPaperExchange } from '#src/infrastructure/venues/paper/paper-exchange.ts';
import type { TradingNeeds } from '#src/ports/venue.ts';
import { bookOf, coin, ladder, noon, orderOf, tradeOf } from '#test/domain/matching/matching-fixtures.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { exchangeClientSuite } from '#test/ports/exchange-client-suite.ts';
import { createFakeFeed } from './fake-feed.ts';

const account: TradingNeeds['account'] = {
  id: accountId('paper'),
  portfolioId: portfolioId('main'),
  name: 'Paper',
  venue: venueId('test'),
  environment: 'live',
  mode: 'paper',
  credential: undefined,
  disabledAt: undefined,
  fees: { maker: Decimal.from('0.001'), taker: Decimal.from('0.002') },
  deadMansSwitch: false,
  mayBorrow: true,
  createdAt: noon,
};

function setUp(book: BookSnapshot | undefined = ladder, restore: TradingNeeds['restore'] = []) {
  const clock = createFakeClock(noon);
  const feed = createFakeFeed(coin.id, book);
  const faults: string[] = [];
  const client = createPaperExchange({
    account,
    feed,
    clock,
    instruments: (id) => (id === coin.id ? coin : undefined),
    balances: [
      { currency: currency('COIN'), amount: Decimal.fromInteger(1000) },
      { currency: currency('USDT'), amount: Decimal.fromInteger(100_000) },
    ],
    lastFill: 0,
    restore,
    readKey: async () => err({ code: 'PAPER_ACCOUNT' }),
    onFault: (fault) => faults.push(String(fault)),
  });
  const reports: OrderReport[] = [];
  client.onReport((report) => reports.push(report));
  return { client, clock, feed, reports, faults, settled: () => clock.advance(0) };
}

exchangeClientSuite('the paper exchange', () => {
  const { client, feed, settled } = setUp();
  let placed = 0;
  let updateId = 1;
  return Promise.resolve({
    client,
    settled,
    bid: Decimal.from('99.9'),
    ask: Decimal.from('100.0'),
    quantity: Decimal.fromInteger(5),
    tick: coin.tickSize,
    order({ limitPrice, stopPrice, ...terms }) {
      placed += 1;
      const prices = { limit: limitPrice?.toString(), stop: stopPrice?.toString() };
      return orderOf({ ...terms, ...prices, quantity: terms.quantity.toString(), id: `td-${placed}` });
    },
    // Within one process nothing is lost on the way.
    loseAnswer: () => undefined,
    async sellDownTo(price) {
      updateId += 1;
      const left = bookOf([[price.toString(), '50']], ladder.asks, updateId);
      feed.show(left, [tradeOf(price.toString(), 500, 'SELL', updateId)]);
      await settled();
    },
  });
});

test('a market order takes from the whole book, not from its top', async () => {
  const { client, feed } = setUp();
  feed.show(ladder, [], 1);
  const answer = await client.place(orderOf({ quantity: 12 }));
  expect(answer.ok && answer.value.map((report) => [report.type, report.source])).toEqual([
    ['accepted', 'answer'],
    ['filled', 'answer'],
    ['filled', 'answer'],
    ['filled', 'answer'],
  ]);
});

test('a stop that triggers takes from the whole book', async () => {
  const { client, feed, reports, settled } = setUp();
  await client.place(orderOf({ side: 'SELL', stop: '99.0', quantity: 30 }));
  const deep = bookOf(
    [
      ['98.0', '10'],
      ['97.0', '10'],
      ['96.0', '10'],
    ],
    ladder.asks,
    2,
  );
  feed.show(deep, [tradeOf('99.0', 1, 'SELL', 2)], 1);
  await settled();
  expect(reports.map(({ type }) => type)).toEqual(['triggered', 'filled', 'filled', 'filled']);
});

test('the first book of a market is waited for', async () => {
  const { client, feed, settled } = setUp(undefined);
  feed.become('connecting');
  const answer = client.place(orderOf({ quantity: 2 }));
  await settled();
  feed.become('live');
  await settled();
  feed.show(ladder);
  expect(await answer).toMatchObject({ ok: true, value: [{ type: 'accepted' }, { type: 'filled' }] });
});

test('an order that waits for the first book of its market is cancelled, and never reaches it', async () => {
  const { client, feed, clock, reports, settled } = setUp();
  feed.become('connecting');
  const order = orderOf({ quantity: 5, limit: '100.0' });
  const placing = client.place(order);
  await settled();
  const cancelled = await client.cancel(order);
  expect(cancelled.ok && cancelled.value.map(({ type }) => type)).toEqual(['accepted', 'cancelled']);
  expect(await placing).toEqual(cancelled);
  feed.become('live');
  feed.show(ladder);
  await settled();
  expect([reports, clock.pending(), feed.watched()]).toEqual([[], 0, []]);
  expect(await client.cancel(order)).toMatchObject({ ok: false, error: { code: 'REFUSED' } });
});

test('no book in time, and the order is refused', async () => {
  const { client, clock, feed } = setUp(undefined);
  const reason = { code: 'FEED_FAILED', cause: 'no route to the venue' } as const;
  feed.become('offline', reason);
  const answer = client.place(orderOf({}));
  await clock.advance(5_000);
  const refusal = { venueCode: 'NO_MARKET_DATA', reason };
  expect(await answer).toMatchObject({ ok: false, error: refusal });
  expect(feed.watched()).toEqual([]);
});

test('an order whose book waits for the venue’s limit is refused with that, and until when', async () => {
  const { client, clock, feed } = setUp();
  feed.show(undefined);
  const asking = { code: 'ASKING_LIMITED', what: 'book', until: 1_700_000_060_000 } as const;
  feed.become('live', undefined, asking);
  const answer = client.place(orderOf({}));
  await clock.advance(5_000);
  expect(await answer).toMatchObject({
    ok: false,
    error: { venueCode: 'NO_MARKET_DATA', reason: asking },
  });
});

test('a stale feed refuses orders at once, and resting ones wait', async () => {
  const { client, feed, reports, settled } = setUp();
  await client.place(orderOf({ id: 'resting', limit: '99.8' }));
  const reason = { code: 'FEED_NOTHING_HEARD', seconds: 10 } as const;
  feed.become('stale', reason);
  const refusal = { venueCode: 'STALE_MARKET_DATA', reason };
  expect(await client.place(orderOf({ id: 'market' }))).toMatchObject({ ok: false, error: refusal });
  feed.show(bookOf([], [['99.0', '50']], 2));
  await settled();
  expect(reports).toEqual([]);
  feed.become('live');
  feed.show(bookOf([], [['99.0', '50']], 3));
  await settled();
  expect(reports).toMatchObject([{ type: 'filled', source: 'stream' }]);
});

test('a market that is not watched yet may be lively where the watched ones are quiet: an order waits for its book', async () => {
  const { client, clock, feed } = setUp(undefined);
  const reason = { code: 'FEED_NOTHING_HEARD', seconds: 10 } as const;
  feed.become('stale', reason);
  const answer = client.place(orderOf({ id: 'lively', quantity: 1 }));
  await clock.advance(1_000);
  feed.become('live');
  feed.show(ladder);
  await clock.advance(0);
  expect(await answer).toMatchObject({ ok: true });
  feed.become('stale', reason);
  const inVain = client.place(orderOf({ id: 'quiet', quantity: 1 }));
  await clock.advance(5_000);
  expect(await inVain).toMatchObject({ ok: false, error: { venueCode: 'STALE_MARKET_DATA', reason } });
});

test('an instrument is watched while it has open orders', async () => {
  const { client, feed, settled } = setUp();
  await client.place(orderOf({ id: 'a', limit: '99.8' }));
  expect([feed.watched(), feed.kept()]).toEqual([[coin.id], 1]);
  await client.cancel(orderOf({ id: 'a' }));
  expect([feed.watched(), feed.kept()]).toEqual([[], 0]);
  await client.place(orderOf({ id: 'b', quantity: 1 }));
  await settled();
  expect(feed.watched()).toEqual([]);
});

test('an order for an instrument that is not listed is refused', async () => {
  const { client } = setUp();
  const order: Order = { ...orderOf({}), instrumentId: instrumentId('test:OTHER-USDT') };
  const refusal = { code: 'REFUSED', venueCode: 'UNKNOWN_INSTRUMENT' };
  expect(await client.place(order)).toMatchObject({ ok: false, error: refusal });
});

test('a DAY order expires at midnight UTC without any market update', async () => {
  const { client, clock, reports } = setUp();
  await client.place(orderOf({ limit: '99.8', timeInForce: 'DAY' }));
  await clock.advance(12 * 3_600_000);
  expect(reports).toMatchObject([{ type: 'expired', time: noon + 12 * 3_600_000 }]);
});

test('after a restart an open order is known, fills on, and counts its fills on', async () => {
  const first = setUp();
  const placed = orderOf({ limit: '100.0' });
  const answer = await first.client.place(placed);
  await first.client.close();
  let order: Order = placed;
  const fills: Fill[] = [];
  for (const report of answer.ok ? answer.value : []) {
    const applied = applyReport(order, fills, report);
    order = applied.order;
    if (applied.fill !== undefined) fills.push(applied.fill);
  }
  const second = setUp(ladder, [{ order, fills }]);
  const known = await second.client.query(order);
  expect(known.ok && known.value.map(({ type, source }) => `${type} ${source}`)).toEqual([
    'accepted query',
    'filled query',
  ]);
  second.feed.show(bookOf([], [['99.0', '50']], 2));
  await second.settled();
  expect(second.reports).toMatchObject([{ type: 'filled', fill: { venueTradeId: 'o-0002' } }]);
  expect(await second.client.place(placed)).toMatchObject({
    ok: false,
    error: { venueCode: 'DUPLICATE_CLIENT_ORDER_ID' },
  });
});

test('an order that was never acknowledged is not on the venue', async () => {
  const order: Order = { ...orderOf({ limit: '99.8' }), status: 'UNCONFIRMED', unconfirmedAt: noon };
  const { client } = setUp(ladder, [{ order, fills: [] }]);
  expect(await client.query(order)).toEqual({ ok: true, value: [] });
});

test('closed, it watches nothing and no timer waits', async () => {
  const { client, clock, feed, reports, settled } = setUp();
  await client.place(orderOf({ limit: '99.8', timeInForce: 'DAY' }));
  await client.close();
  feed.show(bookOf([], [['90.0', '50']], 2));
  await settled();
  expect([feed.watched(), clock.pending(), reports]).toEqual([[], 0, []]);
});

test('an update that cannot be read is told, and the next one is matched', async () => {
  const { client, feed, reports, faults, settled } = setUp();
  await client.place(orderOf({ limit: '99.8' }));
  feed.show(ladder, [tradeOf('ninety', 1, 'SELL', 2)]);
  await settled();
  expect(faults).toEqual([expect.stringContaining('ninety')]);
  feed.show(bookOf([], [['99.0', '50']], 3));
  await settled();
  expect(reports.map(({ type }) => type)).toEqual(['filled']);
});

test('an order whose time is over ends, also where an update of that moment cannot be read', async () => {
  const { client, clock, feed, reports, faults, settled } = setUp();
  await client.place(orderOf({ limit: '99.8', timeInForce: 'DAY' }));
  clock.jump(12 * 3_600_000);
  feed.show(ladder, [tradeOf('ninety', 1, 'SELL', 2)]);
  await settled();
  expect(faults).toHaveLength(1);
  expect(reports).toMatchObject([{ type: 'expired', time: noon + 12 * 3_600_000 }]);
});

test('whoever cannot take a report is told of, and the others hear every one', async () => {
  const { client, clock, reports, faults } = setUp();
  client.onReport(({ type }) => {
    throw new Error(`no place for ${type}`);
  });
  const late: string[] = [];
  client.onReport(({ clientOrderId }) => late.push(clientOrderId));
  await client.place(orderOf({ id: 'a', limit: '99.8', timeInForce: 'DAY' }));
  await client.place(orderOf({ id: 'b', limit: '99.7', timeInForce: 'DAY' }));
  await clock.advance(12 * 3_600_000);
  expect(reports.map(({ clientOrderId }) => clientOrderId)).toEqual(['a', 'b']);
  expect(late).toEqual(['a', 'b']);
  expect(faults).toEqual(['Error: no place for expired', 'Error: no place for expired']);
});

test('a fault leaves the timer of what expires next', async () => {
  const { client, clock, feed, reports, settled } = setUp();
  await client.place(orderOf({ limit: '99.8', timeInForce: 'DAY' }));
  for (let minute = 0; minute < 3; minute += 1) {
    feed.show(ladder, [tradeOf('ninety', 1, 'SELL', 2)]);
    await settled();
    expect(clock.pending()).toBe(1);
  }
  await clock.advance(12 * 3_600_000);
  expect(reports).toMatchObject([{ type: 'expired', time: noon + 12 * 3_600_000 }]);
});

test('a feed that never answers with a book holds up neither the order, nor what comes after it', async () => {
  const { client, clock, feed, settled } = setUp();
  const resting = orderOf({ id: 'resting', limit: '98.0', quantity: 1 });
  await client.place(resting);
  await client.place(orderOf({ id: 'stop', side: 'SELL', stop: '99.0', quantity: 30 }));
  feed.holdBooks();
  const placed = client.place(orderOf({ id: 'new', quantity: 1 }));
  await clock.advance(5_000);
  expect(await placed).toMatchObject({ ok: false, error: { venueCode: 'NO_MARKET_DATA' } });
  // What triggers a stop asks for the whole book, each time anew.
  for (const id of [2, 3, 4]) feed.show(ladder, [tradeOf('99.0', 1, 'SELL', id)], 1);
  const cancelled = client.cancel(resting);
  await settled();
  expect(await cancelled).toMatchObject({ ok: true });
});

test('a book that comes late is the market again', async () => {
  const { client, clock, feed } = setUp();
  const release = feed.holdBooks();
  const placed = client.place(orderOf({ quantity: 1 }));
  await clock.advance(2_000);
  release();
  expect(await placed).toMatchObject({ ok: true });
});

test('the last price of before an outage, which the feed says again after it, keeps no stop asleep', async () => {
  const { client, feed, reports, settled } = setUp();
  await client.place(orderOf({ side: 'SELL', stop: '95.0', quantity: 1 }));
  feed.show(ladder, [tradeOf('100.0', 1, 'BUY', 1)]);
  await settled();
  feed.become('offline');
  await settled();
  feed.become('live');
  feed.show(bookOf([['90.0', '5']], [['90.2', '5']], 2), [], 2, '100.0');
  await settled();
  expect(reports.map(({ type }) => type)).toEqual(['triggered', 'filled']);
});
