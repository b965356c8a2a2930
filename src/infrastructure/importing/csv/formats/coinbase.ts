import { Decimal } from '#src/domain/decimal.ts';
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
import { keyOf } from '#src/infrastructure/importing/csv/csv-key.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { checkSum, pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import { utcTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readFeeCurrency, readId, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Format } from './format.ts';
import type { RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';

const common = ['timestamp', 'transactiontype', 'asset', 'quantitytransacted'];
/** The oldest files name the currency in the columns instead of the rows. */
const columnCurrencies = ['usd', 'eur', 'gbp'];
const trades = /^(?:advanced? trade )?(buy|sell)$/i;
/** `Total (inclusive of fees and/or spread)`, `EUR Total (inclusive of fees)`. */
const totals = /^(?:usd|eur|gbp)?totalinclusiveof/;
/** Of the currencies that accounts are shown in. */
const moneyPlaces = 2;
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
  ['prime deposit', { type: 'transfer', sign: -1 }],
  ['rewards income', { type: 'staking', sign: 1 }],
  ['reward income', { type: 'staking', sign: 1 }],
  ['staking income', { type: 'staking', sign: 1 }],
  ['inflation reward', { type: 'staking', sign: 1 }],
  ['coinbase earn', { type: 'reward', sign: 1 }],
  ['learning reward', { type: 'reward', sign: 1 }],
  ['incentives rewards payout', { type: 'reward', sign: 1 }],
  ['card buy back', { type: 'reward', sign: 1 }],
  ['subscription rebate', { type: 'reward', sign: 1 }],
  ['subscription rebates (24 hours)', { type: 'reward', sign: 1 }],
  ['interest payout', { type: 'interest', sign: 1 }],
  ['card spend', { type: 'withdrawal', sign: -1 }],
]);
/** Between what is held and what is staked, saved or in a vault, which is the same coin: both have a row. */
const withinVenue =
  /^(?:(?:retail )?(?:un)?staking transfer|vault withdrawal|cash to savings|savings to cash)$/;
