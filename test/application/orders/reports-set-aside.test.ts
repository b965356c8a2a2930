import { alertToText } from '#src/domain/alert.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createIngestReports } from '#src/application/orders/ingest-reports.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Order } from '#src/domain/order.ts';
import type { VenueReport } from '#src/ports/exchange-client.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { IntegrityError, NoRoomError, TransactionError } from '#src/ports/store-errors.ts';
import { account, limitBuy, openDesk, type Desk } from '#test/application/desk.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

async function place(): Promise<Order> {
  const placed = await desk.run.placeOrder({ terms: limitBuy('1', '99') });
  if (!placed.ok) throw new Error(placed.error.code);
  return placed.value.order;
}

function fill({ clientOrderId }: Order, venueTradeId: string, quantity: string, price = '99'): VenueReport {
  const time = desk.clock.now();
  const called = { accountId: account, clientOrderId, brokerOrderId: 'V1' };
  const common = { ...called, source: 'stream', time, receivedAt: time } as const;
  const traded = {
    venueTradeId,
    quantity: Decimal.from(quantity),
    price: Decimal.from(price),
    fee: undefined,
  };
  return { ...common, type: 'filled', fill: { ...traded, liquidity: 'TAKER', venueSequence: undefined } };
}

const alerts = () =>
  desk.published.flatMap((change) => (change.type === 'alertRaised' ? [change.alert] : []));
const current = ({ id }: Order) => desk.run.store.read.orders.get(id);
const asked = () => desk.exchange.requests.filter(({ kind }) => kind === 'query').length;

/** Two orders, the first with a fill whose trade id the next report of the second one repeats. */
async function twoOrders() {
  const [good, bad] = [await place(), await place()];
  desk.run.reports.ingest(fill(good, 'same', '0.5'));
  await desk.run.reports.recorded();
  return { good, bad };
}

test('of a good, a bad and a good report that are applied together only the bad one is set aside', async () => {
  const { good, bad } = await twoOrders();
  desk.fillDisk(0);
  desk.run.reports.ingest(fill(good, 'second', '0.2'));
  desk.run.reports.ingest(fill(bad, 'same', '0.5'));
  desk.run.reports.ingest(fill(good, 'third', '0.3'));
  await desk.clock.advance(0);
  desk.freeDisk();
  await desk.clock.advance(1_000);
  await desk.run.reports.recorded();
  expect((await current(good)).status).toBe('FILLED');
  expect((await current(bad)).filledQuantity.isZero()).toBe(true);
  const { rows } = await desk.run.store.read.audit.page({ limit: 10 });
  expect(rows.map(({ subject }) => subject)).toEqual([`report "filled" about order ${bad.clientOrderId}`]);
  expect(alerts().map((alert) => `${alert.severity}: ${alertToText(alert).title}`)).toEqual([
    'critical: REPORTS_WAIT',
    'critical: REPORT_SET_ASIDE',
    'info: REPORTS_RECORDED',
  ]);
});

test('its account is locked again after a restart, until the venue has told of the order', async () => {
  const { bad } = await twoOrders();
  desk.exchange.answer('query', { code: 'OUTCOME_UNKNOWN', reason: 'no route' });
  desk.run.reports.ingest(fill(bad, 'same', '0.5'));
  await desk.run.reports.recorded();
  await desk.restart();
  await desk.run.recovery.recoverAll();
  expect(desk.run.locks.reason(account)).toBeDefined();
  desk.exchange.answer('query', [{ type: 'accepted' }]);
  await desk.clock.advance(2_000);
  expect(desk.run.locks.reason(account)).toBeUndefined();
});

test.each([
  ['-1', '99'],
  ['0', '99'],
  ['1', '0'],
  ['1', '-99'],
])('a fill of %s at %s is none: nothing is booked, and the venue is asked', async (quantity, price) => {
  const order = await place();
  desk.exchange.answer('query', { code: 'OUTCOME_UNKNOWN', reason: 'no route' });
  desk.run.reports.ingest(fill(order, 'odd', quantity, price));
  desk.run.reports.ingest(fill(order, 'good', '0.4'));
  await desk.run.reports.recorded();
  await desk.clock.advance(0);
  expect((await current(order)).filledQuantity.toString()).toBe('0.4');
  const { read } = desk.run.store;
  expect((await read.positions.active([account])).map((held) => held.quantity.toString())).toEqual(['0.4']);
  // 100,000 − 0.4 × 99
  expect(await read.ledger.cash(account)).toMatchObject([{ amount: Decimal.from('99960.4') }]);
  expect(alerts().map((alert) => alertToText(alert).title)).toEqual(['REPORT_SET_ASIDE']);
  expect(desk.run.locks.reason(account)).toMatchObject({ code: 'LOCKED_REPORT_NOT_APPLIED' });
  expect(asked()).toBe(1);
});

async function selfTrade() {
  const buy = await place();
  const placed = await desk.run.placeOrder({ terms: { ...limitBuy('1', '99'), side: 'SELL' } });
  if (!placed.ok) throw new Error(placed.error.code);
  return { buy, sell: placed.value.order };
}

