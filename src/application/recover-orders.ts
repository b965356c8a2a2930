import type { AccountId } from '#src/domain/ids.ts';
import { isActive, type Order } from '#src/domain/order.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { ExchangeClient } from '#src/ports/exchange-client.ts';
import type { OutboxEntry } from '#src/ports/outbox-repository.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import type { AccountLocks } from './account-locks.ts';
import { applyReports } from './apply-reports.ts';
import type { Change, Publish } from './changes.ts';
import { ownReport } from './dispatch.ts';

export type RecoverNeeds = {
  readonly store: RecordStore;
  readonly exchangeOf: (account: AccountId) => ExchangeClient | undefined;
  readonly clock: Clock;
  readonly publish: Publish;
  readonly locks: AccountLocks;
};

/** The venue may still take a request until this long after it was sent: its receive window and a margin. */
const requestDeadline = 15_000;
const askAgainAfter = 2_000;
const proofsNeeded = 2;

/**
 * Finds out what became of requests whose outcome is not known: after a crash, a lost answer, a reconnect. An
 * intent that was never sent is dropped, not sent. A request that may have left is asked about, never repeated;
 * "not placed" needs two empty answers after the request's own deadline. Until then the account is locked.
 */
export function createRecovery({ store, exchangeOf, clock, publish, locks }: RecoverNeeds) {
  const waiting = new Set<() => void>();
  /** Requests whose recovery has failed once: the trader has been told. */
  const troubled = new Set<string>();
  let stopped = false;

  async function commit(work: (unit: Repositories) => Promise<readonly Change[]>): Promise<void> {
    publish(await store.transact(work));
  }

  async function dropIntent(entry: OutboxEntry, order: Order): Promise<void> {
    await commit(async (unit) => {
      await unit.outbox.update({ ...entry, state: 'dropped' });
      if (entry.request.kind !== 'place') return [];
      return applyReports(unit, [ownReport(order, { type: 'expired', reason: 'never sent' }, clock)]);
    });
  }

  async function presumeUnknown(entry: OutboxEntry, order: Order): Promise<void> {
    await commit(async (unit) => {
      await unit.outbox.update({ ...entry, state: 'unknown' });
      if (entry.request.kind !== 'place') return [];
      const reason = 'the program ended before the venue answered';
      return applyReports(unit, [ownReport(order, { type: 'unconfirmed', reason }, clock)]);
    });
  }

  /** Asks until it is known. `emptyAnswers` counts those that came after the deadline. */
  async function ask(entry: OutboxEntry, order: Order, emptyAnswers: number): Promise<void> {
    if (stopped) return;
    const answer = await exchangeOf(order.accountId)?.query(order.clientOrderId);
    if (answer?.ok === true && answer.value.length > 0) {
      const reports = answer.value;
      await commit(async (unit) => {
        await unit.outbox.update({ ...entry, state: 'sent' });
        return applyReports(unit, reports);
      });
      locks.release(order.accountId, entry.id);
      return;
    }
    const afterDeadline = clock.now() >= (entry.sendingAt ?? entry.createdAt) + requestDeadline;
    const proofs = answer?.ok === true && afterDeadline ? emptyAnswers + 1 : emptyAnswers;
    if (proofs >= proofsNeeded) {
      await concludeNotPlaced(entry, order);
      return;
    }
    later(() => start(entry, order, proofs));
  }

  function later(work: () => void): void {
    if (stopped) return;
    const cancel = clock.after(askAgainAfter, () => {
      waiting.delete(cancel);
      work();
    });
    waiting.add(cancel);
  }

  async function concludeNotPlaced(entry: OutboxEntry, order: Order): Promise<void> {
    await commit(async (unit) => {
      await unit.outbox.update({ ...entry, state: 'dropped' });
      if (entry.request.kind !== 'place') return [];
      return applyReports(unit, [
        ownReport(order, { type: 'expired', reason: 'the venue never had it' }, clock),
      ]);
    });
    locks.release(order.accountId, entry.id);
  }

  function start(entry: OutboxEntry, order: Order, emptyAnswers: number): void {
    ask(entry, order, emptyAnswers).catch((fault: unknown) => {
      later(() => start(entry, order, emptyAnswers));
      if (troubled.has(entry.id)) return;
      troubled.add(entry.id);
      const message = fault instanceof Error ? fault.message : String(fault);
      publish([
        {
          type: 'alertRaised',
          alert: {
            severity: 'critical',
            title: 'Recovery of an order failed',
            message: `Order ${order.clientOrderId}: ${message}. The account stays locked and it is tried again; check the order at the venue.`,
          },
        },
      ]);
    });
  }

  function resolve(entry: OutboxEntry, order: Order): void {
    locks.lock(order.accountId, entry.id, `the outcome of order ${order.clientOrderId} is not known yet`);
    start(entry, order, 0);
  }

  /** Until the record can be written; nothing sends it meanwhile. */
  function dropUnsent(entry: OutboxEntry, order: Order): void {
    dropIntent(entry, order).catch(() => later(() => dropUnsent(entry, order)));
  }

  return {
    resolve,
    dropUnsent,
    /** Once when a workspace opens, before anything can be placed. */
    async recoverAll(): Promise<void> {
      for (const entry of await store.read.outbox.unresolved()) {
        const order = await store.read.orders.get(entry.orderId);
        if (entry.state === 'intent') {
          await dropIntent(entry, order);
        } else if (entry.request.kind !== 'place' && !isActive(order.status)) {
          // Whatever became of the request: the order has ended, and nothing is left to ask.
          await commit(async (unit) => {
            await unit.outbox.update({ ...entry, state: 'sent' });
            return [];
          });
        } else {
          if (entry.state === 'sending') await presumeUnknown(entry, order);
          resolve({ ...entry, state: 'unknown' }, order);
        }
      }
    },
    stop(): void {
      stopped = true;
      for (const cancel of waiting) cancel();
    },
  };
}
