/**
 * The record: everything that a trader did.
 *
 * Decimals are canonical text. Where a page sorts by one, a generated REAL column gives the order (and only the
 * order). Columns carry SQL's names, so that a row as the driver reads it has the inferred type. Append-only
 * tables count their rows in `seq`; it also breaks ties in keyset pages, since every index ends with it.
 */
import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** One row a migration that was applied, with the digest of the file that was. */
export const migrations = sqliteTable('migrations', {
  version: integer().primaryKey(),
  name: text().notNull(),
  digest: text().notNull(),
  applied_at: integer().notNull(),
});

/** Exactly one row. */
export const workspace = sqliteTable('workspace', {
  id: text().primaryKey(),
  kind: text().notNull(),
  name: text().notNull(),
  created_at: integer().notNull(),
});

export const settings = sqliteTable('settings', {
  key: text().primaryKey(),
  value: text().notNull(),
});

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

export const orders = sqliteTable(
  'orders',
  {
    seq: integer().primaryKey(),
    id: text().notNull(),
    client_order_id: text().notNull(),
    broker_order_id: text(),
    account_id: text()
      .notNull()
      .references(() => accounts.id),
    instrument_id: text()
      .notNull()
      .references(() => instruments.id),
    side: text().notNull(),
    type: text().notNull(),
    quantity: text().notNull(),
    limit_price: text(),
    stop_price: text(),
    time_in_force: text().notNull(),
    status: text().notNull(),
    filled_quantity: text().notNull(),
    filled_value: text().notNull(),
    created_at: integer().notNull(),
    updated_at: integer().notNull(),
    acknowledged_at: integer(),
    unconfirmed_at: integer(),
    triggered_at: integer(),
    amended_at: integer(),
    last_fill_at: integer(),
    ended_status: text(),
    ended_at: integer(),
    ended_reason: text(),
    ended_presumed: integer(),
    external: integer().notNull(),
    replaces: text(),
    strategy: text(),
    symbol: text()
      .notNull()
      .generatedAlwaysAs(sql`substr(instrument_id, instr(instrument_id, ':') + 1)`, { mode: 'virtual' }),
    quantity_order: real()
      .notNull()
      .generatedAlwaysAs(sql`CAST(quantity AS REAL)`, { mode: 'virtual' }),
    // Market orders have no price of their own: below every price.
    price_order: real()
      .notNull()
      .generatedAlwaysAs(sql`CAST(coalesce(limit_price, stop_price, -9e999) AS REAL)`, { mode: 'virtual' }),
  },
  (table) => [
    uniqueIndex('orders_id').on(table.id),
    uniqueIndex('orders_client_order_id').on(table.client_order_id),
    index('orders_broker_order_id')
      .on(table.account_id, table.broker_order_id)
      .where(sql`broker_order_id IS NOT NULL`),
    index('orders_time').on(table.created_at),
    index('orders_symbol').on(table.symbol, table.created_at),
    index('orders_status').on(table.status, table.created_at),
    index('orders_account').on(table.account_id, table.created_at),
    index('orders_strategy')
      .on(table.strategy, table.created_at)
      .where(sql`strategy IS NOT NULL`),
    index('orders_quantity').on(table.quantity_order, table.created_at),
    index('orders_price').on(table.price_order, table.created_at),
  ],
);

export const orderEvents = sqliteTable(
  'order_events',
  {
    seq: integer().primaryKey(),
    order_id: text()
      .notNull()
      .references(() => orders.id),
    sequence: integer().notNull(),
    type: text().notNull(),
    source: text().notNull(),
    status: text().notNull(),
    time: integer().notNull(),
    received_at: integer().notNull(),
    detail: text().notNull(),
  },
  (table) => [uniqueIndex('order_events_sequence').on(table.order_id, table.sequence)],
);

