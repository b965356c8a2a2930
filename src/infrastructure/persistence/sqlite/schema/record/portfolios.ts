import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { rowSeal, type Unsealed } from './seal.ts';

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
    seal: rowSeal(),
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
  environment: text(),
  mode: text().notNull(),
  credential: text(),
  disabled_at: integer(),
  maker_fee: text().notNull(),
  taker_fee: text().notNull(),
  may_borrow: integer().notNull().default(0),
  dead_mans_switch: integer().notNull().default(0),
  created_at: integer().notNull(),
  seal: rowSeal(),
});

/** What the trader says that an account is charged, from a moment on: fees that nobody told are estimated by it. */
export const feeSchedules = sqliteTable(
  'fee_schedules',
  {
    account_id: accountRef(),
    since: integer().notNull(),
    basis: text().notNull(),
    /** Of a share of what is traded; else null. */
    maker: text(),
    taker: text(),
    /** For each unit or each trade; else null. */
    amount: text(),
    currency: text(),
    minimum: text(),
    seal: rowSeal(),
  },
  (table) => [primaryKey({ columns: [table.account_id, table.since] })],
);

export function accountRef() {
  return text()
    .notNull()
    .references(() => accounts.id);
}

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
  /** What its venue asks beside, as JSON. */
  rules: text(),
  seal: rowSeal(),
});

export function instrumentRef() {
  return text()
    .notNull()
    .references(() => instruments.id);
}

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
    seal: rowSeal(),
  },
  (table) => [primaryKey({ columns: [table.portfolio_id, table.time] })],
);

/** What a portfolio was measured in before, and is to be measured in once rates are looked up. */
export const baseChanges = sqliteTable(
  'base_changes',
  {
    portfolio_id: text()
      .notNull()
      .references(() => portfolios.id),
    asked_at: integer().notNull(),
    from_currency: text().notNull(),
    to_currency: text().notNull(),
    made_at: integer(),
    /** The last moment of which a kept point of the curve is in the currency of before. */
    until: integer(),
    /** The headline figures, as JSON. */
    before: text(),
    after: text(),
    seal: rowSeal(),
  },
  (table) => [primaryKey({ columns: [table.portfolio_id, table.asked_at] })],
);

/** What the trader gave where the market tells no price: of an instrument, or of one currency in another. */
export const givenPrices = sqliteTable(
  'given_prices',
  {
    of: text().notNull(),
    /** Empty for an instrument, whose price is in the currency in which it is quoted. */
    in_currency: text().notNull(),
    source: text().notNull(),
    instrument_id: text(),
    price: text(),
    time: integer(),
    given_at: integer().notNull(),
    seal: rowSeal(),
  },
  (table) => [primaryKey({ columns: [table.of, table.in_currency] })],
);

export type PortfolioRow = Unsealed<typeof portfolios.$inferSelect>;
export type FeeScheduleRow = Unsealed<typeof feeSchedules.$inferSelect>;
export type AccountRow = Unsealed<typeof accounts.$inferSelect>;
export type InstrumentRow = Unsealed<typeof instruments.$inferSelect>;
export type GivenPriceRow = Unsealed<typeof givenPrices.$inferSelect>;
export type BaseChangeRow = Unsealed<typeof baseChanges.$inferSelect>;
export type EquitySnapshotRow = Unsealed<typeof equitySnapshots.$inferSelect>;
