import { Decimal } from '#src/domain/decimal.ts';
import { readAmountOrNone } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow, RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';
import { shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Format } from './format.ts';
import { usOptionName } from './us-options.ts';
import { addUsMovement, addUsTrade, usDays, type UsMovement } from './us-trades.ts';

/** What is bought and sold is told in a sentence. */
const trades = /^(?:(you bought|reinvestment)|you sold)\b/i;
const movements: readonly (readonly [RegExp, UsMovement])[] = [
  [/^dividend received|^(?:long|short)-term cap gain/, 'dividend'],
  [/^interest earned/, 'interest'],
  [/^margin interest/, 'margin-interest'],
  [/^(?:foreign|non-resident) tax/, 'tax'],
  [
    /^(?:electronic funds transfer|direct (?:debit|deposit)|wire transfer|debit card purchase|check paid)/,
    'payment',
  ],
  [/^transferred (?:from|to)/, 'transfer'],
];
/** Between kinds of one account, and to and from where it keeps cash. */
const within = /^journaled jnl vs a\/c types|^(?:purchase into|redemption from) core account/;
const optionEnds = /^(?:expired|assigned|exercised)\b|^you (?:bought|sold) (?:assigned|exercised)\b/;
/** `-ACME250117C150`. */
const optionName = /^-?([A-Z.]{1,6})(\d{2})(\d{2})(\d{2})([CP])(\d{1,5}(?:\.\d{1,3})?)$/;
const like = /\d{6}[CP][\d.]+$/;
/** `as of Mar-13-2026`, of what was put right later. */
const asOf = / as of ([a-z]{3}-\d{1,2}-\d{4}|\d{4}-\d{2}-\d{2})\b/i;

const columns = [
  'rundate',
  'action',
  'symbol',
  'quantity',
  'price',
  'commission',
  'fees',
  'accruedinterest',
  'amount',
];

/** Fidelity's history of one account; the older one of several names them in the column that newer ones have names in. */
export const fidelity: Format = {
  id: 'fidelity',
  name: 'Fidelity history',
  variants: [columns],
  account: 'account',
  read: readRow,
};

export const fidelityAccounts: Format = {
  ...fidelity,
  variants: [[...columns, 'account', 'accountnumber']],
  account: 'accountnumber',
};

function readRow(row: CsvRow, rows: RowSink): void {
  const action = row.text('action');
  const words = action.toLowerCase();
  const [isTrade, isBuy] = trades.exec(action) ?? [];
  const type = movements.find(([known]) => known.test(words))?.[1];
  if (action === '' && row.text('amount') === '') rows.skip(row, { code: 'TEXT_AT_END' });
  else if (within.test(words)) rows.skip(row, { code: 'WITHIN_VENUE' });
  else if (/^(?:buy|sell) cancel\b/.test(words)) row.refuse('action', { code: 'CANCELS_A_TRADE' });
  else if (optionEnds.test(words)) row.refuse('action', { code: 'OPTION_ENDED', type: shown(action) });
  else if (isTrade !== undefined) readTrade(row, rows, isBuy === undefined ? 'SELL' : 'BUY');
  else if (type !== undefined) addUsMovement(row, rows, { time: readWhen(row), type });
  else if (/[1-9]/.test(row.text('quantity')))
    row.refuse('action', { code: 'SHARES_MOVED', type: shown(action) });
  else row.refuse('action', { code: 'UNKNOWN_MOVEMENT', type: shown(action) });
}

function readTrade(row: CsvRow, rows: RowSink, side: 'BUY' | 'SELL'): void {
  const symbol = row.text('symbol').toUpperCase();
  const [, root, year, month, date, kind, strike] = optionName.exec(symbol) ?? [];
  const option = usOptionName({ root, year, month, date, kind, strike });
  if (option === undefined && like.test(symbol))
    row.refuse('symbol', { code: 'NOT_A_SHARE', text: shown(symbol) });
  const accrued = row.readNumber('accruedinterest', readAmountOrNone);
  if (accrued?.isZero() === false)
    row.refuse('accruedinterest', { code: 'UNKNOWN_MOVEMENT', type: accrued.toString() });
  const charges = ['commission', 'fees'].map((column) => row.readNumber(column, readAmountOrNone));
  const told = charges.filter((charge) => charge !== undefined);
  const fee = told.length === charges.length ? Decimal.sum(told) : undefined;
  addUsTrade(row, rows, { time: readWhen(row), side, option, fee });
}

function readWhen(row: CsvRow): number | undefined {
  const [, corrected] = asOf.exec(row.text('action')) ?? [];
  const text = corrected?.replace(/^([a-z]{3})-(\d{1,2})-/i, '$1 $2 ') ?? row.text('rundate');
  return row.readTime('rundate', usDays, text);
}
