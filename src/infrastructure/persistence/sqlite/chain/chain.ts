/**
 * The hash chain over the append-only tables. A row's hash is SHA-256 over the hash of the row before it and the
 * row's own fields, so a row that was changed, moved, taken out or put in breaks the chain at its place; the table
 * `chain_heads` keeps where each chain ends, so that cutting off its end shows too.
 *
 * Format 1, which recorded hashes depend on: the text of the hash before, then the sequence number and the chained
 * columns, each a number with `,`, a text with its length and `:` before it, or `~` for null. A column that was added
 * later stands behind the others, and those of them at the end that are null are left out: so rows that were linked
 * before there was such a column keep their hashes, and no two rows have one text. Any other change of the columns is
 * another format, and needs a migration.
 */
import { hash as digest } from 'node:crypto';
import type Database from 'better-sqlite3';

import type { FindingProblem } from '#src/domain/finding.ts';
import type { ChainVerdict, VerifyOptions } from '#src/ports/audit-repository.ts';
import type { AuditRow, ChainHeadRow } from '#src/infrastructure/persistence/sqlite/schema/record/chain.ts';
import type { BalanceAssertionRow } from '#src/infrastructure/persistence/sqlite/schema/record/assertions.ts';
import type { LotChoiceRow } from '#src/infrastructure/persistence/sqlite/schema/record/lot-choices.ts';
import type { FillRow, LedgerRow } from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import type { MovementRateRow } from '#src/infrastructure/persistence/sqlite/schema/record/rates.ts';
import type { OrderEventRow } from '#src/infrastructure/persistence/sqlite/schema/record/orders.ts';

export const chainedTables = [
  'order_events',
  'fills',
  'ledger',
  'movement_rates',
  'balance_assertions',
  'lot_choices',
  'audit',
] as const;
export type ChainedTable = (typeof chainedTables)[number];

type Rows = {
  readonly order_events: OrderEventRow;
  readonly fills: FillRow;
  readonly ledger: LedgerRow;
  readonly movement_rates: MovementRateRow;
  readonly balance_assertions: BalanceAssertionRow;
  readonly lot_choices: LotChoiceRow;
  readonly audit: AuditRow;
};

/** A row to append, but for what the chain gives it. */
export type ChainedRow<Table extends ChainedTable> = Omit<Rows[Table], 'seq' | 'hash' | 'voided_by'>;

/** Every column but what the chain gives and the mark of an undo: one that is not listed does not compile. */
export type HashedColumns<Row> = Readonly<
  Record<Exclude<keyof Row, 'seq' | 'hash' | 'voided_by'>, 'first' | 'added'>
>;

/**
 * What the hash covers, beside `seq` and in this order, and whether it was there from the beginning. `voided_by` is
 * left out: it is the one thing that changes later.
 */
const hashed: { readonly [Table in ChainedTable]: HashedColumns<Rows[Table]> } = {
  order_events: {
    order_id: 'first',
    sequence: 'first',
    type: 'first',
    source: 'first',
    status: 'first',
    time: 'first',
    received_at: 'first',
    detail: 'first',
  },
  fills: {
    account_id: 'first',
    instrument_id: 'first',
    venue_trade_id: 'first',
    order_id: 'first',
    side: 'first',
    quantity: 'first',
    price: 'first',
    fee_currency: 'first',
    fee_amount: 'first',
    liquidity: 'first',
    source: 'first',
    time: 'first',
    received_at: 'first',
    import_id: 'first',
    venue_sequence: 'added',
    place: 'added',
    value_amount: 'added',
    least: 'added',
    corrects: 'added',
  },
  ledger: {
    id: 'first',
    account_id: 'first',
    type: 'first',
    time: 'first',
    cash_currency: 'first',
    cash_amount: 'first',
    instrument_id: 'first',
    quantity: 'first',
    note: 'first',
    import_id: 'first',
    corrects: 'added',
    link: 'added',
    ratio_new: 'added',
    ratio_old: 'added',
    cost_currency: 'added',
    cost_amount: 'added',
    acquired_at: 'added',
  },
  movement_rates: {
    movement_id: 'first',
    account_id: 'first',
    currency: 'first',
    into_currency: 'first',
    rate: 'first',
    source: 'first',
    priced_by: 'first',
    recorded_at: 'first',
    revises: 'first',
    through: 'added',
    rate_file: 'added',
    reference_day: 'added',
  },
  balance_assertions: {
    id: 'first',
    account_id: 'first',
    currency: 'first',
    instrument_id: 'first',
    day: 'first',
    zone: 'first',
    until: 'first',
    quantity: 'first',
    places: 'first',
    replaces: 'first',
    recorded_at: 'first',
  },
  lot_choices: {
    id: 'first',
    account_id: 'first',
    held: 'first',
    sale_id: 'first',
    lots: 'first',
    recorded_at: 'first',
  },
  audit: { time: 'first', actor: 'first', action: 'first', subject: 'first', detail: 'first' },
};

