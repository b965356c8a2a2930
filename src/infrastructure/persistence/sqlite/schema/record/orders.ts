import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { chainHash } from './chain.ts';
import { accountRef, instrumentRef } from './portfolios.ts';
import { rowSeal, type Unsealed } from './seal.ts';

export const orders = sqliteTable(
  'orders',
  {
    seq: integer().primaryKey(),
    id: text().notNull(),
    client_order_id: text().notNull(),
    broker_order_id: text(),
    account_id: accountRef(),
    instrument_id: instrumentRef(),
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
    draft_id: text(),
    seal: rowSeal(),
    symbol: text()
      .notNull()
      .generatedAlwaysAs(sql`substr(instrument_id, instr(instrument_id, ':') + 1)`, { mode: 'virtual' }),
    quantity_order: real()
      .notNull()
      .generatedAlwaysAs(sql`CAST(quantity AS REAL)`, { mode: 'virtual' }),
    // Market orders have no price of their own: below every price, and still a number that JSON can carry.
    price_order: real()
      .notNull()
      .generatedAlwaysAs(sql`CAST(coalesce(limit_price, stop_price, -1.7976931348623157e308) AS REAL)`, {
        mode: 'virtual',
      }),
    // Three days: a year is not too many of them to merge, and an hour is not lost in one.
    period: integer()
      .notNull()
      .generatedAlwaysAs(sql`created_at / 259200000`, { mode: 'virtual' }),
  },
  (table) => [
    uniqueIndex('orders_id').on(table.id),
    uniqueIndex('orders_client_order_id').on(table.client_order_id),
    index('orders_broker_order_id')
      .on(table.account_id, table.broker_order_id)
      .where(sql`broker_order_id IS NOT NULL`),
    uniqueIndex('orders_draft_id')
      .on(table.draft_id)
      .where(sql`draft_id IS NOT NULL`),
    index('orders_time').on(table.created_at),
    index('orders_side').on(table.side, table.created_at),
    // A page of any filter in any order reads one of these from its first row on, however many there are. Accounts and
    // statuses are few: what begins with both serves filters by one, by both and by none, its groups merged.
    index('orders_group').on(table.account_id, table.status, table.created_at),
    index('orders_group_symbol').on(table.account_id, table.status, table.symbol, table.created_at),
    index('orders_group_quantity').on(table.account_id, table.status, table.quantity_order, table.created_at),
    index('orders_group_price').on(table.account_id, table.status, table.price_order, table.created_at),
    // As the groups, for a range of time: the periods in it are few.
    index('orders_period_symbol').on(table.period, table.symbol, table.created_at),
    index('orders_period_quantity').on(table.period, table.quantity_order, table.created_at),
    index('orders_period_price').on(table.period, table.price_order, table.created_at),
    index('orders_symbol_quantity').on(table.symbol, table.quantity_order, table.created_at),
    index('orders_symbol_price').on(table.symbol, table.price_order, table.created_at),
    index('orders_strategy_symbol')
      .on(table.strategy, table.symbol, table.created_at)
      .where(sql`strategy IS NOT NULL`),
    index('orders_strategy_status')
      .on(table.strategy, table.status, table.created_at)
      .where(sql`strategy IS NOT NULL`),
    index('orders_strategy_quantity')
      .on(table.strategy, table.quantity_order, table.created_at)
      .where(sql`strategy IS NOT NULL`),
    index('orders_strategy_price')
      .on(table.strategy, table.price_order, table.created_at)
      .where(sql`strategy IS NOT NULL`),
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
    hash: chainHash(),
  },
  (table) => [uniqueIndex('order_events_sequence').on(table.order_id, table.sequence)],
);

export const outbox = sqliteTable(
  'outbox',
  {
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
    seal: rowSeal(),
  },
  (table) => [
    // The one way in to a request is its order: another index would be another page to write before each order leaves.
    primaryKey({ columns: [table.order_id, table.id] }),
    index('outbox_unresolved')
      .on(table.created_at)
      .where(sql`state IN ('intent', 'sending', 'unknown')`),
  ],
);

export type OrderRow = Unsealed<typeof orders.$inferSelect>;
export type OrderEventRow = typeof orderEvents.$inferSelect;
export type OutboxRow = Unsealed<typeof outbox.$inferSelect>;
