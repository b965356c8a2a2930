import type { Asset } from '#src/domain/balance-movements.ts';
import type { Side } from '#src/domain/fill.ts';
import type { AccountId, BalanceAssertionId, InstrumentId } from '#src/domain/ids.ts';
import type { LedgerEntryType } from '#src/domain/ledger.ts';

/** Plain data, as it comes from another thread: amounts are decimal text. */
export type ReadBalances = {
  /** False while an import into the account, or its undo, is under way or half done: nothing is told then. */
  readonly isWhole: boolean;
  /** At the moment of each assertion of the account that holds. */
  readonly recorded: readonly { readonly id: BalanceAssertionId; readonly amount: string }[];
};

/** Of the time from `from` on and before `to`; as many of the first of them as are told. */
export type MovementsQuestion = {
  readonly accountId: AccountId;
  readonly asset: Asset;
  readonly from: number;
  readonly to: number;
  readonly most: number;
};

export type ReadMovement = {
  readonly time: number;
  /** Signed: positive is received. */
  readonly amount: string;
} & (
  | { readonly kind: 'entry'; readonly type: LedgerEntryType }
  /** A trade or its fee, or what a margined trade realised. */
  | {
      readonly kind: 'fill' | 'profit';
      readonly instrumentId: InstrumentId;
      readonly side: Side;
      readonly quantity: string;
      readonly price: string;
    }
);

export type ReadMovements = {
  /** In order of time. */
  readonly movements: readonly ReadMovement[];
  /** How many there are, and what they come to. */
  readonly total: number;
  readonly sum: string;
};

/**
 * Goes through the history of an account, beside what trades: it takes as long as that is. Each answer is of one state of the
 * record. Rejects where the signal is aborted first.
 */
export interface BalanceReader {
  check(account: AccountId, signal: AbortSignal): Promise<ReadBalances>;
  movements(question: MovementsQuestion, signal: AbortSignal): Promise<ReadMovements>;
}
