import type { Currency } from './ids.ts';

/** Published rates of days that were taken from a file. */
export type RateFile = {
  readonly id: string;
  readonly name: string;
  /** `ecb-history`, `ecb-series`, `plain`, `table`. */
  readonly format: string;
  readonly importedAt: number;
  /** Rates of it that were new. */
  readonly rates: number;
  readonly first: number;
  readonly last: number;
  readonly currencies: readonly Currency[];
  /** Since when none of them count. */
  readonly undoneAt: number | undefined;
};

/** Why no rates are taken from a file. */
export const rateFileProblems = [
  'NOT_RATES',
  'BASE_NOT_TOLD',
  'NO_RATES',
  'TOO_MANY',
  'TOO_MANY_PAIRS',
  'TOO_LONG',
  'REVERSED',
] as const;
export type RateFileProblem = (typeof rateFileProblems)[number];

/** Why a rate of a file is not taken. */
export const rateRowProblems = ['DAY', 'CURRENCY', 'RATE', 'SAME_CURRENCY', 'TWICE', 'NOT_DAILY'] as const;
export type RateRowProblem = (typeof rateRowProblems)[number];

/** As many as are taken from one file. */
export const mostRates = 500_000;
/** Pairs of one file: no bank publishes as many, and each is told in the preview. */
export const mostRatePairs = 1_000;
/** Characters of one file. */
export const longestRateFile = 3_500_000;
