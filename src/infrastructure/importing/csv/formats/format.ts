import type { ImportedEntry, ImportedFill } from '#src/domain/imported-fill.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';

/** One source's export. Columns are named by key: in lower case, letters and digits only. */
export type Format = {
  readonly id: string;
  /** As the trader knows it. */
  readonly name: string;
  /** The columns that a header must have, one list a variant. */
  readonly variants: readonly (readonly string[])[];
  readonly read: (row: CsvRow, rows: RowSink) => void;
  /** Reads the rows of one group, which `RowSink.group` put together, in the file's order. */
  readonly readGroup?: (group: readonly CsvRow[], rows: RowSink) => void;
};

/** Where a format puts what a row says. What is wrong with a row is noted on the row itself. */
export type RowSink = {
  addFill(fill: ImportedFill): void;
  addEntry(entry: ImportedEntry): void;
  /** A row that is no trade and moves no money of the account. `reason` is a sentence. */
  skip(row: CsvRow, reason: string): void;
  /** The row is one of several that make a trade; they are read together once the file has ended. */
  group(key: string, row: CsvRow): void;
};
