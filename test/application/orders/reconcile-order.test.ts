import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createRecovery } from '#src/application/orders/recover-orders.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId } from '#src/domain/ids.ts';
import type { Order } from '#src/domain/order.ts';
import { account, limitBuy, openDesk, type Desk } from '#test/application/desk.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

const sent = (kind: string) => desk.exchange.requests.filter((request) => request.kind === kind).length;
const isLocked = () => desk.run.locks.reason(account) !== undefined;
const alerts = () =>
  desk.published.flatMap((change) => (change.type === 'alertRaised' ? [change.alert] : []));
const current = ({ id }: Order) => desk.run.store.read.orders.get(id);

async function place(): Promise<Order> {
  const placed = await desk.run.placeOrder({ terms: limitBuy('1', '99.50') });
  if (!placed.ok) throw new Error(placed.error.code);
  return placed.value.order;
}

function unreadable(): Promise<never> {
  return Promise.reject(new Error('disk I/O error'));
}

describe('an order that is reconciled', () => {
  test('twice at once is asked about once more after the first answer, under one lock', async () => {
    const order = await place();
    desk.exchange.answer('query', [{ type: 'accepted' }]);
    desk.run.recovery.reconcile(order.clientOrderId);
    await desk.clock.advance(0);
    expect([isLocked(), sent('query')]).toEqual([false, 1]);
    const answer = Promise.withResolvers<void>();
    desk.exchange.onQuery(() => answer.promise);
    desk.run.recovery.reconcile(order.clientOrderId);
    await desk.clock.advance(0);
    // What is asked for meanwhile may be about something that this answer does not know yet.
    desk.run.recovery.reconcile(order.clientOrderId);
    await desk.clock.advance(0);
    answer.resolve();
    await desk.clock.advance(0);
    expect([isLocked(), sent('query')]).toEqual([true, 2]);
    await desk.clock.advance(2_000);
    expect([isLocked(), sent('query')]).toEqual([false, 3]);
    await desk.clock.advance(60_000);
    expect(sent('query')).toBe(3);
  });

  test('does not wait for another one', async () => {
    const [one, other] = [await place(), await place()];
    desk.exchange.answer('query', { code: 'OUTCOME_UNKNOWN', reason: 'no route' });
    for (const order of [one, other]) desk.run.recovery.reconcile(order.clientOrderId);
    await desk.clock.advance(0);
    const asked = desk.exchange.requests.filter(({ kind }) => kind === 'query');
    expect(asked.map((request) => request.clientOrderId)).toEqual([one.clientOrderId, other.clientOrderId]);
  });

  test('is named to the trader where the record does not tell of it', async () => {
    const { clientOrderId: id } = await place();
    const { store, locks } = desk.run;
    const orders = new Proxy(store.read.orders, {
      get: (target, name) =>
        name === 'findByClientOrderId' ? unreadable : Reflect.get(target, name, target),
    });
    const recovery = createRecovery({
      store: { ...store, read: { ...store.read, orders } },
      exchangeOf: () => desk.exchange,
      clock: desk.clock,
      publish: (changes) => desk.published.push(...changes),
      locks,
    });
    recovery.reconcile(id);
    await desk.clock.advance(0);
    expect(alerts()).toMatchObject([{ code: 'RECOVERY_FAILED', order: id, cause: 'disk I/O error' }]);
  });

  test('is none that the record does not have', async () => {
    desk.run.recovery.reconcile(clientOrderId('td-stranger'));
    await desk.clock.advance(10_000);
    expect([isLocked(), sent('query'), alerts()]).toEqual([false, 0, []]);
  });

  test('is never ended by an empty answer', async () => {
    const order = await place();
    desk.exchange.answer('query', []);
    desk.run.recovery.reconcile(order.clientOrderId);
    await desk.clock.advance(3_600_000);
    expect(desk.run.locks.reason(account)).toEqual({
      code: 'LOCKED_REPORT_NOT_APPLIED',
      order: order.clientOrderId,
    });
    expect([isLocked(), (await current(order)).status]).toEqual([true, 'SUBMITTED']);
    desk.exchange.answer('query', [{ type: 'accepted' }, { type: 'cancelled', reason: 'by the venue' }]);
    await desk.clock.advance(2_000);
    expect([isLocked(), (await current(order)).status]).toEqual([false, 'CANCELLED']);
  });

  test('with thousands of fills gets them all, in several units of work', async () => {
    const order = await place();
    const quantity = Decimal.from('0.001');
    const fills = Array.from({ length: 450 }, (_, at) => ({
      type: 'filled' as const,
      fill: {
        venueTradeId: `t${at}`,
        quantity,
        price: Decimal.from('99'),
        fee: undefined,
        liquidity: 'MAKER' as const,
        venueSequence: at + 1,
      },
    }));
    desk.exchange.answer('query', [{ type: 'accepted' }, ...fills]);
    const told: number[] = [];
    desk.onPublished((changes) => told.push(changes.filter(({ type }) => type === 'fillAdded').length));
    desk.run.recovery.reconcile(order.clientOrderId);
    await desk.clock.advance(0);
    expect(isLocked()).toBe(true);
    for (let turn = 0; isLocked() && turn < 10; turn += 1) await desk.clock.advance(0);
    expect((await current(order)).filledQuantity.toString()).toBe('0.45');
    // The acceptance is the first of 451 reports, and nothing new.
    expect(told.filter((count) => count > 0)).toEqual([199, 200, 51]);
    expect(isLocked()).toBe(false);
  });
});
