import { readAmount, readAmountOrNone, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow, RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';
import { pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import { utcTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readCurrency, readId, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Format } from './format.ts';
import { readShare } from './shares.ts';

const movements: readonly (readonly [RegExp, 'dividend' | 'interest' | 'reward' | 'tax' | 'payment'])[] = [
  [/^DIVIDEND$/, 'dividend'],
  [/^INTEREST_PAYMENT$/, 'interest'],
  [/^BENEFITS_SAVEBACK$/, 'reward'],
  [/^TAX_OPTIMIZATION$/, 'tax'],
  [/^(?:CUSTOMER|TRANSFER(?:_INSTANT)?)_(?:IN|OUT)BOUND$|^CARD_TRANSACTION(?:_INTERNATIONAL)?$/, 'payment'],
];

/** Coins have numbers like those of shares there. */
const coinNumber = /^XF000([A-Z]{2,6})\d+$/;

/** Trade Republic's transactions. Amounts are before fees and taxes, and all three as they move the account. */
export const tradeRepublic: Format = {
  id: 'trade-republic',
  name: 'Trade Republic transactions',
  variants: [
    [
      'datetime',
      'accounttype',
      'category',
      'type',
      'assetclass',
      'symbol',
      'shares',
      'price',
      'amount',
      'fee',
      'tax',
      'currency',
    ],
  ],
  account: 'accounttype',
  read: (row, rows) => {
    const type = row.text('type').toUpperCase();
    const movement = movements.find(([words]) => words.test(type))?.[1];
    if (type === 'BUY' || type === 'SELL') readTrade(row, rows, type);
    else if (movement !== undefined) readMovement(row, rows, movement);
    else if (row.text('shares') !== '') row.refuse('type', { code: 'SHARES_MOVED', type: shown(type) });
    else row.refuse('type', { code: 'UNKNOWN_MOVEMENT', type: shown(type) });
  },
};

function readTrade(row: CsvRow, rows: RowSink, side: 'BUY' | 'SELL'): void {
  const told = facts(row);
  const [, numbered] = coinNumber.exec(row.text('symbol')) ?? [];
  const isCoin = row.text('assetclass').toUpperCase() === 'CRYPTO';
  const coin = isCoin ? row.read('symbol', readCurrency, numbered ?? row.text('symbol')) : undefined;
  const quantity = row.readNumber('shares', readSize);
  const total = row.readNumber('amount', readAmount)?.abs();
  const fee = row.readNumber('fee', readAmountOrNone)?.negated();
  row.addFill(rows, {
    time: told.time,
    symbol: isCoin ? coin && `${coin}/${told.currency}` : row.read('symbol', readShare),
    side,
    quantity,
    ...pricedByTotal(
      row,
      { columns: ['amount', 'price'], total, quantity, price: row.readNumber('price', readSize) },
      'rounded',
    ),
    fee,
    feeCurrency: told.currency,
    orderId: undefined,
    tradeId: told.reference,
    priceCurrency: isCoin ? undefined : told.currency,
  });
  addTax(row, rows);
}

function readMovement(row: CsvRow, rows: RowSink, movement: (typeof movements)[number][1]): void {
  const amount = row.readNumber('amount', readAmountOrNone);
  const type = movement === 'payment' ? (amount?.isNegative() === true ? 'withdrawal' : 'deposit') : movement;
  const fee = row.readNumber('fee', readAmountOrNone);
  const share = movement === 'dividend' ? { share: row.read('symbol', readShare) } : {};
  if (amount?.isZero() === false) row.addEntry(rows, { ...facts(row), type, amount, ...share });
  if (fee?.isZero() === false) row.addEntry(rows, { ...facts(row), type: 'fee', amount: fee });
  addTax(row, rows);
}

function addTax(row: CsvRow, rows: RowSink): void {
  const amount = row.readNumber('tax', readAmountOrNone);
  if (amount?.isZero() === false) row.addEntry(rows, { ...facts(row), type: 'tax', amount });
}

function facts(row: CsvRow) {
  return {
    time: row.readTime('datetime', utcTimes),
    currency: row.read('currency', readCurrency),
    reference: row.read('transactionid', readId),
  };
}
