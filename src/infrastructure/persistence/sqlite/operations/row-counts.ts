import type Database from 'better-sqlite3';

/** Rows by table. */
export type RowCounts = Readonly<Record<string, number>>;

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

/** Whatever a table is called. */
export function quotedName(table: string): string {
  return `"${table.replaceAll('"', '""')}"`;
}

export function countRows(database: Database.Database): RowCounts {
  const counts = tablesOf(database).map((table) => [
    table,
    Number(
      database
        .prepare(`SELECT count(*) FROM ${quotedName(table)}`)
        .pluck()
        .get(),
    ),
  ]);
  return Object.fromEntries(counts);
}