export const chainedColumns = ofEach(Object.keys);

/** How many of a table's chained columns were there from the beginning. */
const firstColumns = ofEach((columns) => Object.values(columns).filter((since) => since === 'first').length);

function ofEach<Value>(
  read: (columns: Readonly<Record<string, 'first' | 'added'>>) => Value,
): Readonly<Record<ChainedTable, Value>> {
  const { order_events, fills, ledger, movement_rates, balance_assertions, lot_choices, audit } = hashed;
  return {
    order_events: read(order_events),
    fills: read(fills),
    ledger: read(ledger),
    movement_rates: read(movement_rates),
    balance_assertions: read(balance_assertions),
    lot_choices: read(lot_choices),
    audit: read(audit),
  };
}

/** Where a chain ends. */
export type ChainHead = Omit<ChainHeadRow, 'name'>;

export const chainStart: ChainHead = { seq: 0, count: 0, hash: 'tapedeck chain, format 1' };
export const selectHead = 'SELECT seq, count, hash FROM chain_heads WHERE name = ?';
/** In place: REPLACE would write the index of the names anew with every unit of work. */
export const replaceHead = `INSERT INTO chain_heads (name, seq, count, hash) VALUES (?, ?, ?, ?)
  ON CONFLICT (name) DO UPDATE SET seq = excluded.seq, count = excluded.count, hash = excluded.hash`;

/**
 * How rows enter a chained table: `whenTaken` is the rule for one that is there already. The object itself is the
 * key of its prepared statement: keep one a use.
 */
export type ChainedInsertion<Table extends ChainedTable> = {
  readonly table: Table;
  readonly whenTaken: string;
};

/** Takes `seq`, the chained values and the hash. */
export function chainedInsertionSql(
  { table, whenTaken }: ChainedInsertion<ChainedTable>,
  rows?: string,
): string {
  const columns = ['seq', ...chainedColumns[table], 'hash'];
  const values = rows ?? `VALUES (${columns.map(() => '?').join(', ')})`;
  return `INSERT INTO ${table} (${columns.join(', ')}) ${values} ${whenTaken}`;
}

/** The values of a row to be inserted: its sequence number, which `linkInto` gives it, the chained ones, its hash. */
export type LinkValues = (string | number | null)[];

export function linkValues<Table extends ChainedTable>(
  table: Table,
  row: ChainedRow<Table> & Readonly<Record<string, string | number | null>>,
): LinkValues {
  const values: LinkValues = [null];
  for (const column of chainedColumns[table]) values.push(row[column] ?? null);
  values.push(null);
  return values;
}

/** Gives a row its place behind another: its hash. */
export function linkInto(table: ChainedTable, row: LinkValues, seq: number, previous: string): string {
  row[0] = seq;
  const last = row.length - 1;
  const hash = hashAfter(table, previous, row, 0, last);
  row[last] = hash;
  return hash;
}

/** `row` holds the sequence number and the chained values, from index `first` on and before `end`. */
function hashAfter(
  table: ChainedTable,
  previous: string,
  row: readonly unknown[],
  first: number,
  end: number,
): string {
  const least = first + 1 + firstColumns[table];
  let last = end;
  while (last > least && row[last - 1] === null) last -= 1;
  let text = previous;
  for (let at = first; at < last; at += 1) text += canonical(row[at]);
  return digest('sha256', text, 'base64url');
}

/** Gives every row its hash, for a table whose rows are older than its chain: it has the first columns only. */
export function chainRows(database: Database.Database, table: ChainedTable): void {
  const update = database.prepare(`UPDATE ${table} SET hash = ? WHERE seq = ?`);
  const columns = chainedColumns[table].slice(0, firstColumns[table]);
  let head = chainStart;
  for (
    let rows = rowsAfter(database, table, columns, 0);
    rows.length > 0;
    rows = rowsAfter(database, table, columns, head.seq)
  ) {
    for (const row of rows) {
      const seq = Number(row[1]);
      const link = hashAfter(table, head.hash, row, 1, row.length);
      update.run(link, seq);
      head = { seq, count: head.count + 1, hash: link };
    }
  }
  writeHead(database, table, head);
}

