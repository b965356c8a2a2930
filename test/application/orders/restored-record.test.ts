import { afterEach, beforeEach, expect, test } from 'vitest';
import { newOutboxEntry } from '#src/application/orders/outbox-entry.ts';
import { createRecovery } from '#src/application/orders/recover-orders.ts';
import { clientOrderId, orderId } from '#src/domain/ids.ts';
import { newOrder } from '#src/domain/order.ts';
import { sha256 } from '#src/infrastructure/system/sha256.ts';
import { limitBuy, openDesk, type Desk } from '#test/application/desk.ts';

let desk: Desk;
const id = orderId('o-1');

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

/** As a backup has it that was made between an order's two commits; the record which it replaces went on and sent it. */
async function leaveIntent(): Promise<void> {
  const { now } = desk.clock;
  const order = newOrder({
    ...limitBuy('1', '99.50'),
    id,
    clientOrderId: clientOrderId('td-1'),
    createdAt: now(),
    replaces: undefined,
    strategy: undefined,
    draftId: undefined,
  });
  const about = { id: 'e-1', now: now(), digest: sha256 };
  await desk.run.store.transact(async (unit) => {
    await unit.orders.insert(order);
    await unit.outbox.insert(newOutboxEntry(order, { kind: 'place' }, about));
  });
}

async function recover(restoredAt: number | undefined) {
  const { store, locks } = desk.run;
  const { clock, exchange } = desk;
  const recovery = createRecovery({
    store,
    exchangeOf: () => exchange,
    clock,
    publish: () => undefined,
    locks,
    restoredAt,
  });
  await recovery.recoverAll();
  await clock.advance(2_000);
  recovery.stop();
  return (await store.read.orders.get(id)).status;
}

test('an intent of a record that was restored since may have been sent: the venue is asked, and it is never sent', async () => {
  await leaveIntent();
  desk.exchange.answer('query', [{ type: 'accepted' }]);
  expect(await recover(desk.clock.now() + 1)).toBe('SUBMITTED');
  expect(desk.exchange.requests.map(({ kind }) => kind)).toEqual(['query']);
});

test('one that was begun after the restore was never sent', async () => {
  await leaveIntent();
  expect(await recover(desk.clock.now() - 1)).toBe('EXPIRED');
  expect(desk.exchange.requests).toEqual([]);
});
