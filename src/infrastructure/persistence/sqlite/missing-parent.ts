/** SQLite does not name a foreign key that failed: this finds it. */
import type Database from 'better-sqlite3';

type ForeignKey = { readonly table: string; readonly from: string; readonly to: string | null };

/** In words, which column of the row refers to nothing; undefined when all of them do refer to something. */
export function missingParent(
  database: Database.Database,
  table: string,
  row: Readonly<Record<string, unknown>>,
): string | undefined {
  const keys = database.prepare<[], ForeignKey>(`PRAGMA foreign_key_list(${table})`).all();
  for (const { table: parent, from, to } of keys) {
    const value: unknown = row[from];
    if (value === null || value === undefined) continue;
    const found = database.prepare(`SELECT 1 FROM ${parent} WHERE ${to ?? 'id'} = ?`).get(value);
    if (found === undefined)
      return `${table}.${from} refers to ${parent} ${JSON.stringify(value)}, which is not recorded`;
  }
  return undefined;
}
