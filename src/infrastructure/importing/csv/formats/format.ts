import type { ToldBalance } from '#src/infrastructure/importing/csv/balance-check.ts';
import type { CsvRow, RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';
import type { FileQuestion } from '#src/ports/import-files.ts';

/** One source's export. Columns are named by key: in lower case, letters and digits only. */
export type Format = {
  readonly id: string;
  /** As the trader knows the source; of our own columns, and of those that were mapped, the screen has the word. */
  readonly name: string;
  /** The columns that a header must have, one list a variant. */
  readonly variants: readonly (readonly string[])[];
  /** The column that says whose account a row is of, where there is one. A file of several is refused. */
  readonly account?: string;
  /** What a row did to balances that the file tells; every change of them is in the file. */
  readonly balances?: (row: CsvRow) => readonly ToldBalance[];
  readonly read: (row: CsvRow, rows: RowSink) => void;
  /** What only the whole file leaves open. */
  readonly question?: () => FileQuestion | undefined;
  /** Reads the rows of one group, which `RowSink.group` put together, in the file's order. */
  readonly readGroup?: (group: readonly CsvRow[], rows: RowSink) => void;
};
