import { Decimal } from '#src/domain/decimal.ts';
import { currencyIn, type Currency } from '#src/domain/ids.ts';
import type { ImportedEntry } from '#src/domain/imported-fill.ts';
import type { Money } from '#src/domain/money.ts';
import {
  exchangeOf,
  readAmount,
  readAmountOrNone,
  readSize,
} from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow, RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';
import { pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import { readCurrency, readId, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Format } from './format.ts';
import { readShare } from './shares.ts';

const movements: readonly (readonly [RegExp, ImportedEntry['type'] | 'payment'])[] = [
  [/^dividend$/, 'dividend'],
  [/^interests?$/, 'interest'],
  [/^(?:custody fees|depotgebühren)$/, 'fee'],
  [/^(?:debit|credit|payment|zahlung)$/, 'payment'],
];

/** Swissquote's transactions. Net amounts are what moved the account, with the costs in them; an exchange is two rows of one order. */
export const swissquote: Format = {
  id: 'swissquote',
  name: 'Swissquote transactions',
  variants: [
    [
      'date',
      'order',
      'transaction',
      'symbol',
      'isin',
      'quantity',
      'unitprice',
      'costs',
      'accruedinterest',
      'netamount',
      'currency',
    ],
  ],
  balances: (row) => {
    const [change, balance] = ['netamount', 'balance'].map((column) => readAmount(row.text(column)));
    const asset = currencyIn(row.text('currency'));
    if (asset === undefined || change?.ok !== true || balance?.ok !== true) return [];
    return [{ of: asset, asset, change: change.value, balance: balance.value }];
  },
  read: (row, rows) => {
    const name = row.text('transaction');
    const type = movements.find(([words]) => words.test(name.toLowerCase()))?.[1];
    const accrued = row.readNumber('accruedinterest', readAmountOrNone);
    if (accrued?.isZero() === false)
      row.refuse('accruedinterest', { code: 'UNKNOWN_MOVEMENT', type: accrued.toString() });
    else if (/^(?:buy|sell)$/i.test(name)) readTrade(row, rows, /^buy$/i.test(name) ? 'BUY' : 'SELL');
    else if (/^forex (?:credit|debit)$/i.test(name)) rows.group(row.text('order'), row);
    else if (type !== undefined) readMovement(row, rows, type);
    else row.refuse('transaction', { code: 'UNKNOWN_MOVEMENT', type: shown(name) });
  },
  readGroup: (group, rows) => {
    const legs = group.flatMap((row) => legOf(row) ?? []);
    const paid = legs.find(({ amount }) => amount.isNegative());
    const came = legs.find(({ amount }) => amount.isPositive());
    const [first] = group;
    const isTrade = group.length === 2 && paid?.currency !== came?.currency;
    if (first === undefined || paid === undefined || came === undefined || !isTrade) {
      for (const row of group) row.refuse('order', { code: 'NOT_TWO_ASSETS' });
      return;
    }
    first.addFill(rows, {
      ...exchangeOf({ ...paid, amount: paid.amount.abs() }, came),
      time: readWhen(first),
      fee: undefined,
      feeCurrency: undefined,
      orderId: first.read('order', readId),
      tradeId: undefined,
      priceCurrency: undefined,
    });
  },
};

function legOf(row: CsvRow): Money | undefined {
  const amount = row.readNumber('netamount', readAmount);
  const code = codeIn(row);
  return amount === undefined || code === undefined ? undefined : { amount, currency: code };
}

function readTrade(row: CsvRow, rows: RowSink, side: 'BUY' | 'SELL'): void {
  const code = codeIn(row);
  const quantity = row.readNumber('quantity', readSize);
  const price = row.readNumber('unitprice', readSize);
  const fee = row.readNumber('costs', readAmountOrNone)?.abs();
  const net = row.readNumber('netamount', readAmount)?.abs();
  const total = net && fee && (side === 'BUY' ? net.minus(fee) : net.plus(fee));
  row.addFill(rows, {
    time: readWhen(row),
    symbol: readTicker(row),
    side,
    quantity,
    ...pricedByTotal(row, { columns: ['netamount', 'unitprice'], total, quantity, price }, 'rounded'),
    fee,
    feeCurrency: code,
    orderId: row.read('order', readId),
    tradeId: undefined,
    priceCurrency: code,
  });
}

/** The costs of what was paid out are a fee of their own; those of a fee are part of it. */
function readMovement(row: CsvRow, rows: RowSink, type: ImportedEntry['type'] | 'payment'): void {
  const net = row.readNumber('netamount', readAmount);
  const costs = type === 'fee' ? Decimal.zero : row.readNumber('costs', readAmountOrNone)?.abs();
  const hasCosts = costs?.isZero() === false;
  // Whether they are a tax or a fee makes a difference.
  if (type === 'dividend' && hasCosts)
    row.refuse('costs', { code: 'UNKNOWN_MOVEMENT', type: costs.toString() });
  const amount = costs && net?.plus(costs);
  const facts = { time: readWhen(row), currency: codeIn(row), reference: undefined };
  row.addEntry(rows, {
    ...facts,
    type: type === 'payment' ? (amount?.isNegative() === true ? 'withdrawal' : 'deposit') : type,
    amount,
    ...(type === 'dividend' ? { share: readTicker(row) } : {}),
  });
  if (hasCosts) row.addEntry(rows, { ...facts, type: 'fee', amount: costs.negated() });
}

function readTicker(row: CsvRow): string | undefined {
  return row.read('symbol', readShare, row.text('symbol') || row.text('isin'));
}

/** Newer files leave out the balance, and its column's name stays. */
function codeIn(row: CsvRow): Currency | undefined {
  return row.read('currency', readCurrency, row.text('currency') || row.text('balance'));
}

function readWhen(row: CsvRow): number | undefined {
  return row.readTime('date', { zone: undefined, order: 'DMY' });
}
