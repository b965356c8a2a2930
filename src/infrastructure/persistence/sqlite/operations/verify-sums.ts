/** What the record keeps as sums, folded anew from the rows that they were made of. Each check yields what differs. */
import type Database from 'better-sqlite3';

import { lotMethods } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currency } from '#src/domain/ids.ts';
import { entriesOfFill } from '#src/domain/ledger.ts';
import type { Money } from '#src/domain/money.ts';
import { PositionFold, type Position } from '#src/domain/position.ts';
import type { ChainSpan } from '#src/infrastructure/persistence/sqlite/chain.ts';
import { fillFromRow } from '#src/infrastructure/persistence/sqlite/fill-row.ts';
import { instrumentFromRow } from '#src/infrastructure/persistence/sqlite/instrument-row.ts';
import { positionToRow } from '#src/infrastructure/persistence/sqlite/position-row.ts';
import { decimalIn, oneOf } from '#src/infrastructure/persistence/sqlite/row-values.ts';
import type {
  BalanceRow,
  FillRow,
  PositionRow,
} from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import type { InstrumentRow } from '#src/infrastructure/persistence/sqlite/schema/record/portfolios.ts';
import { breathe, type Operation } from './operation.ts';

type Difference = { readonly row: string; readonly problem: string; readonly table?: string };

/** Rows are read by the piece, as arrays: one by one, or as objects, they take twice as long. */
const rowsAtOnce = 5_000;
const depositing: ReadonlySet<string> = new Set(['deposit', 'withdrawal', 'transfer']);
const methodIn = oneOf('positions.method', lotMethods);

type CashRow = readonly [seq: number, account: string, type: string, currency: string, amount: string];

/** The balances of each account and currency, by what moved them. */
class Balances {
  readonly #sums = new Map<string, { cash: Decimal; deposited: Decimal | undefined }>();

  add(account: string, type: string, { currency: code, amount }: Money): void {
    const key = balanceName(account, code);
    const sum = this.#sums.get(key) ?? { cash: Decimal.zero, deposited: undefined };
    sum.cash = sum.cash.plus(amount);
    if (depositing.has(type)) sum.deposited = (sum.deposited ?? Decimal.zero).plus(amount);
    this.#sums.set(key, sum);
  }

  async addLedger(database: Database.Database, operation: Operation): Promise<void> {
    const entries = database
      .prepare<[number, number], CashRow>(
        `SELECT seq, account_id, type, cash_currency, cash_amount FROM ledger
         WHERE seq > ? AND cash_amount IS NOT NULL AND voided_by IS NULL ORDER BY seq LIMIT ?`,
      )
      .raw();
    for (let rows = entries.all(0, rowsAtOnce); rows.length > 0;) {
      for (const [, account, type, code, text] of rows) {
        this.add(account, type, { currency: currency(code), amount: decimalIn('ledger.cash_amount', text) });
      }
      await breathe(operation);
      rows = entries.all(rows.at(-1)?.[0] ?? 0, rowsAtOnce);
    }
  }

