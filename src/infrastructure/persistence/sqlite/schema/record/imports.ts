import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { accountRef } from './portfolios.ts';
import { rowSeal, type Unsealed } from './seal.ts';

/** One imported file. Undoing it voids its fills and its ledger entries. */
export const imports = sqliteTable('imports', {
  id: text().primaryKey(),
  account_id: accountRef(),
  file_name: text().notNull(),
  format: text().notNull(),
  state: text().notNull(),
  imported_at: integer().notNull(),
  fills: integer().notNull(),
  /** Rows of the file that were there already. */
  left_out: integer(),
  undone_at: integer(),
  /** Of the format's reader. */
  reader: integer(),
  /** SHA-256 of the file's text. */
  digest: text(),
  seal: rowSeal(),
});

export type ImportRow = Unsealed<typeof imports.$inferSelect>;
