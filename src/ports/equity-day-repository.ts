import type { DayEquity } from '#src/domain/day-equity.ts';
import type { AccountId, Currency } from '#src/domain/ids.ts';
import type { RecordMark, Revision } from './record-changes-repository.ts';

/** Of what the days of an account are made. */
export type EquityBasis = {
  readonly base: Currency;
  readonly mayBorrow: boolean;
  readonly mark: RecordMark;
  /** The files of published rates that were there. */
  readonly rateFiles: readonly string[];
  /** What observed points of the curve may lack. */
  readonly revisions: readonly Revision[];
  /** The days before it are there. */
  readonly until: number;
};

/**
 * The daily equity of accounts as it follows from the record and the prices of its days: it can be made again at any
 * time, and stands beside what was observed.
 */
export interface EquityDayRepository {
  /** Undefined where none was made, or by another version. */
  basis(account: AccountId): Promise<EquityBasis | undefined>;
  /** First moment from inclusive, to exclusive, in order of time. */
  days(account: AccountId, from: number, to: number): Promise<readonly DayEquity[]>;
  /** The first day that has no equity, or one that cannot be read. */
  firstUnknown(account: AccountId): Promise<number | undefined>;
  /** In the place of all days from `from` on. All of it, or nothing. */
  replace(account: AccountId, from: number, days: readonly DayEquity[], basis: EquityBasis): Promise<void>;
}
