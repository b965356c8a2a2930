import { Decimal } from '#src/domain/decimal.ts';
import type { ImportedEntry } from '#src/domain/imported-fill.ts';
import { pricedBy, readAmount, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow, RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';
import { utcTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import {
  readContractName,
  readCurrency,
  readId,
  shown,
} from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Format } from './format.ts';
import { readShare } from './shares.ts';
import { usOption } from './us-options.ts';

const movements = new Map<string, ImportedEntry['type'] | 'payment'>([
  ['deposit', 'payment'],
  ['withdrawal', 'payment'],
  ['transfer', 'payment'],
  ['dividend', 'dividend'],
  ['credit interest', 'interest'],
  ['debit interest', 'margin-interest'],
  ['balance adjustment', 'fee'],
  ['fee', 'fee'],
]);

/** With the shares that were traded at its strike. */
const endsOption =
  /^(?:expiration|(?:cash settled )?(?:assignment|exercise)|(?:buy|sell) to (?:open|close))$/i;
/** `2025-06-25` of a time. */
const dayLength = 10;

/**
 * tastytrade's transactions. Values and charges are written as they move the account; the value is before charges. What
 * was withheld from a dividend is one with a minus, of the same share and day; without one it is what a short owes.
 */
export const tastytrade: Format = {
  id: 'tastytrade',
  name: 'tastytrade transactions',
  variants: [
    [
      'date',
      'type',
      'subtype',
      'action',
      'symbol',
      'instrumenttype',
      'value',
      'quantity',
      'averageprice',
      'commissions',
      'fees',
      'multiplier',
      'order',
      'currency',
    ],
  ],
  read: (row, rows) => {
    const type = row.text('type').toLowerCase();
    const subtype = row.text('subtype');
    const movement = movements.get(subtype.toLowerCase());
    if (type === 'trade') readTrade(row, rows);
    else if (type === 'receive deliver') {
      const code = endsOption.test(subtype) ? 'OPTION_ENDED' : 'SHARES_MOVED';
      row.refuse('subtype', { code, type: shown(subtype) });
    } else if (type === 'money movement' && movement === 'dividend')
      rows.group(`${row.text('symbol')} ${row.text('date').slice(0, dayLength)}`, row);
    else if (type === 'money movement' && movement !== undefined) readMovement(row, rows, movement);
    else row.refuse('subtype', { code: 'UNKNOWN_MOVEMENT', type: shown(subtype || type) });
  },
  readGroup: (group, rows) => {
    const isPaid = !group.every(isOut);
    for (const row of group) readMovement(row, rows, isPaid && isOut(row) ? 'tax' : 'dividend');
  },
};

function readTrade(row: CsvRow, rows: RowSink): void {
  const kind = row.text('instrumenttype');
  const isOption = kind === 'Equity Option';
  if (!isOption && kind !== 'Equity') {
    row.refuse('instrumenttype', { code: 'UNKNOWN_MOVEMENT', type: shown(kind) });
    return;
  }
  const code = row.read('currency', readCurrency);
  const symbol = row.read('symbol', isOption ? readContractName : readShare);
  const quantity = row.readNumber('quantity', readSize);
  const multiplier = isOption ? row.readNumber('multiplier', readSize) : Decimal.one;
  const value = row.readNumber('value', readAmount)?.abs();
  const side = /^BUY/i.test(row.text('action'))
    ? 'BUY'
    : /^SELL/i.test(row.text('action'))
      ? 'SELL'
      : undefined;
  if (side === undefined) row.refuse('action', { code: 'NOT_A_SIDE', text: shown(row.text('action')) });
  const units = quantity !== undefined && multiplier?.times(quantity);
  const priced = value !== undefined && units ? pricedBy(value, units) : undefined;
  row.addFill(rows, {
    time: row.readTime('date', utcTimes),
    symbol,
    side,
    quantity,
    price: priced?.price,
    value: priced?.value,
    fee: chargesOf(row)?.negated(),
    feeCurrency: code,
    orderId: row.read('order', readId),
    tradeId: undefined,
    priceCurrency: code,
    contract:
      isOption && symbol !== undefined && multiplier !== undefined ? usOption(symbol, multiplier) : undefined,
  });
}

function isOut(row: CsvRow): boolean {
  return row.text('value').startsWith('-');
}

/** `--` where none was charged. */
function chargesOf(row: CsvRow): Decimal | undefined {
  const charges = ['commissions', 'fees'].map((column) =>
    /^-*$/.test(row.text(column)) ? Decimal.zero : row.readNumber(column, readAmount),
  );
  return charges.includes(undefined)
    ? undefined
    : Decimal.sum(charges.filter((charge) => charge !== undefined));
}

function readMovement(row: CsvRow, rows: RowSink, movement: ImportedEntry['type'] | 'payment'): void {
  const value = row.readNumber('value', readAmount);
  const charges = chargesOf(row);
  const amount = value && charges?.plus(value);
  row.addEntry(rows, {
    time: row.readTime('date', utcTimes),
    type: movement === 'payment' ? (amount?.isNegative() === true ? 'withdrawal' : 'deposit') : movement,
    currency: row.read('currency', readCurrency),
    amount,
    reference: undefined,
    ...(movement === 'dividend' || movement === 'tax' ? { share: row.read('symbol', readShare) } : {}),
  });
}
