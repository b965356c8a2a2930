import type { AccountId } from '#src/domain/ids.ts';
import type { LockReason } from '#src/domain/order-reason.ts';
import type { Order } from '#src/domain/order.ts';

/** Accounts on which no new order may be sent until an unknown outcome is known. Cancels always work. */
export type AccountLocks = {
  /** Why it is locked; undefined when it is not. */
  reason(account: AccountId): LockReason | undefined;
  /** When it was locked, as it still is; undefined when it is not. */
  since(account: AccountId): number | undefined;
  /** For that reason, whatever it was before. */
  lock(account: AccountId, key: string, reason: LockReason): void;
  release(account: AccountId, key: string): void;
  /** Locks every account, those that are added later too, until it is undefined again. Whoever calls it tells of it. */
  lockAll(reason: LockReason | undefined): void;
};

export function createAccountLocks(onChange: (account: AccountId) => void, now: () => number): AccountLocks {
  const held = new Map<AccountId, Map<string, LockReason>>();
  /** Of those that are locked by themselves. */
  const begun = new Map<AccountId, number>();
  let ofAll: LockReason | undefined;
  return {
    reason(account) {
      if (ofAll !== undefined) return ofAll;
      const [first] = held.get(account)?.values() ?? [];
      return first;
    },
    since: (account) => begun.get(account),
    lock(account, key, reason) {
      const reasons = held.get(account) ?? new Map<string, LockReason>();
      if (JSON.stringify(reasons.get(key)) === JSON.stringify(reason)) return;
      if (reasons.size === 0) begun.set(account, now());
      held.set(account, reasons.set(key, reason));
      onChange(account);
    },
    release(account, key) {
      const reasons = held.get(account);
      if (reasons?.delete(key) !== true) return;
      if (reasons.size === 0) begun.delete(account);
      onChange(account);
    },
    lockAll(reason) {
      ofAll = reason;
    },
  };
}

/** The reason of the lock that waits for the venue's word about a request. */
export function outcomeNotKnown({ clientOrderId: order }: Pick<Order, 'clientOrderId'>): LockReason {
  return { code: 'LOCKED_OUTCOME_UNKNOWN', order };
}
