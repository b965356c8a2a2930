import type { AccountId } from '#src/domain/ids.ts';
import type { LockReason } from '#src/domain/order-reason.ts';
import type { Order } from '#src/domain/order.ts';

/** Accounts on which no new order may be sent until an unknown outcome is known. Cancels always work. */
export type AccountLocks = {
  /** Why it is locked; undefined when it is not. */
  reason(account: AccountId): LockReason | undefined;
  /** For that reason, whatever it was before. */
  lock(account: AccountId, key: string, reason: LockReason): void;
  release(account: AccountId, key: string): void;
  /** Locks every account, those that are added later too, until it is undefined again. Whoever calls it tells of it. */
  lockAll(reason: LockReason | undefined): void;
};

export function createAccountLocks(onChange: (account: AccountId) => void): AccountLocks {
  const held = new Map<AccountId, Map<string, LockReason>>();
  let ofAll: LockReason | undefined;
  return {
    reason(account) {
      if (ofAll !== undefined) return ofAll;
      const [first] = held.get(account)?.values() ?? [];
      return first;
    },
    lock(account, key, reason) {
      const reasons = held.get(account) ?? new Map<string, LockReason>();
      if (JSON.stringify(reasons.get(key)) === JSON.stringify(reason)) return;
      held.set(account, reasons.set(key, reason));
      onChange(account);
    },
    release(account, key) {
      if (held.get(account)?.delete(key) === true) onChange(account);
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
