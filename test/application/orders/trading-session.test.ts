import { alertToText } from '#src/domain/alert.ts';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Change } from '#src/application/changes.ts';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { openTradingSession, type TradingSession } from '#src/application/orders/trading-session.ts';
import { accountId, currency, type AccountId } from '#src/domain/ids.ts';
import { amountIn } from '#src/domain/money.ts';
import type { OrderTerms } from '#src/domain/order.ts';
import type { VenueReport } from '#src/ports/exchange-client.ts';
import { sha256 } from '#src/infrastructure/system/sha256.ts';
import type { OpenTrading, TradingNeeds } from '#src/ports/venue.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import { noKey } from '#test/fakes/no-key.ts';
import { countedIds } from '#test/fakes/counted-ids.ts';
import { createFakeClock, type FakeClock } from '#test/fakes/fake-clock.ts';
import { createScriptedExchange, type ScriptedExchange } from '#test/fakes/scripted-exchange.ts';
import { createFakeFeed } from '#test/infrastructure/venues/paper/fake-feed.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import {
  btc,
  decimal,
  eth,
  furnish,
  main,
  other,
  sampleAccount,
  sampleEntry,
  sampleFill,
  sampleInstrument,
  sampleOrder,
  startTime,
  usdt,
} from '#test/ports/sample-entities.ts';

let files: WorkspaceFiles;
let clock: FakeClock;
let published: Change[];
let logged: number;
/** What trading began with, by account. */
let began: Map<AccountId, TradingNeeds>;
let tell: Map<AccountId, (report: VenueReport) => void>;
let exchange: ScriptedExchange;
let closed: string[];
const ids = countedIds();
const { venue } = sampleAccount(main);

beforeEach(async () => {
  files = await openTemporary(await temporaryWorkspace());
  await furnish(files.record);
  clock = createFakeClock(startTime);
  exchange = createScriptedExchange(clock.now);
  [published, closed, logged] = [[], [], 0];
  [began, tell] = [new Map(), new Map()];
});

const openTrading: OpenTrading = (needs) => {
  const { id } = needs.account;
  began.set(id, needs);
  return {
    ...exchange,
    onReport(listener) {
      tell.set(id, listener);
      return () => void tell.delete(id);
    },
    async close() {
      closed.push(id);
    },
  };
};

async function open(
  tradingOf: (account: { readonly id: AccountId }) => OpenTrading | undefined = () => openTrading,
  feeds = new Map([[venue, createFakeFeed(btc, undefined)]]),
): Promise<TradingSession> {
  const session = await openTradingSession({
    store: files.record,
    feeds,
    clock,
    ids,
    keyOf: noKey,
    log: { info: () => undefined, warn: () => undefined, error: () => void (logged += 1) },
    processId: 1,
    digest: sha256,
    tradingOf,
    publish: (changes) => published.push(...changes),
  });
  onTestFinished(() => session.close());
  await session.start();
  return session;
}

const terms: OrderTerms = {
  accountId: main,
  instrumentId: btc,
  side: 'BUY',
  type: 'LIMIT',
  quantity: decimal('1'),
  limitPrice: decimal('100'),
  stopPrice: undefined,
  timeInForce: 'GTC',
};

async function place(session: TradingSession, account = main) {
  const placed = await session.placeOrder({ terms: { ...terms, accountId: account } });
  if (!placed.ok) throw new Error(placed.error.code);
  return placed.value.order;
}

const alerts = () => published.flatMap((change) => (change.type === 'alertRaised' ? [change.alert] : []));

