import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { outboxStates, type OutboxEntry } from '#src/ports/outbox-repository.ts';
import { EntityNotFoundError, IntegrityError } from '#src/ports/store-errors.ts';
import { decimal, furnish, sampleOrder, startTime } from './sample-entities.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';

const order = sampleOrder(1);

function entry(number: number, changes: Partial<OutboxEntry> = {}): OutboxEntry {
  return {
    id: `request-${number}`,
    orderId: order.id,
    clientOrderId: order.clientOrderId,
    request: { kind: 'place' },
    state: 'intent',
    digest: 'ab12',
    createdAt: startTime - number,
    expiresAt: startTime + 30_000,
    sendingAt: undefined,
    processId: undefined,
    ...changes,
  };
}

export function outboxRepositorySuite(makeStore: MakeStore): void {
  describe('outbox repository', () => {
    let store: StoreUnderTest;

    beforeEach(async () => {
      store = await makeStore();
      await furnish(store.record);
      await store.record.transact((unit) => unit.orders.insert(order));
    });

    afterEach(() => store.close());

    function insert(...entries: readonly OutboxEntry[]): Promise<void> {
      return store.record.transact(async (unit) => {
        for (const one of entries) await unit.outbox.insert(one);
      });
    }

    it('gives back every kind of request as it was', async () => {
      const change = { quantity: decimal('2'), limitPrice: decimal('0.1'), stopPrice: undefined };
      const entries = [
        entry(1),
        entry(2, { request: { kind: 'cancel' }, sendingAt: startTime, processId: 4711 }),
        entry(3, { request: { kind: 'amend', ...change } }),
      ];
      await insert(...entries);
      expect(await store.record.read.outbox.ofOrder(order.id)).toEqual(entries);
    });

    it('lists what is not resolved, oldest first', async () => {
      await insert(...outboxStates.map((state, index) => entry(index, { state })));
      const unresolved = await store.record.read.outbox.unresolved();
      expect(unresolved.map(({ state }) => state)).toEqual(['unknown', 'sending', 'intent']);
    });

    it('finds one request, and those of one order that are not resolved', async () => {
      const other = sampleOrder(2);
      await store.record.transact((unit) => unit.orders.insert(other));
      const about = { orderId: other.id, clientOrderId: other.clientOrderId };
      const entries = outboxStates.map((state, index) => entry(index, { state }));
      await insert(
        ...entries,
        entry(8, { ...about, state: 'unknown' }),
        entry(9, { ...about, state: 'sent' }),
      );
      const { outbox } = store.record.read;
      expect(await outbox.find(order.id, 'request-2')).toEqual(entries[2]);
      expect(await outbox.find(order.id, 'request-9')).toBeUndefined();
      expect((await outbox.unresolvedOf(order.id)).map(({ state }) => state)).toEqual([
        'intent',
        'sending',
        'unknown',
      ]);
      expect((await outbox.unresolvedOf(other.id)).map(({ id }) => id)).toEqual(['request-8']);
    });

    it('follows a request from intent to sent', async () => {
      await insert(entry(1));
      const sent = entry(1, { state: 'sent', sendingAt: startTime + 1, processId: 12 });
      await store.record.transact((unit) => unit.outbox.update(sent));
      expect(await store.record.read.outbox.ofOrder(order.id)).toEqual([sent]);
      expect(await store.record.read.outbox.unresolved()).toEqual([]);
    });

    it('refuses a request whose id is taken, and one that is not there', async () => {
      await insert(entry(1));
      await expect(insert(entry(1))).rejects.toThrow(IntegrityError);
      await expect(store.record.transact((unit) => unit.outbox.update(entry(9)))).rejects.toThrow(
        EntityNotFoundError,
      );
    });
  });
}
