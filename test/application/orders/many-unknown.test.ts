import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAlertList } from '#src/application/alerts/alert-list.ts';
import { newOrder } from '#src/domain/order.ts';
import { clientOrderId, orderId } from '#src/domain/ids.ts';
import { newOutboxEntry } from '#src/application/orders/outbox-entry.ts';
import { sha256 } from '#src/infrastructure/system/sha256.ts';
import { limitBuy, openDesk, type Desk } from '#test/application/desk.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

const count = 96;

/** As a crash leaves them: being sent, without an answer. */
async function leaveOnTheWay(): Promise<void> {
  const { now } = desk.clock;
  for (let at = 0; at < count; at += 1) {
    const order = newOrder({
      ...limitBuy('1', '99.50'),
      id: orderId(`o-${at}`),
      clientOrderId: clientOrderId(`td-${at}`),
      createdAt: now(),
      replaces: undefined,
      strategy: undefined,
      draftId: undefined,
    });
    const about = { id: `e-${at}`, now: now(), digest: sha256 };
    const entry = newOutboxEntry(order, { kind: 'place' }, about);
    await desk.run.store.transact(async (unit) => {
      await unit.orders.insert(order);
      await unit.outbox.insert({ ...entry, state: 'sending', sendingAt: now(), processId: 1 });
    });
  }
}

/** What the trader has before him after all that was published. */
function shown() {
  let made = 0;
  const list = createAlertList({
    clock: desk.clock,
    ids: { next: () => `alert-${(made += 1)}` },
    log: { warn: () => undefined },
    earlier: [],
    store: undefined,
    publish: () => undefined,
  });
  for (const change of desk.published) if (change.type === 'alertRaised') list.raise(change.alert);
  return list.all();
}

test('after a crash with many orders on the way one alert tells how many, and each order’s history its own', async () => {
  await leaveOnTheWay();
  desk.exchange.answer('query', { code: 'OUTCOME_UNKNOWN', reason: 'no route' });
  await desk.run.recovery.recoverAll();
  expect(shown()).toMatchObject([
    { severity: 'critical', code: 'ORDERS_UNCONFIRMED', account: 'Test', orders: count },
  ]);
  for (const at of [0, count - 1]) {
    const events = await desk.run.store.read.orders.events(orderId(`o-${at}`));
    expect(events).toMatchObject([{ type: 'unconfirmed', detail: { code: 'ENDED_BEFORE_ANSWER' } }]);
  }
});

test('where the venue’s answers about many cannot be read, that is one alert too', async () => {
  await leaveOnTheWay();
  desk.exchange.answer('query', new TypeError('truncated JSON'));
  await desk.run.recovery.recoverAll();
  await desk.clock.advance(60_000);
  expect(shown().map((alert) => ('code' in alert ? alert : undefined))).toMatchObject([
    { code: 'ORDERS_NOT_RECOVERED', account: 'Test', orders: count, cause: 'truncated JSON' },
    { code: 'ORDERS_UNCONFIRMED', orders: count },
  ]);
});