/** `Bought 0.25 ETH for 0.013078 BTC on ETH-BTC at 0.052 BTC/ETH`. */
const onMarket =
  /^(?:bought|sold) [\d.,]+ (\w{1,40}) for ([\d.,]+) (\w{1,40}) on \w{1,40}-(\w{1,40})(?: at ([\d.,]+) \w+\/\w+)?/i;

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
    else if (withinVenue.test(type.toLowerCase())) rows.skip(row, { code: 'WITHIN_VENUE' });
    else if (movement === undefined)
      row.refuse('transactiontype', { code: 'UNKNOWN_MOVEMENT', type: shown(type) });
    else {
      const amount = row.readNumber('quantitytransacted', readSize);
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
  const quantity = row.readNumber('quantitytransacted', readSize);
  const [, , total, paidIn, market, rate] = onMarket.exec(row.text('notes')) ?? [];
  // The columns are in what the account is shown in; what was paid stands in the note alone.
  if (asset !== undefined && quantity !== undefined && market !== undefined && currency(market) !== quote) {
    if (paidIn === market) readMarketTrade(row, rows, { asset, quantity, side, total, market, rate });
    else row.refuse('notes', { code: 'NO_CONVERSION', text: shown(row.text('notes')) });
    return;
  }
  const written = row.readNumber(row.nameOf(...named('priceattransaction')), readAmountOrNone);
  const value = row.readNumber(row.nameOf(...named('subtotal')), readAmountOrNone);
  const fee = value === undefined ? undefined : readFeesOf(row, side, value.abs());
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

type MarketTrade = {
  readonly asset: Currency;
  readonly quantity: Decimal;
  readonly side: 'BUY' | 'SELL';
  readonly total: string | undefined;
  readonly market: string;
  readonly rate: string | undefined;
};

/** The total has the fee in it: what the quantity makes at the rate is without. */
function readMarketTrade(row: CsvRow, rows: RowSink, trade: MarketTrade): void {
  const { asset, quantity, side, market } = trade;
  const total = row.readNumber('notes', readSize, trade.total);
  const rate = trade.rate === undefined ? undefined : row.readNumber('notes', readSize, trade.rate);
  if (total === undefined) return;
  const value = rate === undefined ? total : rate.times(quantity);
  const fee = side === 'BUY' ? total.minus(value) : value.minus(total);
  if (fee.isNegative()) {
    row.refuse('notes', { code: 'NO_CONVERSION', text: shown(row.text('notes')) });
    return;
  }
  row.addFill(rows, {
    time: readWhen(row),
    symbol: `${asset}/${currency(market)}`,
    side,
    quantity,
    ...pricedBy(value, quantity, rate),
    fee: rate === undefined ? undefined : fee,
    feeCurrency: rate === undefined ? undefined : currency(market),
    orderId: undefined,
    tradeId: readReference(row),
    priceCurrency: undefined,
  });
}

/** Only the note says what a conversion brought: `Converted 0.5 ETH to 0.03 BTC`. */
function readConversion(row: CsvRow, rows: RowSink): void {
  const quantity = row.readNumber('quantitytransacted', readAmount);
  const [, paid, received] = /^converted ([\d.,]+ \w+) to ([\d.,]+ \w+)\.?$/i.exec(row.text('notes')) ?? [];
  if (quantity?.isPositive() === true && received === undefined && row.text('notes') === '') {
    rows.skip(row, { code: 'OTHER_HALF' });
    return;
  }
  const went = row.readNumber('notes', readMoney, paid);
  const came = row.readNumber('notes', readMoney, received);
  if (went === undefined || came === undefined || quantity === undefined) return;
  if (quantity.isPositive() && row.text('asset') === came.currency && came.currency !== went.currency) {
    rows.skip(row, { code: 'OTHER_HALF' });
    return;
  }
  const last = Decimal.from(`1e-${went.amount.decimalPlaces()}`);
  // A note that writes commas for points tells another quantity than the column.
  const isOther = went.amount.minus(quantity.abs()).abs().greaterThan(last);
  const isNone = !went.amount.isPositive() || !came.amount.isPositive();
  if (isNone || isOther || went.currency === came.currency) {
    row.refuse('notes', { code: 'NO_CONVERSION', text: shown(row.text('notes')) });
    return;
  }
  row.addFill(rows, {
    ...exchangeOf(went, came),
    time: readWhen(row),
    // What stands as fees or spread lowered what came, and left the account as nothing else.
    fee: Decimal.zero,
    feeCurrency: undefined,
    orderId: undefined,
    tradeId: readReference(row),
    priceCurrency: undefined,
  });
}

/** Subtotal and fees make the total. */
function readFeesOf(row: CsvRow, side: 'BUY' | 'SELL', value: Decimal): Decimal | undefined {
  const fee = readFees(row);
  const column = row.header.names.map(keyOf).find((key) => totals.test(key)) ?? '';
  const total = row.readNumber(column, readAmountOrNone)?.abs();
  if (fee === undefined || total === undefined || total.isZero()) return fee;
  const signed = side === 'BUY' ? fee : fee.negated();
  const holds = checkSum(row, column, { total, parts: [value, signed], places: moneyPlaces });
  return holds === 'total' ? total.minus(value).abs() : fee;
}

function readFees(row: CsvRow): Decimal | undefined {
  return row.readNumber(row.nameOf('feesandorspread', ...named('fees')), readAmountOrNone)?.abs();
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
  return row.readTime('timestamp', utcTimes);
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
    const quantity = row.readNumber('size', readSize);
    const fee = row.readNumber('fee', readAmountOrNone);
    row.addFill(rows, {
      time: row.readTime('createdat', utcTimes),
      symbol: base === undefined || unit === undefined ? undefined : `${base}/${unit}`,
      side: side === 'BUY' ? 'BUY' : 'SELL',
      quantity,
      ...pricedByTotal(
        row,
        {
          columns: ['total', 'price'],
          total: valueOf(row, side === 'BUY', fee),
          quantity,
          price: row.readNumber('price', readSize),
        },
        'exact',
      ),
      fee,
      feeCurrency: unit,
      orderId: undefined,
      tradeId: row.read('tradeid', readId),
      priceCurrency: undefined,
    });
  },
};

/** Its total has the fee in it. */
function valueOf(row: CsvRow, isBuy: boolean, fee: Decimal | undefined): Decimal | undefined {
  const total = row.readNumber('total', readAmountOrNone)?.abs();
  if (total === undefined || total.isZero() || fee === undefined) return undefined;
  return isBuy ? total.minus(fee) : total.plus(fee);
}
