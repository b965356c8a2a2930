import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { rowSeal, type Unsealed } from './seal.ts';

/** What asked for the trader's attention. Few rows: old ones are taken out. */
export const alerts = sqliteTable('alerts', {
  id: text().primaryKey(),
  severity: text().notNull(),
  title: text().notNull(),
  message: text().notNull(),
  time: integer().notNull(),
  acknowledged_at: integer(),
  seal: rowSeal(),
});

export type AlertRow = Unsealed<typeof alerts.$inferSelect>;
