import { alertToText } from '#src/domain/alert.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyReports } from '#src/application/orders/apply-reports.ts';
import { newOutboxEntry } from '#src/application/orders/outbox-entry.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId, orderId } from '#src/domain/ids.ts';
import { newOrder } from '#src/domain/order.ts';
import type { OrderReport } from '#src/domain/order-report.ts';
import type { OutboxEntry } from '#src/ports/outbox-repository.ts';
import { account, limitBuy, openDesk, type Desk } from '#test/application/desk.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

const posts = () => desk.exchange.requests.filter(({ kind }) => kind === 'place').length;

async function statusOf(id: Parameters<typeof orderId>[0]) {
  return (await desk.run.store.read.orders.get(orderId(id))).status;
}

async function placeIntoSilence() {
  desk.exchange.answer('place', new Error('socket hang up'));
  const placed = await desk.run.placeOrder({ terms: limitBuy('1', '99.50') });
  if (!placed.ok) throw new Error(placed.error.code);
  return placed.value.order;
}

describe('when the answer to a new order is lost', () => {
  test('it is UNCONFIRMED, the account is locked, and it is never sent again', async () => {
    const order = await placeIntoSilence();
    expect(order.status).toBe('UNCONFIRMED');
    expect(await desk.run.placeOrder({ terms: limitBuy('1', '99') })).toMatchObject({
      ok: false,
      error: { code: 'ACCOUNT_LOCKED' },
    });
    await desk.clock.advance(120_000);
    expect(posts()).toBe(1);
  });

  test('what the venue knows of it settles it and releases the account', async () => {
    desk.exchange.answer('query', [], [{ type: 'accepted' }]);
    const order = await placeIntoSilence();
    await desk.clock.advance(5_000);
    expect(await statusOf(order.id)).toBe('SUBMITTED');
    expect(desk.run.locks.reason(account)).toBeUndefined();
  });

  test('an empty answer before the deadline proves nothing', async () => {
    const order = await placeIntoSilence();
    await desk.clock.advance(14_000);
    expect(await statusOf(order.id)).toBe('UNCONFIRMED');
    expect(desk.run.locks.reason(account)).toBeDefined();
  });

  test('two empty answers after the deadline prove that it was not placed', async () => {
    const order = await placeIntoSilence();
    await desk.clock.advance(20_000);
    expect(await statusOf(order.id)).toBe('EXPIRED');
    expect(desk.run.locks.reason(account)).toBeUndefined();
  });

  test('a venue that cannot be asked keeps it unknown for ever', async () => {
    desk.exchange.answer('query', { code: 'OUTCOME_UNKNOWN', reason: 'no route' });
    const order = await placeIntoSilence();
    await desk.clock.advance(3_600_000);
    expect(await statusOf(order.id)).toBe('UNCONFIRMED');
  });

  test('a fault of the look-up is told and the account stays locked', async () => {
    desk.exchange.answer('query', new TypeError('truncated JSON'));
    await placeIntoSilence();
    await desk.clock.advance(5_000);
    const alerts = desk.published.flatMap((change) =>
      change.type === 'alertRaised' ? [alertToText(change.alert).title] : [],
    );
    expect(alerts).toContain('ORDERS_NOT_RECOVERED');
    expect(desk.run.locks.reason(account)).toBeDefined();
  });
});

/** The record as a crash leaves it: an order and its outbox entry in some state. */
async function leave(change: Partial<OutboxEntry>) {
  const order = newOrder({
    ...limitBuy('1', '99'),
    id: orderId('crashed'),
    clientOrderId: clientOrderId('td-crashed'),
    createdAt: desk.clock.now(),
    replaces: undefined,
    strategy: undefined,
    draftId: undefined,
  });
  const entry = newOutboxEntry(
    order,
    { kind: 'place' },
    { id: 'entry', now: desk.clock.now(), digest: (text) => text },
  );
  await desk.run.store.transact(async (unit) => {
    await unit.orders.insert(order);
    await unit.outbox.insert({ ...entry, ...change });
  });
  await desk.restart();
  await desk.run.recovery.recoverAll();
}