describe('a trade between two of one’s own orders, which has one trade id', () => {
  test.each([
    ['one after the other', true],
    ['in one unit of work', false],
  ])('is a fill of each, told %s and in any order, and of each only once', async (_, apart) => {
    const { buy, sell } = await selfTrade();
    for (const order of [sell, buy, sell]) {
      desk.run.reports.ingest(fill(order, '77', '1'));
      if (apart) await desk.run.reports.recorded();
    }
    await desk.run.reports.recorded();
    desk.run.reports.ingest(fill(buy, '77', '1'));
    await desk.run.reports.recorded();
    expect(alerts()).toEqual([]);
    expect(desk.run.locks.reason(account)).toBeUndefined();
    expect([(await current(buy)).status, (await current(sell)).status]).toEqual(['FILLED', 'FILLED']);
    const { read } = desk.run.store;
    expect(await read.trades.count({})).toBe(2);
    expect(await read.positions.active([account])).toEqual([]);
    expect(await read.ledger.cash(account)).toMatchObject([{ amount: Decimal.from('100000') }]);
  });

  test('is no excuse for a third order', async () => {
    const { buy, sell } = await selfTrade();
    const third = await place();
    for (const order of [sell, buy, third]) desk.run.reports.ingest(fill(order, '77', '1'));
    await desk.run.reports.recorded();
    expect(alerts().map((alert) => alertToText(alert).title)).toEqual(['REPORT_SET_ASIDE']);
    expect((await current(third)).filledQuantity.isZero()).toBe(true);
  });
});

test('one is set aside on a full disk too, out of the reserve', async () => {
  const { bad } = await twoOrders();
  desk.leaveReserve();
  desk.run.reports.ingest(fill(bad, 'same', '0.5'));
  await desk.run.reports.recorded();
  expect(alerts().map((alert) => alertToText(alert).title)).toEqual(['REPORT_SET_ASIDE']);
});

test('the venue is asked once about what found no place', async () => {
  const [first, second] = [await place(), await place()];
  desk.exchange.answer('query', [{ type: 'accepted' }]);
  desk.fillDisk(0);
  for (const id of ['1', '2', '3']) desk.run.reports.ingest(fill(first, id, '0.1'));
  desk.run.reports.ingest(fill(second, '4', '1'));
  desk.freeDisk();
  await desk.clock.advance(10_000);
  expect(asked()).toBe(1);
  desk.run.reports.ingest(fill(first, '5', '0.1'));
  await desk.run.reports.recorded();
  await desk.clock.advance(10_000);
  expect(asked()).toBe(1);
});

test('closing while reports wait leaves no timer, and with none it ends at once', async () => {
  const order = await place();
  desk.fillDisk(0);
  desk.run.reports.ingest(fill(order, '1', '1'));
  await desk.clock.advance(1_000);
  expect(desk.clock.pending()).toBe(1);
  await desk.run.reports.close();
  expect(desk.clock.pending()).toBe(0);
  desk.freeDisk();
  await desk.restart();
  await desk.run.reports.close();
  expect((await current(order)).status).toBe('SUBMITTED');
});

/** Takes reports into the desk's record, by another way of doing a unit of work. */
function ingestBy(transact: RecordStore['transact']) {
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const { store, recovery } = desk.run;
  return createIngestReports({
    store: { read: store.read, begin: store.begin, transact },
    publish: (changes) => desk.published.push(...changes),
    clock: desk.clock,
    log: silent,
    reconcile: recovery.reconcile,
  });
}

test('a good one that the disk refuses once, while a bad one is looked for, is not set aside', async () => {
  const { good, bad } = await twoOrders();
  const { store } = desk.run;
  let units = 0;
  const reports = ingestBy((work, importance) => {
    units += 1;
    // The first, so that both wait; and the third, in which the good one is applied alone.
    if (units === 1 || units === 3) return Promise.reject(new NoRoomError('the disk is full'));
    return store.transact(work, importance);
  });
  reports.ingest(fill(good, 'next', '0.5'));
  reports.ingest(fill(bad, 'same', '0.5'));
  await desk.clock.advance(10_000);
  await reports.recorded();
  expect((await current(good)).status).toBe('FILLED');
  const { rows } = await store.read.audit.page({ limit: 10 });
  expect(rows.map(({ subject }) => subject)).toEqual([`report "filled" about order ${bad.clientOrderId}`]);
});

function damaged(): Promise<never> {
  return Promise.reject(new IntegrityError('the audit trail is damaged'));
}

test('one that the audit trail does not take is told to the trader, and the others go on', async () => {
  const { good, bad } = await twoOrders();
  const { store } = desk.run;
  const reports = ingestBy((work, importance) =>
    store.transact((unit) => {
      const audit = new Proxy(unit.audit, {
        get: (target, name) => (name === 'append' ? damaged : Reflect.get(target, name, target)),
      });
      return work({ ...unit, audit });
    }, importance),
  );
  reports.ingest(fill(bad, 'same', '0.5'));
  reports.ingest(fill(good, 'next', '0.5'));
  await reports.recorded();
  expect((await current(good)).status).toBe('FILLED');
  expect(alerts().map((alert) => alertToText(alert).title)).toEqual(['REPORT_SET_ASIDE']);
  await desk.clock.advance(0);
  expect(asked()).toBe(1);
});

test('a record that refuses for another reason than room or another program is told as that', async () => {
  const order = await place();
  const { store } = desk.run;
  let refuses = true;
  const reports = ingestBy((work, importance) =>
    refuses
      ? Promise.reject(new TransactionError('the disk was unplugged'))
      : store.transact(work, importance),
  );
  reports.ingest(fill(order, '1', '1'));
  await desk.clock.advance(0);
  expect(alerts()).toMatchObject([
    { code: 'REPORTS_WAIT', cause: 'the disk was unplugged', remedy: 'other' },
  ]);
  refuses = false;
  await desk.clock.advance(500);
  await reports.recorded();
  expect((await current(order)).status).toBe('FILLED');
});
