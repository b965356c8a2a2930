import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { chainHash } from './chain.ts';
import { accountRef } from './portfolios.ts';

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
    hash: chainHash(),
  },
  (table) => [index('movement_rates_movement').on(table.movement_id, table.into_currency)],
);

export type MovementRateRow = typeof movementRates.$inferSelect;
