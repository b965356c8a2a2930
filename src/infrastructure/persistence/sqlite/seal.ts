/**
 * The seal of a row: CRC-32 over its table's name and its own columns, so that a value that changed behind the
 * store's back shows: each single flipped bit for certain. It is for accidents, and costs an order little; rows that
 * are only ever added have a chain instead (chain.ts). A table has seals when it has the column `seal`; whatever
 * writes a row writes its seal in the same statement.
 *
 * Format 1, which recorded seals depend on: each column by its name, in the order of the names, then its value as in
 * a chain's text. What is null is left out, so a column that is added later changes no seal. A migration that changes
 * rows empties their seals, and they get new ones in its transaction.
 */
import { crc32 } from 'node:zlib';
import type Database from 'better-sqlite3';

import { IntegrityError } from '#src/ports/store-errors.ts';
import { canonical } from './chain/chain.ts';

export type SealedTable = {
  readonly name: string;
  readonly key: readonly string[];
  /** What the seal covers, in its order: all but the row's number, which the indexes hold against it. */
  readonly columns: readonly string[];
};

const rowsAtOnce = 1_000;

export function sealedTables(database: Database.Database): readonly SealedTable[] {
  return database
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all()
    .flatMap((name) => sealedTable(database, name) ?? []);
}

type Column = { readonly name: string; readonly pk: number };

/** Undefined for a table without seals. */
export function sealedTable(database: Database.Database, name: string): SealedTable | undefined {
  const columns = database
    .prepare<[string], Column>('SELECT name, pk FROM pragma_table_info(?) ORDER BY name')
    .all(name);
  if (!columns.some((column) => column.name === 'seal')) return undefined;
  return {
    name,
    key: columns
      .filter(({ pk }) => pk > 0)
      .toSorted((one, other) => one.pk - other.pk)
      .map((column) => column.name),
    columns: columns
      .filter((column) => column.name !== 'seal' && !(column.name === 'seq' && column.pk > 0))
      .map((column) => column.name),
  };
}

/** The seal of a row, of its values. */
export type Sealing = (values: readonly unknown[]) => number;

/** `given` names the values that it will take. */
export function sealingOf({ name, columns }: SealedTable, given: readonly string[]): Sealing {
  const parts = columns.map((column) => ({ label: ` ${column} `, at: given.indexOf(column) }));
  return (values) => {
    let text = name;
    for (const { label, at } of parts) {
      const value = values[at];
      if (value !== null && value !== undefined) text += label + canonical(value);
    }
    return crc32(text);
  };
}

/** What is read of a row: what the reader wants first, what the seal covers, and the seal at the end. */
export function sealedSelection({ key, columns }: SealedTable, first = key): readonly string[] {
  return [...first, ...columns.filter((column) => !first.includes(column)), 'seal'];
}

/** All rows of a table by its key, in pieces: one by one, or as objects, they take twice as long. */
export function* sealedRows(
  database: Database.Database,
  table: SealedTable,
): Iterable<readonly (readonly unknown[])[]> {
  const { name, key } = table;
  const keys = key.join(', ');
  const selection = `SELECT ${sealedSelection(table).join(', ')} FROM ${name}`;
  const first = database.prepare<[number], readonly unknown[]>(`${selection} ORDER BY ${keys} LIMIT ?`).raw();
  const next = database
    .prepare<unknown[], readonly unknown[]>(
      `${selection} WHERE (${keys}) > (${key.map(() => '?').join(', ')}) ORDER BY ${keys} LIMIT ?`,
    )
    .raw();
  let left = Number(database.prepare(`SELECT count(*) FROM ${name}`).pluck().get());
  for (let rows = first.all(rowsAtOnce); rows.length > 0;) {
    left -= rows.length;
    if (left < 0) throw new IntegrityError(`${name} cannot be read in the order of its key`);
    yield rows;
    rows = next.all(...(rows.at(-1)?.slice(0, key.length) ?? []), rowsAtOnce);
  }
}

/** Gives the rows their seals that have none: those that are older than seals, or were changed by a migration. */
export function sealRows(database: Database.Database): void {
  for (const table of sealedTables(database)) {
    const keyed = table.key.map((column) => `${column} = ?`).join(' AND ');
    const update = database.prepare(`UPDATE ${table.name} SET seal = ? WHERE ${keyed}`);
    const sealOf = sealingOf(table, sealedSelection(table));
    for (const rows of sealedRows(database, table)) {
      for (const row of rows) {
        if (row.at(-1) === null) update.run(sealOf(row), ...row.slice(0, table.key.length));
      }
    }
  }
}
