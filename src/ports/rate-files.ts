import type { RateFileProblem, RateRowProblem } from '#src/domain/rate-file.ts';
import type { Currency } from '#src/domain/ids.ts';
import type { ToldBase } from '#src/domain/reference-rate.ts';
import type { Result } from '#src/domain/result.ts';

export type RateFileText = {
  readonly text: string;
  /** Of a file that does not say what its rates are of. */
  readonly told: ToldBase | undefined;
  readonly now: number;
};

export type UnreadableRates = { readonly code: 'UNREADABLE_RATES'; readonly problem: RateFileProblem };
export type RateRowRefused = {
  readonly line: number;
  readonly column: string;
  readonly problem: RateRowProblem;
};

/** Plain data, as it comes from another thread. */
export type ReadRates = {
  readonly format: string;
  /** As it says, or as it was told; undefined where each line says its own. */
  readonly base: Currency | undefined;
  readonly series: readonly RateSeries[];
  /** The first of those that were left out, and how many there are. */
  readonly problems: readonly RateRowRefused[];
  readonly invalid: number;
};

/** Days and their rates, side by side, the oldest first. */
export type RateSeries = {
  readonly of: Currency;
  readonly into: Currency;
  readonly days: readonly number[];
  readonly rates: readonly string[];
};

/** Reads a file of rates, wherever it does. */
export type ReadRateFile = (file: RateFileText) => Promise<Result<ReadRates, UnreadableRates>>;
