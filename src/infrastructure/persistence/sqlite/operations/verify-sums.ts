/** What the record keeps as sums, folded anew from the rows that they were made of. Each check yields what differs. */
import type Database from 'better-sqlite3';

import { lotMethods } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import { foldFills, type Position } from '#src/domain/position.ts';
import { fillFromRow } from '#src/infrastructure/persistence/sqlite/fill-row.ts';
import { instrumentFromRow } from '#src/infrastructure/persistence/sqlite/instrument-row.ts';
import { decimalIn, oneOf } from '#src/infrastructure/persistence/sqlite/row-values.ts';
import type {
  BalanceRow,
  FillRow,
  LedgerRow,
  PositionRow,
} from '#src/infrastructure/persistence/sqlite/schema/record/fills.ts';
import type { OrderRow } from '#src/infrastructure/persistence/sqlite/schema/record/orders.ts';
import type { InstrumentRow } from '#src/infrastructure/persistence/sqlite/schema/record/portfolios.ts';
import { breathe, type Operation } from './operation.ts';

type Difference = { readonly row: string; readonly problem: string };

const rowsAtOnce = 2_000;
const depositing: ReadonlySet<string> = new Set(['deposit', 'withdrawal', 'transfer']);
const methodIn = oneOf('positions.method', lotMethods);

type CashRow = Pick<LedgerRow, 'account_id' | 'type'> & {
  readonly cash_currency: string;
  readonly cash_amount: string;
};

/** Cash and deposits of each account and currency, by the ledger. */
export async function* balanceDifferences(
  database: Database.Database,
  operation: Operation,
): AsyncIterable<Difference> {
  const sums = new Map<string, { cash: Decimal; deposited: Decimal | undefined }>();
  const entries = database.prepare<[], CashRow>(
    'SELECT account_id, type, cash_currency, cash_amount FROM ledger WHERE cash_amount IS NOT NULL',
  );
  let count = 0;
  for (const { account_id, type, cash_currency, cash_amount } of entries.iterate()) {
    const key = balanceName(account_id, cash_currency);
    const amount = decimalIn('ledger.cash_amount', cash_amount);
    const sum = sums.get(key) ?? { cash: Decimal.zero, deposited: undefined };
    sum.cash = sum.cash.plus(amount);
    if (depositing.has(type)) sum.deposited = (sum.deposited ?? Decimal.zero).plus(amount);
    sums.set(key, sum);
    if (++count % rowsAtOnce === 0) await breathe(operation);
  }
  for (const row of database.prepare<[], BalanceRow>('SELECT * FROM balances').all()) {
    const key = balanceName(row.account_id, row.currency);
    const sum = sums.get(key) ?? { cash: Decimal.zero, deposited: undefined };
    sums.delete(key);
    yield* unequal(key, 'cash', row.cash, sum.cash.toString());
    yield* unequal(key, 'deposited', row.deposited ?? 'nothing', sum.deposited?.toString() ?? 'nothing');
  }
  for (const [key, { cash }] of sums) yield* unequal(key, 'cash', 'nothing', cash.toString());
}

type FilledOrder = Pick<OrderRow, 'id' | 'filled_quantity' | 'filled_value'>;
type OrderFill = Pick<FillRow, 'quantity' | 'price'> & { readonly order_id: string };
type OrderSum = { readonly order: string; readonly quantity: Decimal; readonly value: Decimal };

/** What each order says was filled, by its fills. */
export async function* orderDifferences(
  database: Database.Database,
  operation: Operation,
): AsyncIterable<Difference> {
  const sums = sumsByOrder(
    database
      .prepare<[], OrderFill>(
        'SELECT order_id, quantity, price FROM fills WHERE order_id IS NOT NULL ORDER BY order_id',
      )
      .iterate(),
  );
  const orders = database.prepare<[], FilledOrder>(
    'SELECT id, filled_quantity, filled_value FROM orders ORDER BY id',
  );
  let next = sums.next();
  let count = 0;
  try {
    for (const order of orders.iterate()) {
      const sum = next.done !== true && next.value.order === order.id ? next.value : undefined;
      if (sum !== undefined) next = sums.next();
      yield* unequal(order.id, 'filled_quantity', order.filled_quantity, sum?.quantity.toString() ?? '0');
      yield* unequal(order.id, 'filled_value', order.filled_value, sum?.value.toString() ?? '0');
      if (++count % rowsAtOnce === 0) await breathe(operation);
    }
  } finally {
    // An iteration that is left open would keep the connection busy.
    sums.return(undefined);
  }
}

