import { currency } from '#src/domain/ids.ts';
import type { Money } from '#src/domain/money.ts';
import { readMoney } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow, RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';
import { pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import { utcTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readId, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import { readSide } from '#src/infrastructure/importing/csv/csv-words.ts';
import type { Format } from './format.ts';

const movements: readonly (readonly [
  RegExp,
  'deposit' | 'withdrawal' | 'staking' | 'reward' | 'interest',
])[] = [
  [/^(?:card |crypto |ripple )?deposit$/, 'deposit'],
  [/^(?:crypto |ripple )?(?:withdrawal|payment)$/, 'withdrawal'],
  [/^staking reward$/, 'staking'],
  [/^referral reward$/, 'reward'],
  [/^earn interest$/, 'interest'],
];

/** Bitstamp's transactions, whose amounts carry their currency, or have it in a column beside. Fees come on top. */
export const bitstamp: Format = {
  id: 'bitstamp',
  name: 'Bitstamp transactions',
  variants: [
    ['type', 'datetime', 'account', 'amount', 'value', 'rate', 'fee', 'subtype'],
    [
      'id',
      'account',
      'type',
      'subtype',
      'datetime',
      'amount',
      'amountcurrency',
      'value',
      'valuecurrency',
      'rate',
      'ratecurrency',
      'fee',
      'feecurrency',
      'orderid',
    ],
  ],
  read: (row, rows) => {
    const type = row.text('type');
    const movement = movements.find(([words]) => words.test(type.toLowerCase()))?.[1];
    if (/^market$/i.test(type)) readTrade(row, rows);
    else if (/^sub account transfer$/i.test(type)) rows.skip(row, { code: 'WITHIN_VENUE' });
    else if (movement === undefined) row.refuse('type', { code: 'UNKNOWN_MOVEMENT', type: shown(type) });
    else {
      const moved = readTold(row, 'amount');
      const fee = readFee(row);
      const told = { time: row.readTime('datetime', utcTimes), reference: row.read('id', readId) };
      const paid = movement === 'withdrawal' ? moved?.amount.abs().negated() : moved?.amount.abs();
      row.addEntry(rows, { ...told, type: movement, currency: moved?.currency, amount: paid });
      if (fee !== undefined)
        row.addEntry(rows, {
          ...told,
          type: 'fee',
          currency: fee.currency,
          amount: fee.amount.abs().negated(),
        });
    }
  },
};

function readTrade(row: CsvRow, rows: RowSink): void {
  const traded = readTold(row, 'amount');
  const value = readTold(row, 'value');
  const rate = readTold(row, 'rate');
  const fee = readFee(row);
  if (rate !== undefined && value !== undefined && rate.currency !== value.currency) {
    row.refuse('rate', { code: 'NOT_ONE_TRADE' });
    return;
  }
  row.addFill(rows, {
    time: row.readTime('datetime', utcTimes),
    symbol: traded === undefined || value === undefined ? undefined : `${traded.currency}/${value.currency}`,
    side: row.read('subtype', readSide),
    quantity: traded?.amount,
    ...pricedByTotal(
      row,
      { columns: ['value', 'rate'], total: value?.amount, quantity: traded?.amount, price: rate?.amount },
      'exact',
    ),
    fee: fee?.amount,
    feeCurrency: fee?.currency,
    orderId: row.read('orderid', readId),
    tradeId: row.read('id', readId),
    priceCurrency: undefined,
  });
}

function readTold(row: CsvRow, column: string): Money | undefined {
  const beside = row.text(`${column}currency`);
  const money = row.readNumber(column, readMoney, `${row.text(column)} ${beside}`.trim());
  return money && { amount: money.amount.abs(), currency: currency(money.currency) };
}

/** Where none was charged it may stand without a currency. */
function readFee(row: CsvRow): Money | undefined {
  return /^[0.]*$/.test(row.text('fee')) ? undefined : readTold(row, 'fee');
}
