import type { Decimal } from '#src/domain/decimal.ts';
import type { MovedEntry } from '#src/domain/held.ts';
import type { AccountId, InstrumentId } from '#src/domain/ids.ts';
import type { TransferEnd } from '#src/domain/transfer-proposals.ts';
import type { Position } from '#src/domain/position.ts';

/** A round trip in which something was sold that never came in, as far as the record knows. */
export type MissingPurchase = Pick<
  Position,
  'id' | 'accountId' | 'held' | 'instrumentId' | 'currency' | 'updatedAt'
> & {
  readonly quantity: Decimal;
  /** Otherwise it was taken out. */
  readonly isSold: boolean;
  /** Of the first sale of it. */
  readonly time: number;
};

/** Fills of an instrument whose fee nobody told, from the first of them to the last. */
export type UnknownFees = {
  readonly accountId: AccountId;
  readonly instrumentId: InstrumentId;
  readonly fills: number;
  readonly time: number;
  readonly until: number;
};

/** The first `rows` of how many there are in all. */
export type Counted<Row> = { readonly rows: readonly Row[]; readonly total: number };

/** What the record of an account lacks, the oldest first. It reads as much as the account has: beside what trades. */
export interface UnsettledRepository {
  missingPurchases(account: AccountId, most: number): Promise<Counted<MissingPurchase>>;
  unknownFees(account: AccountId): Promise<readonly UnknownFees[]>;
  /** In round trips that lack a cost or a result: what came in without a cost, and was not earned. */
  withoutCost(account: AccountId, most: number): Promise<Counted<MovedEntry>>;
  /** Deposits, withdrawals and transfers whose other end is not there, each with the fees that belong to it. */
  transferEnds(account: AccountId): Promise<readonly TransferEnd[]>;
}
