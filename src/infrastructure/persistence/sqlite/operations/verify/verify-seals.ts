/** The rows of a table by their seals. Yields those that are not what was recorded. */
import type Database from 'better-sqlite3';

import {
  sealedRows,
  sealedSelection,
  sealedTable,
  sealingOf,
  type SealedTable,
} from '#src/infrastructure/persistence/sqlite/seal.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import { changed, type Difference } from '#src/infrastructure/persistence/sqlite/operations/difference.ts';
import { breathe } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import type { Operation } from '#src/ports/maintenance.ts';

export type SealCheck = {
  readonly table: SealedTable;
  /** What is read of a row, in this order. */
  readonly columns: readonly string[];
  isWhole(row: readonly unknown[]): boolean;
};

/** `first` are the columns that whoever reads the rows wants for himself. */
export function sealCheck(database: Database.Database, name: string, first?: readonly string[]): SealCheck {
  const table = sealedTable(database, name);
  if (table === undefined) throw new IntegrityError(`${name} has no seals`);
  const columns = sealedSelection(table, first);
  const sealOf = sealingOf(table, columns);
  return { table, columns, isWhole: (row) => sealOf(row) === row.at(-1) };
}

export async function* brokenSeals(
  database: Database.Database,
  name: string,
  operation: Operation,
): AsyncIterable<Difference> {
  const { table, columns, isWhole } = sealCheck(database, name);
  const naming = (columns.includes('id') ? ['id'] : table.key).map((column) => columns.indexOf(column));
  for (const rows of sealedRows(database, table)) {
    for (const row of rows) if (!isWhole(row)) yield changed(naming.map((at) => row[at]).join(', '));
    await breathe(operation);
  }
}
