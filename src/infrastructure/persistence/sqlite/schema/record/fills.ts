import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

import { chainHash } from './chain.ts';
import { imports } from './imports.ts';
import { orders } from './orders.ts';
import { accountRef, instrumentRef, instruments } from './portfolios.ts';
import { rowSeal, type Unsealed } from './seal.ts';

export const fills = sqliteTable(
  'fills',
  {
    seq: integer().primaryKey(),
    account_id: accountRef(),
    instrument_id: instrumentRef(),
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
    import_id: text().references(() => imports.id),
    venue_sequence: integer(),
    place: integer(),
    /** The source's own total in the settle currency. */
    value_amount: text(),
    /** The smallest quantity that could be traded after it; null where nobody knows. */
    least: text(),
    /** The row in whose place it stands with another fee, which the trader told. */
    corrects: integer(),
    /** What took its place: a row is never deleted, and what is void is in no index and in no answer. */
    voided_by: text(),
    hash: chainHash(),
  },
  (table) => [
    uniqueIndex('fills_identity')
      .on(table.account_id, table.instrument_id, table.venue_trade_id)
      .where(sql`voided_by IS NULL`),
    index('fills_order')
      .on(table.order_id, table.time)
      .where(sql`order_id IS NOT NULL AND voided_by IS NULL`),
    index('fills_time')
      .on(table.time)
      .where(sql`voided_by IS NULL`),
    index('fills_account')
      .on(table.account_id, table.time)
      .where(sql`voided_by IS NULL`),
    index('fills_instrument')
      .on(table.instrument_id, table.time)
      .where(sql`voided_by IS NULL`),
    index('fills_sequence')
      .on(table.account_id, table.instrument_id, table.venue_sequence)
      .where(sql`venue_sequence IS NOT NULL AND voided_by IS NULL`),
    // A coin that fees are paid in is held, and less of it with each.
    index('fills_fee')
      .on(table.account_id, table.fee_currency, table.instrument_id)
      .where(sql`fee_currency IS NOT NULL AND voided_by IS NULL`),
    // Each row is corrected once.
    uniqueIndex('fills_corrects')
      .on(table.corrects)
      .where(sql`corrects IS NOT NULL`),
    index('fills_import')
      .on(table.import_id)
      .where(sql`import_id IS NOT NULL AND voided_by IS NULL`),
  ],
);

/** What moves cash or quantities and is no fill: what a fill moves follows from it. */
export const ledger = sqliteTable(
  'ledger',
  {
    seq: integer().primaryKey(),
    id: text().notNull(),
    account_id: accountRef(),
    type: text().notNull(),
    time: integer().notNull(),
    cash_currency: text(),
    cash_amount: text(),
    instrument_id: text().references(() => instruments.id),
    quantity: text(),
    note: text(),
    import_id: text().references(() => imports.id),
    corrects: text(),
    link: text(),
    ratio_new: integer(),
    ratio_old: integer(),
    cost_currency: text(),
    cost_amount: text(),
    acquired_at: integer(),
    voided_by: text(),
    hash: chainHash(),
  },
  (table) => [
    uniqueIndex('ledger_id')
      .on(table.id)
      .where(sql`voided_by IS NULL`),
    // What moved since a day began: an account may have a million movements.
    index('ledger_account')
      .on(table.account_id, table.time)
      .where(sql`voided_by IS NULL`),
    // Deposits and withdrawals are few among what fundings and dividends may come to.
    index('ledger_flows')
      .on(table.account_id, table.cash_currency)
      .where(
        sql`type IN ('deposit', 'withdrawal', 'transfer', 'gift') AND cash_amount IS NOT NULL AND voided_by IS NULL`,
      ),
    // Movements of one coin fold into its round trips.
    index('ledger_currency')
      .on(table.account_id, table.cash_currency, table.time)
      .where(sql`cash_amount IS NOT NULL AND voided_by IS NULL`),
    index('ledger_import')
      .on(table.import_id)
      .where(sql`import_id IS NOT NULL AND voided_by IS NULL`),
    // Movements of an instrument's quantity, its splits and what was paid for it fold into its round trips.
    index('ledger_instrument')
      .on(table.account_id, table.instrument_id, table.time)
      .where(sql`instrument_id IS NOT NULL AND voided_by IS NULL`),
    // What counts is corrected once. What an undo made void, a file may bring again, to be corrected again.
    index('ledger_corrects')
      .on(table.corrects)
      .where(sql`corrects IS NOT NULL`),
    // What was corrected does not come again with a file that still has it.
    index('ledger_corrected')
      .on(table.account_id, table.time)
      .where(sql`substr(voided_by, 1, 11) = 'correction '`),
    index('ledger_link')
      .on(table.link)
      .where(sql`link IS NOT NULL AND voided_by IS NULL`),
  ],
);

/** The sums of all cash, of fills and of the ledger, kept in the unit of work that adds to them. `deposited` is null before a deposit. */
export const balances = sqliteTable(
  'balances',
  {
    account_id: accountRef(),
    currency: text().notNull(),
    cash: text().notNull(),
    deposited: text(),
    seal: rowSeal(),
  },
  (table) => [primaryKey({ columns: [table.account_id, table.currency] })],
);

