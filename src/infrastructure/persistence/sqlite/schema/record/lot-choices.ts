import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

import { accountRef } from './portfolios.ts';
import { rowSeal, type Unsealed } from './seal.ts';

/** Which lots a sale took, as the trader said: the last row of a sale holds, and one without lots leaves it to the method. */
export const lotChoices = sqliteTable(
  'lot_choices',
  {
    id: text().primaryKey(),
    account_id: accountRef(),
    held: text().notNull(),
    sale_id: text().notNull(),
    /** JSON. */
    lots: text().notNull(),
    recorded_at: integer().notNull(),
    seal: rowSeal(),
  },
  (table) => [index('lot_choices_sale').on(table.account_id, table.held, table.sale_id)],
);

export type LotChoiceRow = Unsealed<typeof lotChoices.$inferSelect>;
