import { sql } from 'drizzle-orm';
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { chainHash } from './chain.ts';
import { accountRef, instruments } from './portfolios.ts';

/** What statements say that accounts held. A row that names another takes its place; without a quantity it takes it back. */
export const balanceAssertions = sqliteTable(
  'balance_assertions',
  {
    seq: integer().primaryKey(),
    id: text().notNull(),
    account_id: accountRef(),
    /** Null where it is of an instrument. */
    currency: text(),
    instrument_id: text().references(() => instruments.id),
    day: text().notNull(),
    zone: text().notNull(),
    until: integer().notNull(),
    quantity: text(),
    places: integer().notNull(),
    replaces: text(),
    recorded_at: integer().notNull(),
    hash: chainHash(),
  },
  (table) => [
    uniqueIndex('balance_assertions_id').on(table.id),
    uniqueIndex('balance_assertions_replaces')
      .on(table.replaces)
      .where(sql`replaces IS NOT NULL`),
  ],
);

export type BalanceAssertionRow = typeof balanceAssertions.$inferSelect;
