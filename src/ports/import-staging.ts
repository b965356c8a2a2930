import type { Currency } from '#src/domain/ids.ts';
import type { ImportedContract, ImportedEntry, ImportedFill } from '#src/domain/imported-fill.ts';

/** A row that is one of several which make a trade. */
export type GroupedRow = { readonly key: string; readonly line: number; readonly cells: readonly string[] };

/** Rows that make one trade at most: an order of a million shares has some ten thousand executions. */
export const mostTogether = 20_000;
/** And characters of their cells. */
export const longestTogether = 16 * 1024 * 1024;

/** More rows than make one trade, from that line on. */
export type EndlessGroup = { readonly fromLine: number };

/** Whose fills: a symbol as the file writes it, and what its price is in and what contract it is where the file says so. */
export type StagedSymbol = {
  readonly symbol: string;
  readonly priceCurrency: Currency | undefined;
  readonly contract: ImportedContract | undefined;
};

export type FillsOfSymbol = { readonly of: StagedSymbol; readonly fills: readonly ImportedFill[] };

export type StagedRows = {
  /** Each symbol once. They are staged, and given back, under its name, however the file writes it in each. */
  readonly fills: readonly FillsOfSymbol[];
  readonly entries: readonly ImportedEntry[];
  readonly groups: readonly GroupedRow[];
};

/**
 * Where the rows of one file wait for the trader's word: on disk, since a file may be larger than memory, but
 * outside the record. What is read comes in pieces of bounded size.
 */
export interface ImportStaging {
  add(rows: StagedRows): Promise<void>;
  /** The grouped rows, all of a group at once, in the file's order; the first endless one ends them. Rows may be added meanwhile. */
  groups(): AsyncIterable<readonly GroupedRow[] | EndlessGroup>;
  /** A symbol's fills by time; those of the same time in the file's order, or against it. */
  fills(of: StagedSymbol, sameTime: 'by-line' | 'against-lines'): AsyncIterable<readonly ImportedFill[]>;
  /** By time, then in the file's order. */
  entries(): AsyncIterable<readonly ImportedEntry[]>;
  /** Leaves nothing behind. */
  close(): Promise<void>;
}
