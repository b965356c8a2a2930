import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createCancelAll } from '#src/application/orders/cancel-order.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { orderId, type OrderId } from '#src/domain/ids.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import { limitBuy, openDesk, type Desk } from '#test/application/desk.ts';

const stopped = { code: 'LOCKED_OUTCOME_UNKNOWN', order: 'another' } as const;

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

async function place(price = '99.50') {
  const placed = await desk.run.placeOrder({ terms: limitBuy('1', price) });
  if (!placed.ok) throw new Error(placed.error.code);
  return placed.value.order;
}

const change = { quantity: Decimal.from('3'), limitPrice: Decimal.from('98'), stopPrice: undefined };

async function outboxOf(id: OrderId): Promise<readonly string[]> {
  const entries = await desk.run.store.read.outbox.ofOrder(id);
  return entries.map(({ request, state }) => `${request.kind} ${state}`);
}

function brokenNow(): never {
  throw new TypeError('a broken clock');
}

describe('cancelling', () => {
  test('the order ends when the venue says so', async () => {
    const order = await place();
    expect(await desk.run.cancelOrder(order.id)).toMatchObject({ ok: true, value: { status: 'CANCELLED' } });
  });

  test('a lost answer changes nothing until the venue has been asked', async () => {
    const order = await place();
    desk.exchange.answer('cancel', { code: 'OUTCOME_UNKNOWN', reason: 'timeout' });
    expect(await desk.run.cancelOrder(order.id)).toMatchObject({
      ok: false,
      error: { code: 'OUTCOME_UNKNOWN' },
    });
    expect((await desk.run.store.read.orders.get(order.id)).status).toBe('SUBMITTED');
    desk.exchange.answer('query', [
      { type: 'accepted' },
      { type: 'cancelled', reason: 'cancelled by the trader' },
    ]);
    await desk.clock.advance(3_000);
    expect((await desk.run.store.read.orders.get(order.id)).status).toBe('CANCELLED');
    expect(desk.exchange.requests.filter(({ kind }) => kind === 'cancel')).toHaveLength(1);
  });

  test('of two at once the second, refused by the venue, says that the order has ended', async () => {
    const order = await place();
    desk.exchange.answer('cancel', [{ type: 'cancelled', reason: 'cancelled by the trader' }], {
      code: 'REFUSED',
      venueCode: '-2011',
      reason: 'not open',
    });
    const [first, second] = await Promise.all([
      desk.run.cancelOrder(order.id),
      desk.run.cancelOrder(order.id),
    ]);
    expect(first).toMatchObject({ ok: true, value: { status: 'CANCELLED' } });
    expect(second).toEqual({ ok: false, error: { code: 'NOT_ACTIVE', status: 'CANCELLED' } });
  });

  test('an order that has ended cannot be cancelled, an unknown one is named', async () => {
    const order = await place();
    await desk.run.cancelOrder(order.id);
    expect(await desk.run.cancelOrder(order.id)).toEqual({
      ok: false,
      error: { code: 'NOT_ACTIVE', status: 'CANCELLED' },
    });
    expect(await desk.run.amendOrder(order.id, change, order)).toEqual({
      ok: false,
      error: { code: 'NOT_ACTIVE', status: 'CANCELLED' },
    });
    const unknown = { ok: false, error: { code: 'NOT_FOUND', what: 'order', id: 'none' } };
    expect(await desk.run.cancelOrder(orderId('none'))).toEqual(unknown);
    expect(await desk.run.amendOrder(orderId('none'), change, order)).toEqual(unknown);
    expect(desk.exchange.requests.map(({ kind }) => kind)).toEqual(['place', 'cancel']);
  });

  test('an order leaves though its venue told of other terms meanwhile', async () => {
    const order = await place();
    const { record } = desk.run.files;
    const before = await record.begin();
    const cancelled = desk.run.cancelOrder(order.id);
    await desk.clock.advance(0);
    const meanwhile = record.begin();
    await before.rollback();
    const unit = await meanwhile;
    await unit.repositories.orders.update({ ...order, quantity: Decimal.from('2') });
    await unit.commit();
    expect(await cancelled).toMatchObject({ ok: true, value: { status: 'CANCELLED' } });
  });

  test('an order whose answer cannot be recorded is not known to be cancelled', async () => {
    const order = await place();
    desk.fillDisk(2);
    expect(await desk.run.cancelOrder(order.id)).toEqual({
      ok: false,
      error: { code: 'OUTCOME_UNKNOWN', reason: { code: 'ANSWER_NOT_RECORDED' } },
    });
  });

  test('what was asked for stands in the history before the venue’s word', async () => {
    const order = await place();
    await desk.clock.advance(1_000);
    await desk.run.cancelOrder(order.id);
    const [, , asked] = await desk.run.store.read.orders.events(order.id);
    expect(asked).toMatchObject({
      sequence: 3,
      type: 'cancel-requested',
      source: 'trader',
      status: 'SUBMITTED',
      time: order.createdAt + 1_000,
      detail: '',
    });
  });

  test('of all, one that ended by itself meanwhile is no failure', async () => {
    const [first, second] = [await place(), await place('99')];
    const { files } = desk.run;
    const held = await files.record.begin();
    const all = desk.run.cancelAll({});
    await desk.clock.advance(0);
    const ended = { status: 'EXPIRED', at: 1, reason: 'by the venue', presumed: false } as const;
    await held.repositories.orders.update({ ...first, status: 'EXPIRED', ended });
    await held.commit();
    expect(await all).toEqual({ requested: 2, failed: [] });
    expect((await desk.run.store.read.orders.get(second.id)).status).toBe('CANCELLED');
  });

  test('of all, what is no refusal of the store is a fault', async () => {
    await place();
    const { store, dispatch } = desk.run;
    const clock = { ...desk.clock, now: brokenNow };
    const ids = { next: () => 'id' };
    const broken = createCancelAll({ store, dispatch, ids, digest: String, clock });
    await expect(broken({})).rejects.toThrow('a broken clock');
  });

  test('of many, the first leaves before the last would have its own commit, and each after its own', async () => {
    const placed = [];
    for (let at = 0; at < 20; at += 1) placed.push(await place());
    const left = () => desk.exchange.requests.filter(({ kind }) => kind === 'cancel').length;
    desk.holdWrites();
    const all = desk.run.cancelAll({});
    await desk.clock.advance(0);
    expect(left()).toBe(0);
    desk.letWrite();
    await desk.clock.advance(0);
    expect(left()).toBe(0);
    for (const { id } of placed) {
      expect(await outboxOf(id)).toEqual(['place sent', 'cancel intent']);
    }
    desk.letWrite();
    await desk.clock.advance(0);
    expect(left()).toBe(1);
    desk.freeWrites();
    expect(await all).toEqual({ requested: 20, failed: [] });
    expect(left()).toBe(20);
  });

  test('of many, one whose intent cannot be recorded is the only one that fails', async () => {
    const [first, second, third] = [await place(), await place('99'), await place('98')];
    const { store, dispatch } = desk.run;
    let count = 0;
    const digest = (text: string): string => {
      if (text.includes(second.clientOrderId)) throw new IntegrityError('a damaged row');
      return text;
    };
    const ids = { next: () => `cancel-${String((count += 1))}` };
    const cancelAll = createCancelAll({ store, dispatch, ids, digest, clock: desk.clock });
    expect(await cancelAll({})).toEqual({
      requested: 3,
      failed: [
        {
          orderId: second.id,
          error: { code: 'NOT_SENT', reason: { code: 'NOT_RECORDED', cause: 'a damaged row' } },
        },
      ],
    });
    const states = [first, second, third].map(({ id }) => desk.run.store.read.orders.get(id));
    expect((await Promise.all(states)).map(({ status }) => status)).toEqual([
      'CANCELLED',
      'SUBMITTED',
      'CANCELLED',
    ]);
  });

  test('cancel all goes on where one is refused, and works on a locked account', async () => {
    const first = await place();
    await place('99');
    desk.run.locks.lock(first.accountId, 'test', stopped);
    desk.exchange.answer('cancel', { code: 'REFUSED', venueCode: '-2011', reason: 'too late' }, [
      { type: 'cancelled', reason: 'cancelled by the trader' },
    ]);
    const outcome = await desk.run.cancelAll({});
    expect([outcome.requested, outcome.failed.length]).toEqual([2, 1]);
    expect(await desk.run.store.read.orders.active()).toHaveLength(1);
  });
});