describe('trading on an account begins with', () => {
  test('its cash and the coins that it holds, and the number of its last fill', async () => {
    const bought = { side: 'BUY', quantity: decimal('0.5'), price: decimal('100'), fee: undefined } as const;
    await files.record.transact(async (unit) => {
      await unit.ledger.append([sampleEntry(1, { cash: { currency: usdt, amount: decimal('1000') } })]);
      await bookFills(unit, [
        sampleFill(1, { ...bought, venueSequence: 6 }),
        sampleFill(2, { ...bought, instrumentId: eth, venueSequence: 7 }),
        sampleFill(3, { ...bought, accountId: other, venueSequence: 9 }),
      ]);
    });
    await open();
    const { balances = [], lastFill, instruments } = began.get(main) ?? {};
    const owned = ['USDT', 'BTC', 'ETH'].map((name) => amountIn(balances, currency(name)).toString());
    // 1,000 less two times 0.5 × 100.
    expect([owned, lastFill]).toEqual([['900', '0.5', '0.5'], 7]);
    expect(instruments?.(btc)).toEqual(sampleInstrument(btc));
  });

  test('the open orders that the venue has, with their fills', async () => {
    const filled = { filledQuantity: decimal('0.5'), filledValue: decimal('50'), acknowledgedAt: startTime };
    const resting = sampleOrder(1, { status: 'PARTIALLY_FILLED', ...filled });
    const fill = sampleFill(1, { orderId: resting.id, fee: undefined });
    await files.record.transact(async (unit) => {
      await unit.orders.insert(resting);
      await unit.orders.insert(sampleOrder(2, { status: 'UNCONFIRMED' }));
      await unit.orders.insert(sampleOrder(3, { status: 'FILLED', acknowledgedAt: startTime }));
      await unit.orders.insert(
        sampleOrder(4, { accountId: other, status: 'SUBMITTED', acknowledgedAt: startTime }),
      );
      await bookFills(unit, [fill]);
    });
    await open();
    const restored = began
      .get(main)
      ?.restore.map(({ order, fills }) => [order.id, fills.map(({ id }) => id)]);
    expect(restored).toEqual([[resting.id, [fill.id]]]);
  });
});

describe('an account', () => {
  test('that nobody trades for, or whose venue has no market, sends nothing and says so', async () => {
    const unserved = await open(({ id }) => (id === main ? undefined : openTrading));
    expect([...began.keys()]).toEqual([other]);
    const ended = { status: 'EXPIRED', reason: { code: 'NOT_CONNECTED' } };
    expect((await place(unserved)).ended).toMatchObject(ended);
    expect((await place(unserved, other)).status).toBe('SUBMITTED');

    const marketless = await open(() => openTrading, new Map());
    expect((await place(marketless, other)).ended).toMatchObject(ended);
    expect(exchange.requests.map(({ kind }) => kind)).toEqual(['place']);
  });

  test('that is added later trades once it is connected', async () => {
    const session = await open();
    const third = { ...sampleAccount(accountId('third')), name: 'Third' };
    await files.record.transact((unit) => unit.accounts.save(third));
    await session.connect(third);
    expect((await place(session, third.id)).status).toBe('SUBMITTED');
  });

  test('that is locked is told of, as long as the outcome of an order is not known', async () => {
    exchange.answer('place', new Error('socket hang up'));
    exchange.answer('query', [{ type: 'accepted' }]);
    const session = await open();
    await place(session);
    expect(published).toContainEqual({ type: 'accountChanged', accountId: main });
    expect(session.locks.reason(main)).toBeDefined();
    await clock.advance(2_000);
    expect(session.locks.reason(main)).toBeUndefined();
    expect(exchange.requests.map(({ kind }) => kind)).toEqual(['place', 'query']);
  });
});

/** What its venue says later, in its own time. */
function cancelled(clientOrderId: VenueReport['clientOrderId']): VenueReport {
  const time = clock.now();
  const common = { accountId: main, clientOrderId, brokerOrderId: 'V1', source: 'stream' } as const;
  return { ...common, time, receivedAt: time, type: 'cancelled', reason: 'by the venue' };
}

test('what a venue reports in its own time is in the record, and is published', async () => {
  const session = await open();
  const order = await place(session);
  tell.get(main)?.(cancelled(order.clientOrderId));
  await session.recorded();
  expect((await files.record.read.orders.get(order.id)).status).toBe('CANCELLED');
  expect(published.at(-1)).toMatchObject({ type: 'orderChanged', order: { status: 'CANCELLED' } });
});

