/** Whether a copy holds what its original does. Compared inside SQLite: no row comes into this program's memory. */
import type Database from 'better-sqlite3';

import { IntegrityError } from '#src/ports/store-errors.ts';
import { breathe } from './operation.ts';
import type { Operation } from '#src/ports/maintenance.ts';

const rowsAtOnce = 10_000;

type Key = readonly unknown[];

/** The tables that hold data, by name. */
export function tablesOf(database: Database.Database): readonly string[] {
  return database
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    )
    .pluck()
    .all()
    .map(String);
}

/** The rows of each table; throws an IntegrityError for the first table that the copy at `path` holds otherwise. */
export async function assertSameRows(
  original: Database.Database,
  path: string,
  operation: Operation,
): Promise<Readonly<Record<string, number>>> {
  original.prepare('ATTACH ? AS copied').run(path);
  const different = (what: string): IntegrityError =>
    new IntegrityError(`${path} is not what ${original.name} holds: ${what}`);
  if (schemaOf(original, 'main') !== schemaOf(original, 'copied')) throw different('its schema');
  const counts = tablesOf(original).map((table) => [table, countOf(original, 'main', table)] as const);
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  let done = 0;
  for (const [table, count] of counts) {
    let same = 0;
    for (const found of sameRows(original, table)) {
      same += found;
      operation.report((done += found), total);
      await breathe(operation);
    }
    if (same !== count || countOf(original, 'copied', table) !== count) throw different(`the table ${table}`);
  }
  return Object.fromEntries(counts);
}

type Schema = 'main' | 'copied';

function schemaOf(database: Database.Database, schema: Schema): string {
  const lines = database.prepare(`SELECT type, name, sql FROM ${schema}.sqlite_schema ORDER BY type, name`);
  return JSON.stringify(lines.raw().all());
}

function countOf(database: Database.Database, schema: Schema, table: string): number {
  return Number(database.prepare(`SELECT count(*) FROM ${schema}."${table}"`).pluck().get());
}

/** How many rows of a table are the same in both, a stretch of its key after the other. */
function* sameRows(database: Database.Database, table: string): Iterable<number> {
  const keyNames = keyOf(database, table);
  const key = listed(keyNames, (name) => `one.${name}`, ', ');
  const marks = keyNames.map(() => '?').join(', ');
  const rows = `FROM main."${table}" AS one`;
  const sameKey = listed(keyNames, (name) => `other.${name} = one.${name}`, ' AND ');
  const sameRow = listed(columnsOf(database, table), (name) => `other.${name} IS one.${name}`, ' AND ');
  let after: Key | undefined;
  do {
    const behind = after === undefined ? 'true' : `(${key}) > (${marks})`;
    const until: Key | undefined = database
      .prepare<unknown[], Key>(
        `SELECT ${key} ${rows} WHERE ${behind} ORDER BY ${key} LIMIT 1 OFFSET ${rowsAtOnce - 1}`,
      )
      .raw()
      .get(...(after ?? []));
    const before = until === undefined ? 'true' : `(${key}) <= (${marks})`;
    yield (
      database
        .prepare<unknown[], number>(
          `SELECT count(*) ${rows} CROSS JOIN copied."${table}" AS other ON ${sameKey}
          WHERE ${behind} AND ${before} AND ${sameRow}`,
        )
        .pluck()
        .get(...(after ?? []), ...(until ?? [])) ?? 0
    );
    after = until;
  } while (after !== undefined);
}

function columnsOf(database: Database.Database, table: string): readonly string[] {
  return database.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
}

function listed(names: readonly string[], toSql: (name: string) => string, between: string): string {
  return names.map((name) => toSql(`"${name}"`)).join(between);
}

/** What a table is stored by. */
function keyOf(database: Database.Database, table: string): readonly string[] {
  const withoutRowid = database
    .prepare("SELECT wr FROM pragma_table_list(?) WHERE schema = 'main'")
    .pluck()
    .get(table);
  if (withoutRowid !== 1) return ['rowid'];
  return database
    .prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .pluck()
    .all(table);
}
