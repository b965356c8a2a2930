import { Decimal } from '#src/domain/decimal.ts';
import { currency } from '#src/domain/ids.ts';
import type { Money } from '#src/domain/money.ts';
import { pairTrade, readAmount, readAmountOrNone } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import { keyOf } from '#src/infrastructure/importing/csv/csv-key.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { utcTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readId, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Format } from './format.ts';
import type { RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';

const amountColumns = /^(\w+?)amount\1$/;
const feeColumns = /^fee(\w+?)\1$/;
const balanceColumns = /^(\w+?)balance\1$/;

/** Gemini's transaction history: after the columns of the trade one triple of columns an asset, whichever are held. */
export const gemini: Format = {
  id: 'gemini',
  name: 'Gemini transactions',
  variants: [['date', 'timeutc', 'type', 'symbol', 'specification', 'tradeid', 'orderid']],
  balances: (row) => {
    if (row.text('date') === '') return [];
    const moved = [amountColumns, feeColumns].flatMap((column) => amountsIn(row, column));
    return amountsIn(row, balanceColumns).map(({ currency: asset, amount: balance }) => ({
      of: asset,
      asset,
      change: Decimal.sum(moved.flatMap((own) => (own.currency === asset ? [own.amount] : []))),
      balance,
    }));
  },
  read: (row, rows) => {
    const type = row.text('type').toLowerCase();
    if (row.text('date') === '') rows.skip(row, { code: 'SUMS_AT_END' });
    else if (type === 'buy' || type === 'sell') readTrade(row, rows, type === 'buy');
    else if (type === 'credit' || type === 'debit') readMovement(row, rows, type);
    else rows.skip(row, { code: 'OTHER_TYPE', type: shown(type) });
  },
};

/** What a credit or debit is, by its specification. */
const kinds: readonly (readonly [RegExp, 'payment' | 'interest' | 'reward' | 'transfer'])[] = [
  [/deposit|withdrawal/i, 'payment'],
  [/interest/i, 'interest'],
  [/administrative|reward|referral|promo|credit card/i, 'reward'],
  [/transfer|earn/i, 'transfer'],
];

function readTrade(row: CsvRow, rows: RowSink, isBuy: boolean): void {
  const moved = moneyIn(row, amountColumns).filter(({ amount }) => !amount.isZero());
  const fees = moneyIn(row, feeColumns).filter(({ amount }) => !amount.isZero());
  const received = moved.find(({ amount }) => amount.isPositive());
  const paid = moved.find(({ amount }) => amount.isNegative());
  const [fee, otherFee] = fees;
  if (received === undefined || paid === undefined || moved.length > 2 || otherFee !== undefined) {
    row.refuse('symbol', { code: 'NOT_ONE_TRADE' });
    return;
  }
  const went = { ...paid, amount: paid.amount.abs() };
  row.addFill(rows, {
    ...(isBuy ? pairTrade('BUY', received, went) : pairTrade('SELL', went, received)),
    time: readWhen(row),
    // Written as what it did to the balance.
    fee: fee === undefined ? Decimal.zero : fee.amount.abs(),
    feeCurrency: fee?.currency,
    orderId: row.read('orderid', readId),
    tradeId: row.read('tradeid', readId),
    priceCurrency: undefined,
  });
}

function readMovement(row: CsvRow, rows: RowSink, type: 'credit' | 'debit'): void {
  const specification = row.text('specification');
  const kind = kinds.find(([words]) => words.test(specification))?.[1];
  if (kind === undefined) {
    row.refuse('specification', { code: 'UNKNOWN_MOVEMENT', type: shown(specification || type) });
    return;
  }
  const moved = moneyIn(row, amountColumns).find(({ amount }) => !amount.isZero());
  if (moved === undefined) {
    row.refuse('type', { code: 'NOTHING_MOVED' });
    return;
  }
  row.addEntry(rows, {
    time: readWhen(row),
    type: kind === 'payment' ? (type === 'credit' ? 'deposit' : 'withdrawal') : kind,
    currency: moved.currency,
    amount: type === 'credit' ? moved.amount.abs() : moved.amount.abs().negated(),
    reference: row.read('tradeid', readId),
  });
}

function moneyIn(row: CsvRow, column: RegExp): readonly Money[] {
  return columnsOf(row, column).flatMap(({ key, asset, text }) => {
    const amount = row.readNumber(key, readAmountOrNone, text);
    return amount === undefined ? [] : [{ currency: asset, amount }];
  });
}

/** `BTC Amount BTC` and `Fee (BTC) BTC`, with values such as `(0.5 BTC)` and `$1,200.50`. */
function columnsOf(row: CsvRow, column: RegExp) {
  return row.header.names.flatMap((name) => {
    const key = keyOf(name);
    const [, found] = column.exec(key) ?? [];
    if (found === undefined) return [];
    const asset = currency(found);
    return [{ key, asset, text: row.text(key).replace(new RegExp(`\\s*${asset}(?=\\)?$)`, 'i'), '') }];
  });
}

/** Nothing of a cell that is empty or no number: what reads the row says so. */
function amountsIn(row: CsvRow, column: RegExp): readonly Money[] {
  return columnsOf(row, column).flatMap(({ asset, text }) => {
    const amount = readAmount(text);
    return amount.ok ? [{ currency: asset, amount: amount.value }] : [];
  });
}

function readWhen(row: CsvRow): number | undefined {
  return row.readTime('date', utcTimes, `${row.text('date')} ${row.text('timeutc')}`.trim());
}
