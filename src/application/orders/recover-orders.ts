import type { AccountId, ClientOrderId } from '#src/domain/ids.ts';
import type { LockReason } from '#src/domain/order-reason.ts';
import { isActive, type Order } from '#src/domain/order.ts';
import { sameTerms } from '#src/domain/terms-change.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { ExchangeClient } from '#src/ports/exchange-client.ts';
import type { OutboxEntry } from '#src/ports/outbox-repository.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import { outcomeNotKnown, type AccountLocks } from './account-locks.ts';
import { applyReports, type AnyReport } from './apply-reports.ts';
import { batchSize } from './ingest-reports.ts';
import type { Change, Publish } from '#src/application/changes.ts';
import { dropEntry, ownReport } from './dispatch.ts';
import { causeOf } from '#src/domain/fault.ts';

export type RecoverNeeds = {
  readonly store: RecordStore;
  readonly exchangeOf: (account: AccountId) => ExchangeClient | undefined;
  readonly clock: Clock;
  readonly publish: Publish;
  readonly locks: AccountLocks;
};

const askAgainAfter = 2_000;
const proofsNeeded = 2;

/**
 * Finds out what became of requests whose outcome is not known: after a crash, a lost answer, a reconnect. An
 * intent that was never sent is dropped, not sent. A request that may have left is asked about, never repeated; "not placed"
 * needs two empty answers after the request's own deadline, which is the venue's (`notPlacedAfter`), "not changed" one answer. Where
 * nothing proves it, it is asked about for ever. Until then the account is locked.
 */
