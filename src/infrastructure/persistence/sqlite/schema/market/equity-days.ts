/** Made of the record and of the candles, and made again from them: what is here is no record. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { sql } from 'drizzle-orm';

export const equityDays = sqliteTable(
  'equity_days',
  {
    account_id: text().notNull(),
    day: integer().notNull(),
    equity: text(),
    paid_in: text(),
    /** JSON: what has no price. */
    missing: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.account_id, table.day] }),
    index('equity_days_unknown')
      .on(table.account_id, table.day)
      .where(sql`equity IS NULL`),
  ],
);

/** Of what the days of an account were made. */
export const equityBases = sqliteTable('equity_bases', {
  account_id: text().primaryKey(),
  /** JSON. */
  basis: text().notNull(),
});

export type EquityDayRow = typeof equityDays.$inferSelect;
export type EquityBasisRow = typeof equityBases.$inferSelect;