/**
 * Walks a table from its first row to where the chain ended when the walk began, and lets others run after every
 * piece. Throws the signal's reason when it is aborted.
 */
export async function verifyChain(
  database: Database.Database,
  table: ChainedTable,
  { onProgress, signal }: VerifyOptions = {},
): Promise<ChainVerdict> {
  const walk = walkChain(database, table);
  for (let step = walk.next(); ; step = walk.next()) {
    if (step.done === true) return step.value;
    onProgress?.(step.value.done, step.value.total);
    signal?.throwIfAborted();
    if (!step.value.isLast) await new Promise(setImmediate);
  }
}

/** Of a file that nobody else uses, as in a migration; of an older schema the columns that it has. */
export function chainVerdict(database: Database.Database, table: ChainedTable): ChainVerdict {
  const walk = walkChain(database, table);
  for (let step = walk.next(); ; step = walk.next()) if (step.done === true) return step.value;
}

/** Tells how far it is after each piece. */
function* walkChain(
  database: Database.Database,
  table: ChainedTable,
): Generator<{ readonly done: number; readonly total: number; readonly isLast: boolean }, ChainVerdict> {
  const { head, last } = chainEnds(database, table);
  const columns = columnsIn(database, table);
  const until = head?.seq ?? 0;
  let end = chainStart;
  // No row of ours has a number below 1; one that was put in may have.
  let after = Number.MIN_SAFE_INTEGER;
  const bad = (sequence: number, reason: FindingProblem): ChainVerdict => ({
    rows: end.count,
    firstBad: { sequence, reason },
  });
  while (after < until) {
    const rows = rowsAfter(database, table, columns, after);
    for (const row of rows) {
      const seq = Number(row[1]);
      if (seq > until) break;
      const link = hashAfter(table, end.hash, row, 1, row.length);
      if (link !== row[0]) return bad(seq, { code: 'CHANGED_OR_EARLIER' });
      end = { seq, count: end.count + 1, hash: link };
      after = seq;
    }
    const isLast = rows.length < piece;
    yield { done: Math.max(end.seq, 0), total: until, isLast };
    if (isLast) break;
  }
  if (head === undefined) return bad(end.seq + 1, { code: 'CHAIN_END_UNKNOWN' });
  if (end.seq !== head.seq || end.count !== head.count)
    return bad(end.seq + 1, { code: 'CHAIN_END_MISSING', last: String(head.seq) });
  if (end.hash !== head.hash) return bad(end.seq, { code: 'CHAIN_END_DIFFERS' });
  if (last > head.seq) return bad(head.seq + 1, { code: 'BEHIND_CHAIN_END' });
  return { rows: end.count, firstBad: undefined };
}

function columnsIn(database: Database.Database, table: ChainedTable): readonly string[] {
  const there = new Set(
    database.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table),
  );
  return chainedColumns[table].filter((column) => there.has(column));
}

/** Where a chain ends by its head, and which row is the last that is there. */
function chainEnds(database: Database.Database, table: ChainedTable) {
  const read = database.transaction(() => ({
    head: database.prepare<[string], ChainHead>(selectHead).get(table),
    last: Number(database.prepare(`SELECT coalesce(max(seq), 0) FROM ${table}`).pluck().get()),
  }));
  return read();
}

/** More at once would outlive the young generation of the heap. */
const piece = 1_000;

/** Hash, sequence number and chained values. */
function rowsAfter(
  database: Database.Database,
  table: ChainedTable,
  columns: readonly string[],
  seq: number,
): readonly (readonly unknown[])[] {
  return database
    .prepare<[number, number], readonly unknown[]>(
      `SELECT ${['hash', 'seq', ...columns].join(', ')} FROM ${table} WHERE seq > ? ORDER BY seq LIMIT ?`,
    )
    .raw()
    .all(seq, piece);
}

function writeHead(database: Database.Database, table: ChainedTable, { seq, count, hash }: ChainHead): void {
  database.prepare(replaceHead).run(table, seq, count, hash);
}

/** One value of a hash's text. */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return `${value.length}:${value}`;
  if (typeof value === 'number') return `${value},`;
  // No row of ours holds anything else, but a flipped bit may make it so: then its hash must not fit.
  return value === null ? '~' : '?';
}
