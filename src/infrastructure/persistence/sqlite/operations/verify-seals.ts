/** The rows of one table by their seals. Yields those that are not what was recorded. */
import type Database from 'better-sqlite3';

import { sealedRows, sealedTable, sealingOf } from '#src/infrastructure/persistence/sqlite/seal.ts';
import { breathe, type Operation } from './operation.ts';

type BrokenSeal = { readonly row: string; readonly problem: string };

export async function* brokenSeals(
  database: Database.Database,
  name: string,
  operation: Operation,
): AsyncIterable<BrokenSeal> {
  const table = sealedTable(database, name);
  if (table === undefined) return;
  const { columns } = table;
  const sealOf = sealingOf(table, columns);
  const id = columns.indexOf('id');
  for (const rows of sealedRows(database, table)) {
    for (const { key, values, seal } of rows) {
      if (sealOf(values) === seal) continue;
      const row = id < 0 ? key.join(', ') : String(values[id]);
      yield { row, problem: 'it is not what was recorded' };
    }
    await breathe(operation);
  }
}
