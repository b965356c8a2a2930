import type { Decimal } from '#src/domain/decimal.ts';
import { currency, type Currency } from '#src/domain/ids.ts';
import type { ImportedEntry } from '#src/domain/imported-fill.ts';
import { err, ok } from '#src/domain/result.ts';
import type { Read } from '#src/infrastructure/importing/csv/read-cell.ts';
import {
  exchangeOf,
  pricedBy,
  readAmount,
  readAmountOrNone,
  readMoney,
  readSize,
} from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { readTime } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readFeeCurrency, readId, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Format } from './format.ts';
import type { RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';

const common = ['timestamp', 'transactiontype', 'asset', 'quantitytransacted'];
/** The oldest files name the currency in the columns instead of the rows. */
const columnCurrencies = ['usd', 'eur', 'gbp'];
const trades = /^(?:advanced? trade )?(buy|sell)$/i;
type Movement = { readonly type: ImportedEntry['type']; readonly sign: 1 | -1 };
const movements = new Map<string, Movement>([
  ['deposit', { type: 'deposit', sign: 1 }],
  ['fiat deposit', { type: 'deposit', sign: 1 }],
  ['withdrawal', { type: 'withdrawal', sign: -1 }],
  ['fiat withdrawal', { type: 'withdrawal', sign: -1 }],
  ['receive', { type: 'transfer', sign: 1 }],
  ['send', { type: 'transfer', sign: -1 }],
  ['pro deposit', { type: 'transfer', sign: -1 }],
  ['exchange deposit', { type: 'transfer', sign: -1 }],
  ['pro withdrawal', { type: 'transfer', sign: 1 }],
  ['exchange withdrawal', { type: 'transfer', sign: 1 }],
]);

/** Coinbase's transaction history. The price is rounded: the subtotal over the quantity is what was paid. */
export const coinbase: Format = {
  id: 'coinbase',
  name: 'Coinbase transactions',
  variants: [
    ['id', ...common, 'pricecurrency', 'priceattransaction', 'subtotal'],
    [...common, 'pricecurrency', 'priceattransaction', 'subtotal'],
    [...common, 'spotpricecurrency', 'spotpriceattransaction', 'subtotal'],
    ...columnCurrencies.map((code) => [...common, `${code}spotpriceattransaction`, `${code}subtotal`]),
  ],
  read: (row, rows) => {
    const type = row.text('transactiontype');
    const movement = movements.get(type.toLowerCase());
    const [, side] = trades.exec(type) ?? [];
    if (side !== undefined) readTrade(row, rows, side.toLowerCase() === 'buy' ? 'BUY' : 'SELL');
    else if (type.toLowerCase() === 'convert') readConversion(row, rows);
    else if (movement === undefined) rows.skip(row, { code: 'OTHER_TYPE', type: shown(type) });
    else {
      const amount = row.read('quantitytransacted', readSize);
      row.addEntry(rows, {
        time: readWhen(row),
        type: movement.type,
        currency: row.read('asset', readAsset),
        amount: movement.sign === 1 ? amount : amount?.negated(),
        reference: readReference(row),
      });
    }
  },
};

function readTrade(row: CsvRow, rows: RowSink, side: 'BUY' | 'SELL'): void {
  const quote = quoteOf(row);
  const asset = row.read('asset', readAsset);
  const quantity = row.read('quantitytransacted', readSize);
  const written = row.read(row.nameOf(...named('priceattransaction')), readAmountOrNone);
  const value = row.read(row.nameOf(...named('subtotal')), readAmountOrNone);
  const fee = readFees(row);
  if (quantity === undefined || written === undefined || value === undefined) return;
  const priced = value.isZero()
    ? { price: written.abs(), value: undefined }
    : pricedBy(value.abs(), quantity, written.abs());
  if (!priced.price.isPositive()) {
    row.refuse('priceattransaction', { code: 'PRICE_AND_VALUE_MISSING' });
    return;
  }
  row.addFill(rows, {
    time: readWhen(row),
    symbol: asset === undefined || quote === undefined ? undefined : `${asset}/${quote}`,
    side,
    quantity,
    ...priced,
    fee,
    feeCurrency: quote,
    orderId: undefined,
    tradeId: readReference(row),
    priceCurrency: undefined,
  });
}

/** Only the note says what a conversion brought: `Converted 0.5 ETH to 0.03 BTC`. */
function readConversion(row: CsvRow, rows: RowSink): void {
  const quantity = row.read('quantitytransacted', readAmount);
  const [, paid, received] = /^converted ([\d.,]+ \w+) to ([\d.,]+ \w+)\.?$/i.exec(row.text('notes')) ?? [];
  if (quantity?.isPositive() === true && received === undefined && row.text('notes') === '') {
    rows.skip(row, { code: 'OTHER_HALF' });
    return;
  }
  const went = row.read('notes', readMoney, paid);
  const came = row.read('notes', readMoney, received);
  if (went === undefined || came === undefined) return;
  if (!went.amount.isPositive() || !came.amount.isPositive() || went.currency === came.currency) {
    row.refuse('notes', { code: 'NO_CONVERSION', text: shown(row.text('notes')) });
    return;
  }
  row.addFill(rows, {
    ...exchangeOf(went, came),
    time: readWhen(row),
    fee: readFees(row),
    feeCurrency: quoteOf(row),
    orderId: undefined,
    tradeId: readReference(row),
    priceCurrency: undefined,
  });
}

function readFees(row: CsvRow): Decimal | undefined {
  return row.read(row.nameOf('feesandorspread', ...named('fees')), readAmountOrNone)?.abs();
}

function quoteOf(row: CsvRow): Currency | undefined {
  const inColumns = columnCurrencies.find((code) => row.has(`${code}subtotal`));
  if (inColumns !== undefined) return currency(inColumns);
  return row.read(row.nameOf('pricecurrency', 'spotpricecurrency'), readAsset);
}

function named(column: string): readonly [string, ...string[]] {
  return [
    column,
    `spot${column}`,
    ...columnCurrencies.flatMap((code) => [`${code}${column}`, `${code}spot${column}`]),
  ];
}

function readAsset(text: string): Read<Currency> {
  const asset = readFeeCurrency(text, undefined);
  if (asset.ok && asset.value !== undefined) return ok(asset.value);
  return err({ code: 'NOT_AN_ASSET', text: shown(text) });
}

function readWhen(row: CsvRow): number | undefined {
  return row.read('timestamp', (text) => readTime(text, row.now));
}

function readReference(row: CsvRow): string | undefined {
  return row.read('id', readId);
}

/** The fills of Coinbase Pro, Exchange and Advanced. */
export const coinbaseFills: Format = {
  id: 'coinbase-fills',
  name: 'Coinbase Pro and Advanced fills',
  variants: [
    [
      'tradeid',
      'product',
      'side',
      'createdat',
      'size',
      'sizeunit',
      'price',
      'fee',
      'total',
      'pricefeetotalunit',
    ],
  ],
  read: (row, rows) => {
    const unit = row.read('pricefeetotalunit', readAsset);
    const base = row.read('sizeunit', readAsset);
    const side = row.text('side').toUpperCase();
    if (side !== 'BUY' && side !== 'SELL') row.refuse('side', { code: 'NOT_A_SIDE', text: shown(side) });
    row.addFill(rows, {
      time: row.read('createdat', (text) => readTime(text, row.now)),
      symbol: base === undefined || unit === undefined ? undefined : `${base}/${unit}`,
      side: side === 'BUY' ? 'BUY' : 'SELL',
      quantity: row.read('size', readSize),
      price: row.read('price', readSize),
      fee: row.read('fee', readAmountOrNone),
      feeCurrency: unit,
      orderId: undefined,
      tradeId: row.read('tradeid', readId),
      priceCurrency: undefined,
    });
  },
};
