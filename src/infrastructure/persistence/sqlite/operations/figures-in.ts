/** What the rows of a record come to, in any schema that this program knows. */
import type Database from 'better-sqlite3';

import { Decimal } from '#src/domain/decimal.ts';
import { FigureSum, type Figure } from '#src/domain/figures.ts';
import { heldOf } from '#src/domain/held.ts';
import { accountId, currency, heldId, instrumentId, type HeldId } from '#src/domain/ids.ts';
import { inText, type InText } from '#src/domain/in-text.ts';
import { kindIn } from '#src/infrastructure/persistence/sqlite/rows/instrument-row.ts';
import { feesIn } from '#src/infrastructure/persistence/sqlite/rows/position-row.ts';
import { decimalIn } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import { worthIn } from '#src/infrastructure/persistence/sqlite/rows/worth-text.ts';

/** In decimal text. */
export type RecordFigures = {
  /** Fills and entries that count: where there are others, figures differ for that. */
  readonly fills: number;
  readonly entries: number;
  /** False where there are too many: then those of accounts alone are told. */
  readonly isWhole: boolean;
  readonly figures: readonly InText<Figure>[];
};

type BalanceValues = { readonly account_id: string; readonly currency: string; readonly cash: string };

type TripValues = {
  readonly account_id: string;
  readonly held: string | null;
  readonly currency: string | null;
  readonly instrument_id: string;
  readonly kind: string;
  readonly base: string;
  readonly settle: string;
  readonly quantity: string;
  readonly cost: string;
  readonly realised: string;
  readonly fees: string;
  readonly is_closed: number;
  readonly has_traded: number;
  readonly undecided: string;
  readonly unseen: string;
};

type WorthValues = { readonly account_id: string; readonly worth: string; readonly base_currency: string };

/** As many as one entry of the audit trail has room for. */
const most = 5_000;

/** Throws a RepositoryError for what no version has written. */
export function figuresIn(database: Database.Database): RecordFigures {
  const figures = inText(readFigures(database));
  const ofAccounts = figures.filter(({ held }) => held === undefined);
  return {
    fills: rowsThatCount(database, 'fills'),
    entries: rowsThatCount(database, 'ledger'),
    isWhole: figures.length <= most,
    figures: (figures.length <= most ? figures : ofAccounts).slice(0, most),
  };
}

function rowsThatCount(database: Database.Database, table: 'fills' | 'ledger'): number {
  const query = columnsOf(database, table).has('voided_by')
    ? `SELECT count(*) FROM ${table} WHERE voided_by IS NULL`
    : `SELECT count(*) FROM ${table}`;
  return Number(database.prepare(query).pluck().get());
}

function readFigures(database: Database.Database): readonly Figure[] {
  const sum = new FigureSum();
  const balances = database.prepare<[], BalanceValues>('SELECT account_id, currency, cash FROM balances');
  for (const { account_id, currency: code, cash } of balances.iterate())
    sum.add({
      accountId: accountId(account_id),
      name: 'cash',
      held: undefined,
      currency: currency(code),
      value: decimalIn('balances.cash', cash),
    });
  for (const row of database.prepare<[], TripValues>(tripQuery(database)).iterate()) addTrip(sum, row);
  if (columnsOf(database, 'positions').has('worth'))
    for (const row of database.prepare<[], WorthValues>(worthQuery).iterate()) addWorth(sum, row);
  return sum.list();
}

/** Of round trips that have one beside what they say themselves. */
const worthQuery = `SELECT account_id, worth, base_currency
  FROM positions JOIN accounts ON accounts.id = account_id JOIN portfolios ON portfolios.id = portfolio_id
  WHERE worth IS NOT NULL`;

function addWorth(sum: FigureSum, { account_id, worth, base_currency }: WorthValues): void {
  const told = worthIn('positions.worth', worth);
  if (told === undefined) return;
  const account = { accountId: accountId(account_id), held: undefined };
  const inBase = { ...account, currency: currency(base_currency) };
  sum.add({ ...inBase, name: 'realised-worth', value: told.realised.known });
  sum.add({ ...inBase, name: 'fees-worth', value: told.fees.known });
  const unrated = Decimal.fromInteger(told.realised.unrated + told.fees.unrated);
  sum.add({ ...account, currency: undefined, name: 'unrated', value: unrated });
}

function addTrip(sum: FigureSum, row: TripValues): void {
  const account = { accountId: accountId(row.account_id), held: undefined, currency: undefined };
  const inMoney = { ...account, currency: currency(row.currency ?? row.settle) };
  sum.add({ ...inMoney, name: 'realised', value: decimalIn('positions.realised', row.realised) });
  for (const { currency: of, amount } of feesIn('positions.fees', row.fees))
    sum.add({ ...account, name: 'fees', currency: of, value: amount });
  const isUndecided = [row.undecided, row.unseen].some((text) => text !== '0');
  if (isUndecided) sum.add({ ...account, name: 'unknown-results', value: Decimal.one });
  if (row.is_closed === 1) {
    if (row.has_traded === 1) sum.add({ ...account, name: 'round-trips', value: Decimal.one });
    return;
  }
  const open = { ...account, held: row.held === null ? heldByOlder(row) : heldId(row.held) };
  sum.add({ ...open, name: 'quantity', value: decimalIn('positions.quantity', row.quantity) });
  sum.add({
    ...open,
    name: 'cost',
    currency: inMoney.currency,
    value: decimalIn('positions.cost', row.cost),
  });
}

/** It kept everything by its instrument. */
function heldByOlder({ instrument_id, kind, base }: TripValues): HeldId {
  return heldOf({ id: instrumentId(instrument_id), kind: kindIn(kind), base: currency(base) });
}

/** Columns that came later are as if they had always had the value that the migration gave them. */
function tripQuery(database: Database.Database): string {
  const present = columnsOf(database, 'positions');
  const orElse = (name: string, value: string) =>
    present.has(name) ? `positions.${name}` : `${value} AS ${name}`;
  return `SELECT account_id, instrument_id, kind, base, settle, ${orElse('held', 'NULL')}, ${orElse('currency', 'NULL')},
      quantity, cost, realised, fees, closed_at IS NOT NULL AS is_closed, ${orElse('has_traded', '1')},
      ${orElse('undecided', "'0'")}, ${orElse('unseen', "'0'")}
    FROM positions JOIN instruments ON instruments.id = instrument_id`;
}

function columnsOf(database: Database.Database, table: string): ReadonlySet<string> {
  const columns = database
    .prepare<[string], { readonly name: string }>('SELECT name FROM pragma_table_info(?)')
    .all(table);
  return new Set(columns.map(({ name }) => name));
}
