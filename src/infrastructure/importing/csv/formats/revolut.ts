import type { Decimal } from '#src/domain/decimal.ts';
import { currency, type Currency } from '#src/domain/ids.ts';
import type { ImportedEntry } from '#src/domain/imported-fill.ts';
import { readAmount, readAmountOrNone, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import { writtenAmount } from '#src/infrastructure/importing/csv/csv-prices.ts';
import type { CsvRow, RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';
import { pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import { utcTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readCurrency, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Format } from './format.ts';
import { readShare } from './shares.ts';

const payments: readonly (readonly [RegExp, ImportedEntry['type'] | 'payment'])[] = [
  [/^cash (?:top-up|withdrawal)$/, 'payment'],
  [/^dividend$/, 'dividend'],
  [/^dividend tax(?: \(correction\))?$/, 'tax'],
  [/^(?:custody|robo management) fee$/, 'fee'],
];

/** Revolut's statement of shares. A sale's total is less its fees, which have no column. */
export const revolutShares: Format = {
  id: 'revolut-shares',
  name: 'Revolut shares',
  variants: [['date', 'ticker', 'type', 'quantity', 'pricepershare', 'totalamount', 'currency', 'fxrate']],
  read: (row, rows) => {
    const type = row.text('type');
    const [, side] = /^(buy|sell)(?: - (?:market|limit|stop))?$/i.exec(type) ?? [];
    const movement = payments.find(([words]) => words.test(type.toLowerCase()))?.[1];
    if (side !== undefined) readShareTrade(row, rows, side.toUpperCase() === 'BUY');
    else if (movement !== undefined) readPayment(row, rows, movement);
    else if (/^transfer from revolut .* to revolut /i.test(type)) rows.skip(row, { code: 'WITHIN_VENUE' });
    else if (row.text('quantity') !== '') row.refuse('type', { code: 'SHARES_MOVED', type: shown(type) });
    else row.refuse('type', { code: 'UNKNOWN_MOVEMENT', type: shown(type) });
  },
};

function readShareTrade(row: CsvRow, rows: RowSink, isBuy: boolean): void {
  const quantity = row.readNumber('quantity', readSize);
  const priceCurrency = row.read('currency', readCurrency);
  row.addFill(rows, {
    time: row.readTime('date', utcTimes),
    symbol: row.read('ticker', readShare),
    side: isBuy ? 'BUY' : 'SELL',
    quantity,
    ...pricedByTotal(
      row,
      {
        columns: ['totalamount', 'pricepershare'],
        total: amountIn(row, 'totalamount')?.abs(),
        quantity,
        price: amountIn(row, 'pricepershare'),
      },
      'rounded',
    ),
    fee: undefined,
    feeCurrency: undefined,
    orderId: undefined,
    tradeId: undefined,
    priceCurrency,
  });
}

function readPayment(row: CsvRow, rows: RowSink, movement: ImportedEntry['type'] | 'payment'): void {
  const amount = amountIn(row, 'totalamount');
  const isOut = amount?.isNegative() === true;
  row.addEntry(rows, {
    time: row.readTime('date', utcTimes),
    type: movement === 'payment' ? (isOut ? 'withdrawal' : 'deposit') : movement,
    currency: row.read('currency', readCurrency),
    amount,
    reference: undefined,
    ...(row.text('ticker') === '' ? {} : { share: row.read('ticker', readShare) }),
  });
}

const coinMovements = new Map<string, ImportedEntry['type']>([
  ['send', 'withdrawal'],
  ['receive', 'deposit'],
  ['staking reward', 'staking'],
  ['learn reward', 'reward'],
]);

/** Revolut's statement of coins, whose fees come on top. Its times have no zone. */
export const revolutCoins: Format = {
  id: 'revolut-coins',
  name: 'Revolut coins',
  variants: [['symbol', 'type', 'quantity', 'price', 'value', 'fees', 'date']],
  read: (row, rows) => {
    const type = row.text('type').toLowerCase();
    const movement = coinMovements.get(type);
    if (type === 'buy' || type === 'sell') readCoinTrade(row, rows, type === 'buy');
    else if (type === 'stake' || type === 'unstake') rows.skip(row, { code: 'WITHIN_VENUE' });
    else if (movement === undefined) row.refuse('type', { code: 'UNKNOWN_MOVEMENT', type: shown(type) });
    else {
      const amount = row.readNumber('quantity', readSize);
      row.addEntry(rows, {
        time: row.readTime('date', { zone: undefined, order: 'YMD' }),
        type: movement,
        currency: row.read('symbol', readCurrency),
        amount: movement === 'withdrawal' ? amount?.negated() : amount,
        reference: undefined,
      });
    }
  },
};

function readCoinTrade(row: CsvRow, rows: RowSink, isBuy: boolean): void {
  const base = row.read('symbol', readCurrency);
  const quote = readQuote(row);
  const quantity = row.readNumber('quantity', readSize);
  row.addFill(rows, {
    time: row.readTime('date', { zone: undefined, order: 'YMD' }),
    symbol: base === undefined || quote === undefined ? undefined : `${base}/${quote}`,
    side: isBuy ? 'BUY' : 'SELL',
    quantity,
    ...pricedByTotal(
      row,
      { columns: ['value', 'price'], total: amountIn(row, 'value'), quantity, price: amountIn(row, 'price') },
      'rounded',
    ),
    fee: row.readNumber('fees', readAmountOrNone, writtenAmount(row.text('fees')).number),
    feeCurrency: quote,
    orderId: undefined,
    tradeId: undefined,
    priceCurrency: undefined,
  });
}

/** A dollar sign is of many dollars. */
function readQuote(row: CsvRow): Currency | undefined {
  const text = row.text('value');
  const { code } = writtenAmount(text);
  const told = code ?? row.file.answers['currency'];
  if (told !== undefined) return currency(told);
  return row.ask({ id: 'currency', about: 'currency', example: shown(text) });
}

function amountIn(row: CsvRow, column: string): Decimal | undefined {
  return row.readNumber(column, readAmount, writtenAmount(row.text(column)).number);
}
