/** Published rates of days, from the files that `rate_files` of the record lists: made again from them, and no record. */
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const referenceRates = sqliteTable(
  'reference_rates',
  {
    of_currency: text().notNull(),
    day: integer().notNull(),
    into_currency: text().notNull(),
    rate: text().notNull(),
    file: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.of_currency, table.day, table.into_currency] }),
    index('reference_rates_into').on(table.into_currency, table.day),
  ],
);

export type ReferenceRateRow = typeof referenceRates.$inferSelect;