test('a report that cannot be applied has the venue asked for all that it knows', async () => {
  const session = await open();
  const [one, two] = [await place(session), await place(session)];
  for (const { clientOrderId } of [one, two]) {
    const traded = { venueTradeId: 't1', quantity: decimal('0.5'), price: decimal('100'), fee: undefined };
    const fill = { ...traded, liquidity: 'MAKER', venueSequence: undefined } as const;
    tell.get(main)?.({ ...cancelled(clientOrderId), type: 'filled', fill });
  }
  await session.recorded();
  await clock.advance(0);
  const asked = exchange.requests.filter(({ kind }) => kind === 'query');
  expect(asked.map(({ clientOrderId }) => clientOrderId)).toEqual([two.clientOrderId]);
});

function fail(account: AccountId, message: string): void {
  began.get(account)?.onFault(new Error(message));
}

test('a fault of a venue is told once of each account, however often it comes', async () => {
  await open();
  for (let times = 0; times < 3; times += 1) fail(main, 'a price below zero');
  expect(alerts()).toEqual([
    {
      severity: 'critical',
      code: 'VENUE_FAILED',
      account: 'Account main',
      cause: 'a price below zero',
    },
  ]);
  fail(main, 'a crossed book');
  fail(other, 'a price below zero');
  expect(alerts().map((alert) => alertToText(alert).title)).toEqual([
    'VENUE_FAILED',
    'VENUE_FAILED',
    'VENUE_FAILED',
  ]);
  expect(logged).toBe(5);
});

test('a fault that goes on is told again after a minute, since the trader may have put it away', async () => {
  await open();
  fail(main, 'a price below zero');
  await clock.advance(59_000);
  fail(main, 'a price below zero');
  expect(alerts()).toHaveLength(1);
  await clock.advance(2_000);
  fail(main, 'a price below zero');
  expect(alerts()).toHaveLength(2);
});

test('of a venue that gives another cause with every price a few are told, and the other venue’s are told too', async () => {
  await open();
  for (let times = 0; times < 500; times += 1) fail(main, `a crossed book at ${times}`);
  expect(alerts().length).toBeLessThanOrEqual(5);
  fail(other, 'a price below zero');
  expect(alerts().at(-1)).toMatchObject({ code: 'VENUE_FAILED', cause: 'a price below zero' });
  expect(logged).toBe(501);
});

describe('closing', () => {
  test('ends the venues, records what they say until then, and leaves no timer', async () => {
    exchange.answer('place', [{ type: 'accepted' }], new Error('socket hang up'));
    const session = await open();
    const order = await place(session);
    await place(session);
    await clock.advance(0);
    expect(clock.pending()).toBe(1);
    tell.get(main)?.(cancelled(order.clientOrderId));
    await session.close();
    expect(closed).toEqual([main, other]);
    expect(clock.pending()).toBe(0);
    expect((await files.record.read.orders.get(order.id)).status).toBe('CANCELLED');
  });

  test('waits until what was sent is answered and recorded, and sends nothing more', async () => {
    const [arrived, answering] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    exchange.onArrival(async () => {
      arrived.resolve();
      await answering.promise;
    });
    const leaving: OpenTrading = async (needs) => ({
      ...(await openTrading(needs)),
      // A venue that is left answers what it was asked.
      close: async () => answering.resolve(),
    });
    const session = await open(() => leaving);
    const sent = place(session);
    await arrived.promise;
    const decided = [place(session), place(session, other), place(session)];
    await session.close();
    await files.close();
    expect((await sent).status).toBe('SUBMITTED');
    const { record } = await openTemporary(files.folder);
    expect(await record.read.outbox.unresolved()).toEqual([]);
    const unsent = await Promise.all(decided);
    expect(unsent.map(({ status, ended }) => [status, ended?.reason])).toEqual(
      decided.map(() => ['EXPIRED', { code: 'NOT_CONNECTED' }]),
    );
    expect(exchange.requests.map(({ kind }) => kind)).toEqual(['place']);
  });
});
