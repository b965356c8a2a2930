import { afterEach, beforeEach, expect, test } from 'vitest';
import { createIngestReports } from '#src/application/orders/ingest-reports.ts';
import { createReconciliation } from '#src/application/orders/reconcile-account.ts';
import { clientOrderId, type ClientOrderId } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import type { ClientState, ExchangeClient } from '#src/ports/exchange-client.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { account, openDesk, type Desk } from '#test/application/desk.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

/** https://github.com/binance-exchange/node-binance-api/issues/199 */
test('a venue that is not understood again and again is compared ten times a minute, and locked until then', async () => {
  const { store, locks } = desk.run;
  const listeners: ((state: ClientState) => void)[] = [];
  let compared = 0;
  const client: ExchangeClient = {
    ...desk.exchange,
    fillsSince: async () => ok([]),
    async openOrders() {
      compared += 1;
      return ok([]);
    },
    onState(listener) {
      listeners.push(listener);
      return () => undefined;
    },
  };
  const reconciliation = createReconciliation({ store, clock: desk.clock, publish: () => undefined, locks });
  reconciliation.follow(await store.read.accounts.get(account), client);
  for (let frame = 0; frame < 100; frame += 1) {
    for (const listener of listeners) listener({ status: 'connected' });
    await desk.clock.advance(100);
  }
  expect(compared).toBe(10);
  expect(locks.reason(account)).toEqual({ code: 'LOCKED_RECONCILING' });
  await desk.clock.advance(60_000);
  expect(locks.reason(account)).toBeUndefined();
  await reconciliation.close();
});

test('of orders for whose reports there was no place no more are kept in mind than reports are', async () => {
  const asked: ClientOrderId[] = [];
  const written = Promise.withResolvers<void>();
  const store: RecordStore = {
    ...desk.run.store,
    async transact(work, importance) {
      await written.promise;
      return desk.run.store.transact(work, importance);
    },
  };
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const reconcile = (order: ClientOrderId) => void asked.push(order);
  const ingest = createIngestReports(
    { store, publish: () => undefined, clock: desk.clock, log: silent, reconcile },
    2,
  );
  for (let number = 0; number < 100; number += 1) {
    ingest.ingest({
      accountId: account,
      clientOrderId: clientOrderId(`web_${number}`),
      brokerOrderId: undefined,
      source: 'stream',
      time: 0,
      receivedAt: 0,
      type: 'accepted',
    });
  }
  written.resolve();
  await ingest.recorded();
  expect(asked).toEqual(['web_2', 'web_3']);
});