export const positions = sqliteTable(
  'positions',
  {
    seq: integer().primaryKey(),
    id: text().notNull(),
    account_id: accountRef(),
    /** A coin's code, or the instrument's id. */
    held: text().notNull(),
    instrument_id: instrumentRef(),
    currency: text().notNull(),
    sequence: integer().notNull(),
    method: text().notNull(),
    side: text().notNull(),
    quantity: text().notNull(),
    uncosted: text().notNull(),
    cost: text().notNull(),
    realised: text().notNull(),
    undecided: text().notNull(),
    unseen: text().notNull(),
    fees: text().notNull(),
    fees_in_kind: text().notNull(),
    has_traded: integer().notNull(),
    unknown_fees: integer().notNull(),
    entered_quantity: text().notNull(),
    entered_value: text().notNull(),
    left_quantity: text().notNull(),
    left_value: text().notNull(),
    opened_at: integer().notNull(),
    updated_at: integer().notNull(),
    closed_at: integer(),
    /** The id of the fill, or of the ledger's entry, that changed it last; of an entry the instrument is null. */
    last_leg_id: text().notNull(),
    last_instrument_id: text().references(() => instruments.id),
    /** Of one that began with dust: what it was too small for. */
    dust_below: text(),
    /** By the fee schedules of the account; null where nothing is estimated. */
    estimated_fees: text(),
    /** What result and fees were worth in the portfolio's currency, as JSON; null where all of them is in it. */
    worth: text(),
    /** What coins had cost in it that were paid in and out, as JSON; null where none were. */
    capital: text(),
    seal: rowSeal(),
  },
  (table) => [
    uniqueIndex('positions_id').on(table.id),
    uniqueIndex('positions_sequence').on(table.account_id, table.held, table.sequence),
    index('positions_open')
      .on(table.instrument_id)
      .where(sql`closed_at IS NULL`),
    index('positions_closed')
      .on(table.closed_at)
      .where(sql`closed_at IS NOT NULL AND has_traded`),
    // What was taken out and never came in is in no sum of round trips that were traded.
    index('positions_unseen')
      .on(table.account_id)
      .where(sql`closed_at IS NOT NULL AND NOT has_traded AND unseen <> '0'`),
    // Accounts are few: the closed ones of an instrument are read from each of theirs, and merged.
    index('positions_group')
      .on(table.account_id, table.instrument_id, table.closed_at)
      .where(sql`closed_at IS NOT NULL AND has_traded`),
  ],
);

/** The open lots of what is held, by their places: a fill writes those that it adds, shrinks or ends. */
export const lots = sqliteTable(
  'lots',
  {
    account_id: accountRef(),
    held: text().notNull(),
    place: integer().notNull(),
    /** Of the fill that opened it; null where an entry of the ledger did. */
    instrument_id: text().references(() => instruments.id),
    /** The venue's id of that fill, or the id of the entry. */
    leg: text().notNull(),
    opened_at: integer().notNull(),
    quantity: text().notNull(),
    cost: text(),
    seal: rowSeal(),
  },
  (table) => [primaryKey({ columns: [table.account_id, table.held, table.place] })],
);

/** The sums over closed positions, kept in the unit of work that writes those: there may be a million of them. */
export const tripSums = sqliteTable(
  'trip_sums',
  {
    account_id: accountRef(),
    instrument_id: instrumentRef(),
    fee_currencies: text().notNull(),
    realised: text().notNull(),
    fees: text().notNull(),
    trades: integer().notNull(),
    wins: integer().notNull(),
    losses: integer().notNull(),
    gross_profit: text().notNull(),
    gross_loss: text().notNull(),
    undecided: integer().notNull(),
    unknown_fees: integer().notNull(),
    unknown_results: integer().notNull(),
    unseen: integer().notNull(),
    /** Both null where nothing is estimated. */
    estimated_fees: text(),
    estimated_trips: integer(),
    /** Both as of `positions`; what was paid in and out also of those without a trade. */
    worth: text(),
    capital: text(),
    seal: rowSeal(),
  },
  (table) => [primaryKey({ columns: [table.account_id, table.instrument_id, table.fee_currencies] })],
);

/** What has to be folded anew before its positions can be trusted: a migration may change how they are kept. */
export const unfolded = sqliteTable(
  'unfolded',
  { account_id: accountRef(), held: text().notNull(), seal: rowSeal() },
  (table) => [primaryKey({ columns: [table.account_id, table.held] })],
);

/** What the trader decided of what is held: never in a row of positions, which folds of fills rewrite. */
export const protections = sqliteTable(
  'protections',
  {
    account_id: accountRef(),
    instrument_id: instrumentRef(),
    side: text().notNull(),
    stop_loss: text(),
    take_profit: text(),
    seal: rowSeal(),
  },
  (table) => [primaryKey({ columns: [table.account_id, table.instrument_id] })],
);

/** Up to which of its fills a market was compared with the venue: behind it some may be missing. */
export const compared = sqliteTable(
  'compared',
  {
    account_id: accountRef(),
    /** It may be a market of which nothing else is recorded. */
    instrument_id: text().notNull(),
    venue_trade_id: text().notNull(),
    seal: rowSeal(),
  },
  (table) => [primaryKey({ columns: [table.account_id, table.instrument_id] })],
);

export type FillRow = typeof fills.$inferSelect;
export type LedgerRow = typeof ledger.$inferSelect;
export type BalanceRow = Unsealed<typeof balances.$inferSelect>;
export type PositionRow = Unsealed<typeof positions.$inferSelect>;
export type LotRow = Unsealed<typeof lots.$inferSelect>;
export type TripSumsRow = Unsealed<typeof tripSums.$inferSelect>;
export type ProtectionRow = Unsealed<typeof protections.$inferSelect>;
