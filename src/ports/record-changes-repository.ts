import type { AccountId } from '#src/domain/ids.ts';

/** Where the record of an account ended: what was derived from it until then is told from what came since. Plain data. */
export type RecordMark = {
  /** The last row of each chain, with its hash, so that another record is not taken for a later state of this one. */
  readonly fills: ChainPlace;
  readonly ledger: ChainPlace;
  readonly rates: ChainPlace;
  /** The imports into the account that count, and their states. */
  readonly imports: Readonly<Record<string, string>>;
};
export type ChainPlace = { readonly seq: number; readonly hash: string };

/** A change of the record that what was observed before it lacks, from the moment on that it is about. */
export type Revision = { readonly at: number; readonly from: number };

/** What has changed in the past of an account, of a record in which rows are only added and made void. */
export interface RecordChangesRepository {
  mark(account: AccountId): Promise<RecordMark>;
  /**
   * The earliest moment of what came into the record since the mark, left it or counts otherwise; undefined where
   * nothing did, and minus infinity where the mark is none of this record.
   */
  touchedSince(account: AccountId, mark: RecordMark): Promise<number | undefined>;
  /** Imports that count, rates that were recorded late, and entries by hand, under whose subject the audit trail has them. */
  revisions(account: AccountId, entered: string): Promise<readonly Revision[]>;
}