type Traded = Pick<FillRow, 'account_id' | 'instrument_id'>;

/** The positions of each account and instrument, by its fills. */
export async function* positionDifferences(
  database: Database.Database,
  operation: Operation,
): AsyncIterable<Difference> {
  const traded = database
    .prepare<[], Traded>(
      'SELECT DISTINCT account_id, instrument_id FROM fills UNION SELECT account_id, instrument_id FROM positions',
    )
    .all();
  for (const [index, { account_id, instrument_id }] of traded.entries()) {
    await breathe(operation);
    operation.report(index, traded.length);
    const stored = database
      .prepare<[string, string], PositionRow>(
        'SELECT * FROM positions WHERE account_id = ? AND instrument_id = ? ORDER BY sequence',
      )
      .all(account_id, instrument_id);
    const folded = foldOf(database, { account_id, instrument_id }, stored[0]?.method ?? 'FIFO');
    for (const [place, position] of folded.entries()) {
      const row = stored[place];
      if (row === undefined)
        yield { row: position.id, problem: 'the fills make this position; it is not stored' };
      else yield* positionUnequal(row, position);
    }
    for (const { id } of stored.slice(folded.length))
      yield { row: id, problem: 'no fills make this position' };
  }
}

function foldOf(
  database: Database.Database,
  { account_id, instrument_id }: Traded,
  method: string,
): readonly Position[] {
  const instrument = database
    .prepare<[string], InstrumentRow>('SELECT * FROM instruments WHERE id = ?')
    .get(instrument_id);
  if (instrument === undefined) return [];
  const folding = { instrument: instrumentFromRow(instrument), method: methodIn(method) };
  const fills = database
    .prepare<[string, string], FillRow>(
      `SELECT * FROM fills WHERE instrument_id = ? AND account_id = ? AND voided_by IS NULL
       ORDER BY time, venue_trade_id`,
    )
    .iterate(instrument_id, account_id);
  return foldFills(fillsOf(fills), folding.instrument, folding.method);
}

function* fillsOf(rows: Iterable<FillRow>): Iterable<Fill> {
  for (const row of rows) yield fillFromRow(row);
}

function* positionUnequal(row: PositionRow, position: Position): Iterable<Difference> {
  yield* unequal(row.id, 'quantity', row.quantity, position.quantity.toString());
  yield* unequal(row.id, 'cost', row.cost, position.cost.toString());
  yield* unequal(row.id, 'realised', row.realised, position.realised.toString());
  yield* unequal(row.id, 'closed_at', String(row.closed_at), String(position.closedAt ?? null));
  yield* unequal(row.id, 'lots', row.lots, JSON.stringify(position.lots));
}

function* sumsByOrder(fills: Iterable<OrderFill>): Generator<OrderSum, undefined> {
  let current: OrderSum | undefined;
  for (const fill of fills) {
    if (current !== undefined && current.order !== fill.order_id) {
      yield current;
      current = undefined;
    }
    const quantity = decimalIn('fills.quantity', fill.quantity);
    const value = quantity.times(decimalIn('fills.price', fill.price));
    current = {
      order: fill.order_id,
      quantity: quantity.plus(current?.quantity ?? Decimal.zero),
      value: value.plus(current?.value ?? Decimal.zero),
    };
  }
  if (current !== undefined) yield current;
}

function* unequal(row: string, column: string, stored: string, folded: string): Iterable<Difference> {
  if (stored !== folded) yield { row, problem: `${column} is ${stored}, and its rows make ${folded}` };
}

function balanceName(account: string, currency: string): string {
  return `${account}, ${currency}`;
}
