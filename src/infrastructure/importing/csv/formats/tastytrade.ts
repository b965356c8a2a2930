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

/** tastytrade's transactions. Values and charges are written as they move the account; the value is before charges. */
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
    else if (type === 'receive deliver')
      row.refuse('subtype', { code: 'SHARES_MOVED', type: shown(subtype) });
    else if (type === 'money movement' && movement !== undefined) readMovement(row, rows, movement);
    else row.refuse('subtype', { code: 'UNKNOWN_MOVEMENT', type: shown(subtype || type) });
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
  const quantity = row.read('quantity', readSize);
  const multiplier = isOption ? row.read('multiplier', readSize) : Decimal.one;
  const value = row.read('value', readAmount)?.abs();
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

/** `--` where none was charged. */
function chargesOf(row: CsvRow): Decimal | undefined {
  const charges = ['commissions', 'fees'].map((column) =>
    /^-*$/.test(row.text(column)) ? Decimal.zero : row.read(column, readAmount),
  );
  return charges.includes(undefined)
    ? undefined
    : Decimal.sum(charges.filter((charge) => charge !== undefined));
}

function readMovement(row: CsvRow, rows: RowSink, movement: ImportedEntry['type'] | 'payment'): void {
  const value = row.read('value', readAmount);
  const charges = chargesOf(row);
  const amount = value && charges?.plus(value);
  row.addEntry(rows, {
    time: row.readTime('date', utcTimes),
    type: movement === 'payment' ? (amount?.isNegative() === true ? 'withdrawal' : 'deposit') : movement,
    currency: row.read('currency', readCurrency),
    amount,
    reference: undefined,
    ...(movement === 'dividend' ? { share: row.read('symbol', readShare) } : {}),
  });
}
