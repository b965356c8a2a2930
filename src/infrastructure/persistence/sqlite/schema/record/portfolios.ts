import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

export const portfolios = sqliteTable(
  'portfolios',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    base_currency: text().notNull(),
    lot_method: text().notNull(),
    max_quantity: text(),
    max_notional: text(),
    max_price_distance: text(),
    max_open_orders: integer(),
    created_at: integer().notNull(),
  },
  (table) => [uniqueIndex('portfolios_name').on(table.name)],
);

export const accounts = sqliteTable('accounts', {
  id: text().primaryKey(),
  portfolio_id: text()
    .notNull()
    .references(() => portfolios.id),
  name: text().notNull(),
  venue: text().notNull(),
  kind: text().notNull(),
  maker_fee: text().notNull(),
  taker_fee: text().notNull(),
  created_at: integer().notNull(),
});

export const instruments = sqliteTable('instruments', {
  id: text().primaryKey(),
  venue: text().notNull(),
  symbol: text().notNull(),
  kind: text().notNull(),
  base: text().notNull(),
  quote: text().notNull(),
  settle: text().notNull(),
  tick_size: text().notNull(),
  lot_size: text().notNull(),
  min_quantity: text(),
  max_quantity: text(),
  min_notional: text(),
  multiplier: text().notNull(),
  tradable: integer().notNull(),
});

export const equitySnapshots = sqliteTable(
  'equity_snapshots',
  {
    portfolio_id: text()
      .notNull()
      .references(() => portfolios.id),
    time: integer().notNull(),
    equity: text(),
    cash: text(),
    market_value: text(),
    realised: text(),
    unrealised: text(),
    fees: text(),
    deposited: text(),
  },
  (table) => [primaryKey({ columns: [table.portfolio_id, table.time] })],
);

export type PortfolioRow = typeof portfolios.$inferSelect;
export type AccountRow = typeof accounts.$inferSelect;
export type InstrumentRow = typeof instruments.$inferSelect;
export type EquitySnapshotRow = typeof equitySnapshots.$inferSelect;