describe('after a crash', () => {
  test('an intent that was never sent expires and is not sent', async () => {
    await leave({});
    await desk.clock.advance(60_000);
    const order = await desk.run.store.read.orders.get(orderId('crashed'));
    expect([order.status, order.ended?.reason]).toEqual(['EXPIRED', { code: 'NEVER_SENT' }]);
    expect(posts()).toBe(0);
  });

  test('one that was being sent is unknown until the venue tells', async () => {
    desk.exchange.answer('query', [], [{ type: 'accepted' }]);
    await leave({ state: 'sending', sendingAt: desk.clock.now() });
    expect(await statusOf('crashed')).toBe('UNCONFIRMED');
    expect(desk.run.locks.reason(account)).toBeDefined();
    await desk.clock.advance(3_000);
    expect(await statusOf('crashed')).toBe('SUBMITTED');
    expect(posts()).toBe(0);
  });

  test('one that was sent under a clock that ran ahead is known all the same', async () => {
    // The machine has run for a minute already: that counts for nothing.
    await desk.clock.advance(60_000);
    await leave({ state: 'sending', sendingAt: desk.clock.now() + 2 * 365 * 86_400_000 });
    await desk.clock.advance(14_000);
    expect(await statusOf('crashed')).toBe('UNCONFIRMED');
    await desk.clock.advance(6_000);
    expect(await statusOf('crashed')).toBe('EXPIRED');
    expect(desk.run.locks.reason(account)).toBeUndefined();
  });

  test('a venue’s word after "never placed" wins and raises an alert', async () => {
    await leave({ state: 'sending', sendingAt: desk.clock.now() - 20_000 });
    await desk.clock.advance(5_000);
    expect(await statusOf('crashed')).toBe('EXPIRED');
    const now = desk.clock.now();
    const common = { clientOrderId: clientOrderId('td-crashed'), receivedAt: now };
    const told = async (report: OrderReport) =>
      (await desk.run.store.transact((unit) => applyReports(unit, [report]))).flatMap((change) =>
        change.type === 'alertRaised' ? [change.alert] : [],
      );
    const presumed = { type: 'expired', reason: 'never sent', source: 'recovery' } as const;
    expect(await told({ ...common, ...presumed, brokerOrderId: undefined, time: now - 60_000 })).toEqual([]);
    const accepted = { type: 'accepted', brokerOrderId: 'V9', source: 'stream', time: now } as const;
    expect(await told({ ...common, ...accepted })).toEqual([
      {
        severity: 'critical',
        code: 'PRESUMED_IS_THERE',
        instrument: 'test:BTCUSDT',
        order: 'td-crashed',
        status: 'SUBMITTED',
      },
    ]);
    expect(await statusOf('crashed')).toBe('SUBMITTED');
  });
});

describe('when the disk is full', () => {
  test('before the intent, nothing is sent and nothing is recorded', async () => {
    desk.fillDisk(0);
    await expect(desk.run.placeOrder({ terms: limitBuy('1', '99') })).rejects.toThrow('disk is full');
    expect(posts()).toBe(0);
    expect(await desk.run.store.read.orders.count({})).toBe(0);
  });

  test('before "sending", nothing is sent, and the order expires as soon as it can be recorded', async () => {
    desk.fillDisk(1);
    await expect(desk.run.placeOrder({ terms: limitBuy('1', '99') })).rejects.toThrow('disk is full');
    await desk.clock.advance(10_000);
    desk.freeDisk();
    await desk.clock.advance(5_000);
    expect(posts()).toBe(0);
    const [order] = (await desk.run.store.read.orders.page({}, byTime, { limit: 1 })).rows;
    expect([order?.status, order?.ended?.reason]).toEqual(['EXPIRED', { code: 'NEVER_SENT' }]);
    expect(await desk.run.store.read.outbox.unresolved()).toEqual([]);
  });

  test('but for the reserve, a cancel is sent and recorded, and nothing else is', async () => {
    const placed = await desk.run.placeOrder({ terms: limitBuy('1', '99') });
    if (!placed.ok) throw new Error(placed.error.code);
    const { order } = placed.value;
    const { id, quantity } = order;
    desk.leaveReserve();
    await expect(desk.run.placeOrder({ terms: limitBuy('1', '99') })).rejects.toThrow('disk is full');
    const change = { quantity, limitPrice: Decimal.from('98'), stopPrice: undefined };
    const amended = desk.run.amendOrder(id, change, order);
    await expect(amended).rejects.toThrow('disk is full');
    expect(await desk.run.cancelOrder(id)).toMatchObject({ ok: true, value: { status: 'CANCELLED' } });
    expect(desk.exchange.requests.map(({ kind }) => kind)).toEqual(['place', 'cancel']);
    expect((await desk.run.store.read.orders.events(id)).map(({ type }) => type)).toEqual([
      'created',
      'accepted',
      'cancel-requested',
      'cancelled',
    ]);
  });

  test('even for cancels, cancelling all tells it of each order', async () => {
    await desk.run.placeOrder({ terms: limitBuy('1', '99') });
    await desk.run.placeOrder({ terms: limitBuy('1', '98') });
    desk.fillDisk(0);
    const { requested, failed } = await desk.run.cancelAll({});
    expect(requested).toBe(2);
    expect(failed.map(({ error }) => error)).toEqual([
      { code: 'NOT_SENT', reason: { code: 'NOT_RECORDED', cause: 'the disk is full' } },
      { code: 'NOT_SENT', reason: { code: 'NOT_RECORDED', cause: 'the disk is full' } },
    ]);
  });

  test('after the venue has answered, the account is locked until the answer is in the record', async () => {
    desk.exchange.answer('place', [{ type: 'accepted' }]);
    desk.exchange.answer('query', [{ type: 'accepted' }]);
    desk.fillDisk(2);
    const placed = await desk.run.placeOrder({ terms: limitBuy('1', '99') });
    if (!placed.ok) throw new Error(placed.error.code);
    expect(placed.value.order.status).toBe('PENDING');
    await desk.clock.advance(10_000);
    expect(desk.run.locks.reason(account)).toBeDefined();
    desk.freeDisk();
    await desk.clock.advance(5_000);
    expect(await statusOf(placed.value.order.id)).toBe('SUBMITTED');
    expect(desk.run.locks.reason(account)).toBeUndefined();
    expect(posts()).toBe(1);
  });
});

const byTime = { by: 'time', direction: 'ascending' } as const;