  *differences(database: Database.Database): Iterable<Difference> {
    const unknown = new Map(this.#sums);
    for (const row of database.prepare<[], BalanceRow>('SELECT * FROM balances').all()) {
      const key = balanceName(row.account_id, row.currency);
      const sum = unknown.get(key) ?? { cash: Decimal.zero, deposited: undefined };
      unknown.delete(key);
      yield* unequal(key, 'cash', row.cash, sum.cash.toString());
      yield* unequal(key, 'deposited', row.deposited ?? 'nothing', sum.deposited?.toString() ?? 'nothing');
    }
    for (const [key, { cash }] of unknown) yield* unequal(key, 'cash', 'nothing', cash.toString());
  }
}

/** An order with one of its fills, or with none. */
type FilledRow = readonly [
  order: string,
  filledQuantity: string,
  filledValue: string,
  quantity: string | null,
  price: string | null,
];

/** What each order says was filled, by its fills. */
export async function* orderDifferences(
  database: Database.Database,
  { after, until }: ChainSpan,
  operation: Operation,
): AsyncIterable<Difference> {
  const filled = database
    .prepare<[number, number], FilledRow>(
      `SELECT o.id, o.filled_quantity, o.filled_value, f.quantity, f.price FROM orders AS o NOT INDEXED
       LEFT JOIN fills AS f ON f.order_id = o.id AND f.voided_by IS NULL
       WHERE o.seq > ? AND o.seq <= ? ORDER BY o.seq`,
    )
    .raw();
  for (let from = after; from < until; from += rowsAtOnce) {
    const rows = filled.all(from, Math.min(from + rowsAtOnce, until));
    for (const { row, quantity, value } of sumsByOrder(rows)) {
      const [id, filledQuantity, filledValue] = row;
      yield* unequal(id, 'filled_quantity', filledQuantity, quantity.toString());
      yield* unequal(id, 'filled_value', filledValue, value.toString());
    }
    operation.report(from - after, until - after);
    await breathe(operation);
  }
}

type OrderSum = { readonly row: FilledRow; readonly quantity: Decimal; readonly value: Decimal };

function* sumsByOrder(rows: readonly FilledRow[]): Iterable<OrderSum> {
  let sum: OrderSum | undefined;
  for (const row of rows) {
    if (sum !== undefined && sum.row[0] !== row[0]) {
      yield sum;
      sum = undefined;
    }
    const quantity = decimalIn('fills.quantity', row[3] ?? '0');
    const value = quantity.times(decimalIn('fills.price', row[4] ?? '0'));
    sum = {
      row,
      quantity: sum === undefined ? quantity : sum.quantity.plus(quantity),
      value: sum === undefined ? value : sum.value.plus(value),
    };
  }
  if (sum !== undefined) yield sum;
}

type Traded = Pick<FillRow, 'account_id' | 'instrument_id'>;

/** The positions of each account and instrument by its fills, and the balances by its fills and the ledger. */
export async function* foldDifferences(
  database: Database.Database,
  operation: Operation,
): AsyncIterable<Difference> {
  const traded = database
    .prepare<[], Traded>(
      'SELECT DISTINCT account_id, instrument_id FROM fills UNION SELECT account_id, instrument_id FROM positions',
    )
    .all();
  const balances = new Balances();
  for (const [index, pair] of traded.entries()) {
    operation.report(index, traded.length);
    yield* positionsUnequal(database, pair, balances, operation);
  }
  await balances.addLedger(database, operation);
  for (const difference of balances.differences(database)) yield { table: 'balances', ...difference };
}

async function* positionsUnequal(
  database: Database.Database,
  { account_id, instrument_id }: Traded,
  balances: Balances,
  operation: Operation,
): AsyncIterable<Difference> {
  const stored = database
    .prepare<[string, string], PositionRow>(
      'SELECT * FROM positions WHERE account_id = ? AND instrument_id = ? ORDER BY sequence',
    )
    .all(account_id, instrument_id);
  const row = database
    .prepare<[string], InstrumentRow>('SELECT * FROM instruments WHERE id = ?')
    .get(instrument_id);
  if (row === undefined) return;
  const instrument = instrumentFromRow(row);
  const fold = new PositionFold(instrument, methodIn(stored[0]?.method ?? 'FIFO'), undefined);
  let count = 0;
  for await (const fills of fillsInOrder(database, { account_id, instrument_id }, operation)) {
    for (const fill of fills.map(fillFromRow)) {
      for (const { type, cash } of entriesOfFill(fill, instrument)) {
        if (cash !== undefined) balances.add(account_id, type, cash);
      }
      for (const closed of fold.add(fill)) yield* positionUnequal(stored[count++], closed);
    }
  }
  const open = fold.open();
  if (open !== undefined) yield* positionUnequal(stored[count++], open);
  for (const { id } of stored.slice(count)) yield { row: id, problem: 'no fills make this position' };
}

async function* fillsInOrder(
  database: Database.Database,
  { account_id, instrument_id }: Traded,
  operation: Operation,
): AsyncIterable<readonly FillRow[]> {
  const after = database.prepare<[string, string, number, number, string, number], FillRow>(
    `SELECT * FROM fills INDEXED BY fills_instrument
     WHERE instrument_id = ? AND account_id = ? AND voided_by IS NULL
       AND time >= ? AND (time, venue_trade_id) > (?, ?)
     ORDER BY time, venue_trade_id LIMIT ?`,
  );
  let last: Pick<FillRow, 'time' | 'venue_trade_id'> | undefined = {
    time: Number.MIN_SAFE_INTEGER,
    venue_trade_id: '',
  };
  while (last !== undefined) {
    const { time, venue_trade_id } = last;
    const rows = after.all(instrument_id, account_id, time, time, venue_trade_id, rowsAtOnce);
    yield rows;
    await breathe(operation);
    last = rows.at(-1);
  }
}

/** What the trader sets himself is not folded. */
function* positionUnequal(row: PositionRow | undefined, position: Position): Iterable<Difference> {
  if (row === undefined) {
    yield { row: position.id, problem: 'the fills make this position; it is not stored' };
    return;
  }
  const { stop_loss, take_profit } = row;
  const stored: Readonly<Record<string, unknown>> = row;
  const folded = { ...positionToRow(position), stop_loss, take_profit };
  for (const [column, value] of Object.entries(folded)) {
    if (stored[column] !== value) yield* unequal(row.id, column, String(stored[column]), String(value));
  }
}

function* unequal(row: string, column: string, stored: string, folded: string): Iterable<Difference> {
  if (stored !== folded) yield { row, problem: `${column} is ${stored}, and its rows make ${folded}` };
}

function balanceName(account: string, code: string): string {
  return `${account}, ${code}`;
}