export function createRecovery({ store, exchangeOf, clock, publish, locks }: RecoverNeeds) {
  const waiting = new Set<() => void>();
  /** What is being asked about, and what of it is asked about once more after an answer. */
  const asking = new Set<string>();
  const again = new Set<string>();
  /** By account, the requests whose recovery has failed: of each the trader has been told. */
  const troubled = new Map<AccountId, Set<string>>();
  let stopped = false;

  async function commit(work: (unit: Repositories) => Promise<readonly Change[]>): Promise<void> {
    publish(await store.transact(work, 'essential'));
  }

  /** A venue may know of thousands of fills: they come in units of work that let others in between. */
  async function record(reports: readonly AnyReport[]): Promise<void> {
    for (let at = 0; at < reports.length; at += batchSize) {
      await commit((unit) => applyReports(unit, reports.slice(at, at + batchSize)));
    }
  }

  async function drop(entry: OutboxEntry, order: Order): Promise<void> {
    const reason = { code: 'NEVER_SENT' } as const;
    await commit((unit) => dropEntry(unit, entry, ownReport(order, { type: 'expired', reason }, clock)));
  }

  /** Nothing is left to ask about it. */
  async function markSent(entry: OutboxEntry): Promise<void> {
    await store.transact((unit) => unit.outbox.update({ ...entry, state: 'sent' }), 'essential');
  }

  async function presumeUnknown(entry: OutboxEntry, order: Order): Promise<void> {
    await commit(async (unit) => {
      await unit.outbox.update({ ...entry, state: 'unknown' });
      if (entry.request.kind !== 'place') return [];
      const reason = { code: 'ENDED_BEFORE_ANSWER' } as const;
      return applyReports(unit, [ownReport(order, { type: 'unconfirmed', reason }, clock)]);
    });
  }

  /** Empty answers prove that the venue never had the request, unless it has told of the order by itself meanwhile. */
  async function presumeNever(entry: OutboxEntry, { id }: Order): Promise<void> {
    await commit(async (unit) => {
      const order = await unit.orders.get(id);
      if (entry.request.kind === 'place' && isTold(order)) {
        await unit.outbox.update({ ...entry, state: 'sent' });
        return [];
      }
      const reason = { code: 'VENUE_NEVER_HAD_IT' } as const;
      return dropEntry(unit, entry, ownReport(order, { type: 'expired', reason }, clock));
    });
  }

  /**
   * Whether the order shows what became of the request. One that is as it was says nothing of a change that may be on its
   * way to the venue.
   */
  async function isShown({ orderId, request }: OutboxEntry): Promise<boolean> {
    if (request.kind === 'place') return true;
    const order = await store.read.orders.get(orderId);
    return !isActive(order.status) || (request.kind === 'amend' && sameTerms(order, request));
  }

  /** Undefined where the venue cannot be asked. */
  async function query(order: Order): Promise<readonly AnyReport[] | undefined> {
    const answer = await exchangeOf(order.accountId)?.query(order);
    return answer?.ok === true ? answer.value : undefined;
  }

  /** The account is locked until `ask` says that it is known. */
  function keepAsking(key: string, order: Order, reason: LockReason, ask: () => Promise<boolean>): void {
    if (asking.has(key)) {
      again.add(key);
      return;
    }
    asking.add(key);
    locks.lock(order.accountId, key, reason);
    async function attempt(): Promise<void> {
      again.delete(key);
      const answered = await ask().catch((fault: unknown) => tellOnce(order.accountId, key, fault));
      if (answered !== true || again.has(key)) return later(begin);
      asking.delete(key);
      locks.release(order.accountId, key);
    }
    function begin(): void {
      if (stopped) return;
      attempt().catch(() => later(begin));
    }
    begin();
  }

  function later(work: () => void): void {
    if (stopped) return;
    const cancel = clock.after(askAgainAfter, () => {
      waiting.delete(cancel);
      work();
    });
    waiting.add(cancel);
  }

  /** Of each request once; what is told counts those of its account. */
  async function tellOnce(accountId: AccountId, key: string, fault: unknown): Promise<void> {
    const keys = troubled.get(accountId) ?? new Set();
    if (keys.has(key)) return;
    const { name: account } = await store.read.accounts.get(accountId);
    troubled.set(accountId, keys.add(key));
    const common = { severity: 'critical', code: 'ORDERS_NOT_RECOVERED' } as const;
    const alert = { ...common, account, orders: keys.size, cause: causeOf(fault) };
    publish([{ type: 'alertRaised', alert }]);
  }

  function tellUnread(order: ClientOrderId, fault: unknown): void {
    const alert = { severity: 'critical', code: 'RECOVERY_FAILED', order, cause: causeOf(fault) } as const;
    publish([{ type: 'alertRaised', alert }]);
  }

  function resolve(entry: OutboxEntry, order: Order): void {
    let proofs = 0;
    // A clock that was set back since the request was sent would put its deadline off: here it has waited long enough too.
    const begun = clock.monotonic();
    keepAsking(entry.id, order, outcomeNotKnown(order), async () => {
      const deadline = exchangeOf(order.accountId)?.capabilities.notPlacedAfter ?? Infinity;
      const hasPassed = clock.now() >= (entry.sendingAt ?? entry.createdAt) + deadline;
      const isOver = hasPassed || clock.monotonic() - begun >= deadline;
      const reports = await query(order);
      if (reports === undefined) return false;
      if (reports.length > 0) {
        await record(reports);
        if (!isOver && !(await isShown(entry))) return false;
        await markSent(entry);
        return true;
      }
      if (isOver) proofs += 1;
      if (proofs < proofsNeeded) return false;
      await presumeNever(entry, order);
      return true;
    });
  }

  /** For an order of which a report could not be applied: the venue tells everything that it knows of it. */
  async function reconcile(id: ClientOrderId): Promise<void> {
    const order = await store.read.orders.findByClientOrderId(id);
    if (order === undefined) return;
    const notApplied = { code: 'LOCKED_REPORT_NOT_APPLIED', order: id } as const;
    keepAsking(`reports ${id}`, order, notApplied, async () => {
      const reports = await query(order);
      if (reports === undefined || reports.length === 0) return false;
      await record(reports);
      return true;
    });
  }

  /** Until the record can be written; nothing sends it meanwhile. */
  function dropUnsent(entry: OutboxEntry, order: Order): void {
    drop(entry, order).catch(() => later(() => dropUnsent(entry, order)));
  }

  return {
    resolve,
    dropUnsent,
    reconcile(id: ClientOrderId): void {
      reconcile(id).catch((fault: unknown) => tellUnread(id, fault));
    },
    /** Once when a workspace opens, before anything can be placed. */
    async recoverAll(): Promise<void> {
      for (const entry of await store.read.outbox.unresolved()) {
        const order = await store.read.orders.get(entry.orderId);
        if (entry.state === 'intent') {
          await drop(entry, order);
        } else if (entry.request.kind !== 'place' && !isActive(order.status)) {
          // Whatever became of the request: the order has ended, and nothing is left to ask.
          await markSent(entry);
        } else {
          if (entry.state !== 'unknown') await presumeUnknown(entry, order);
          resolve(entry, order);
        }
      }
    },
    stop(): void {
      stopped = true;
      for (const cancel of waiting) cancel();
    },
  };
}

/** Whether a venue has said anything of it. */
function isTold({ status }: Order): boolean {
  return status !== 'PENDING' && status !== 'UNCONFIRMED';
}
