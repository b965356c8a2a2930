import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { chainHash } from './chain.ts';
import { accountRef } from './portfolios.ts';

/** Which lots a sale took, as the trader said: the last row of a sale holds, and one without lots leaves it to the method. */
export const lotChoices = sqliteTable(
  'lot_choices',
  {
    seq: integer().primaryKey(),
    id: text().notNull(),
    account_id: accountRef(),
    held: text().notNull(),
    sale_id: text().notNull(),
    /** JSON. */
    lots: text().notNull(),
    recorded_at: integer().notNull(),
    hash: chainHash(),
  },
  (table) => [
    uniqueIndex('lot_choices_id').on(table.id),
    index('lot_choices_sale').on(table.account_id, table.held, table.sale_id),
  ],
);

export type LotChoiceRow = typeof lotChoices.$inferSelect;
