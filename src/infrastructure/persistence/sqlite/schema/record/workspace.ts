/**
 * The record: everything that a trader did.
 *
 * Decimals are canonical text. Where a page sorts by one, a generated REAL column gives the order (and only the
 * order). Columns carry SQL's names, so that a row as the driver reads it has the inferred type. Append-only
 * tables count their rows in `seq`; it also breaks ties in keyset pages, since every index ends with it.
 */
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { rowSeal, type Unsealed } from './seal.ts';

/** One row a migration that was applied, with the digest of the file that was. */
export const migrations = sqliteTable('migrations', {
  version: integer().primaryKey(),
  name: text().notNull(),
  digest: text().notNull(),
  applied_at: integer().notNull(),
  seal: rowSeal(),
});

/** Exactly one row. */
export const workspace = sqliteTable('workspace', {
  id: text().primaryKey(),
  kind: text().notNull(),
  name: text().notNull(),
  created_at: integer().notNull(),
  seal: rowSeal(),
});

export const settings = sqliteTable('settings', {
  key: text().primaryKey(),
  value: text().notNull(),
  seal: rowSeal(),
});

export type WorkspaceRow = Unsealed<typeof workspace.$inferSelect>;
export type MigrationRow = Unsealed<typeof migrations.$inferSelect>;
