import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { chainHash } from './chain.ts';
import { accountRef } from './portfolios.ts';
import { rowSeal, type Unsealed } from './seal.ts';

/** What movements of the ledger were worth when they moved. The last row of a movement and a currency is the one that holds. */
export const movementRates = sqliteTable(
  'movement_rates',
  {
    seq: integer().primaryKey(),
    movement_id: text().notNull(),
    account_id: accountRef(),
    currency: text().notNull(),
    into_currency: text().notNull(),
    rate: text().notNull(),
    source: text().notNull(),
    priced_by: text(),
    recorded_at: integer().notNull(),
    revises: integer().notNull(),
    /** The currency over which the rate was made; null where it is that of a pair. */
    through: text(),
    /** The file that has it, and the day of which it is there; null where no file does. */
    rate_file: text(),
    reference_day: integer(),
    hash: chainHash(),
  },
  (table) => [index('movement_rates_movement').on(table.movement_id, table.into_currency)],
);

/** Files of published rates; what they say of days stands beside the candles. */
export const rateFiles = sqliteTable('rate_files', {
  id: text().primaryKey(),
  name: text().notNull(),
  format: text().notNull(),
  imported_at: integer().notNull(),
  rates: integer().notNull(),
  first_day: integer().notNull(),
  last_day: integer().notNull(),
  /** Codes, with a space between. */
  currencies: text().notNull(),
  /** From then on no rate that is of it holds. */
  undone_at: integer(),
  seal: rowSeal(),
});

export type RateFileRow = Unsealed<typeof rateFiles.$inferSelect>;
export type MovementRateRow = typeof movementRates.$inferSelect;