export const outbox = sqliteTable(
  'outbox',
  {
    seq: integer().primaryKey(),
    id: text().notNull(),
    order_id: text()
      .notNull()
      .references(() => orders.id),
    client_order_id: text().notNull(),
    kind: text().notNull(),
    quantity: text(),
    limit_price: text(),
    stop_price: text(),
    state: text().notNull(),
    digest: text().notNull(),
    created_at: integer().notNull(),
    expires_at: integer().notNull(),
    sending_at: integer(),
    process_id: integer(),
  },
  (table) => [
    uniqueIndex('outbox_id').on(table.id),
    index('outbox_order').on(table.order_id),
    index('outbox_unresolved')
      .on(table.created_at)
      .where(sql`state IN ('intent', 'sending', 'unknown')`),
  ],
);

export const fills = sqliteTable(
  'fills',
  {
    seq: integer().primaryKey(),
    account_id: text()
      .notNull()
      .references(() => accounts.id),
    instrument_id: text()
      .notNull()
      .references(() => instruments.id),
    venue_trade_id: text().notNull(),
    order_id: text().references(() => orders.id),
    side: text().notNull(),
    quantity: text().notNull(),
    price: text().notNull(),
    fee_currency: text(),
    fee_amount: text(),
    liquidity: text(),
    source: text().notNull(),
    time: integer().notNull(),
    received_at: integer().notNull(),
  },
  (table) => [
    uniqueIndex('fills_identity').on(table.account_id, table.instrument_id, table.venue_trade_id),
    index('fills_order')
      .on(table.order_id, table.time)
      .where(sql`order_id IS NOT NULL`),
    index('fills_time').on(table.time),
    index('fills_account').on(table.account_id, table.time),
    index('fills_instrument').on(table.instrument_id, table.time),
  ],
);

export const ledger = sqliteTable(
  'ledger',
  {
    seq: integer().primaryKey(),
    id: text().notNull(),
    account_id: text()
      .notNull()
      .references(() => accounts.id),
    type: text().notNull(),
    time: integer().notNull(),
    cash_currency: text(),
    cash_amount: text(),
    instrument_id: text().references(() => instruments.id),
    quantity: text(),
    fill_id: text(),
    note: text(),
  },
  (table) => [
    uniqueIndex('ledger_id').on(table.id),
    index('ledger_account').on(table.account_id, table.time),
  ],
);

/** The sums of the ledger's cash, kept in the unit of work that adds to it. `deposited` is null before a deposit. */
export const balances = sqliteTable(
  'balances',
  {
    account_id: text()
      .notNull()
      .references(() => accounts.id),
    currency: text().notNull(),
    cash: text().notNull(),
    deposited: text(),
  },
  (table) => [primaryKey({ columns: [table.account_id, table.currency] })],
);

export const positions = sqliteTable(
  'positions',
  {
    seq: integer().primaryKey(),
    id: text().notNull(),
    account_id: text()
      .notNull()
      .references(() => accounts.id),
    instrument_id: text()
      .notNull()
      .references(() => instruments.id),
    sequence: integer().notNull(),
    method: text().notNull(),
    quantity: text().notNull(),
    cost: text().notNull(),
    lots: text().notNull(),
    realised: text().notNull(),
    fees: text().notNull(),
    fees_in_kind: text().notNull(),
    unknown_fees: integer().notNull(),
    entered_quantity: text().notNull(),
    entered_value: text().notNull(),
    left_quantity: text().notNull(),
    left_value: text().notNull(),
    opened_at: integer().notNull(),
    updated_at: integer().notNull(),
    closed_at: integer(),
    last_fill_id: text().notNull(),
    stop_loss: text(),
    take_profit: text(),
  },
  (table) => [
    uniqueIndex('positions_id').on(table.id),
    uniqueIndex('positions_sequence').on(table.account_id, table.instrument_id, table.sequence),
    index('positions_open')
      .on(table.instrument_id)
      .where(sql`closed_at IS NULL`),
    index('positions_closed')
      .on(table.closed_at)
      .where(sql`closed_at IS NOT NULL`),
  ],
);

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
