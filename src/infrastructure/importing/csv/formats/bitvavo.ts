import type { Decimal } from '#src/domain/decimal.ts';
import { isZone } from '#src/domain/trading-day.ts';
import { readAmount, readAmountOrNone, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow, RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';
import { pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import {
  readCurrency,
  readFeeCurrency,
  readId,
  shown,
} from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Format } from './format.ts';

const movements = new Map<string, 'deposit' | 'withdrawal' | 'staking' | 'reward'>([
  ['deposit', 'deposit'],
  ['withdrawal', 'withdrawal'],
  ['staking', 'staking'],
  ['fixed_staking', 'staking'],
  ['rebate', 'reward'],
  ['affiliate', 'reward'],
  ['campaign_new_user_incentive', 'reward'],
]);

/** Bitvavo's transactions. Each row names the zone of its times; what was paid or received has the fee in it. */
export const bitvavo: Format = {
  id: 'bitvavo',
  name: 'Bitvavo transactions',
  variants: [
    [
      'timezone',
      'date',
      'time',
      'type',
      'currency',
      'amount',
      'quotecurrency',
      'quoteprice',
      'receivedpaidcurrency',
      'receivedpaidamount',
      'feecurrency',
      'feeamount',
      'status',
      'transactionid',
    ],
  ],
  read: (row, rows) => {
    const type = row.text('type').toLowerCase();
    const status = row.text('status');
    const movement = movements.get(type);
    if (!/^(?:completed|distributed)$/i.test(status))
      rows.skip(row, { code: 'NOT_TRADED', status: shown(status) });
    else if (type === 'buy' || type === 'sell') readTrade(row, rows, type === 'buy');
    else if (movement === undefined) row.refuse('type', { code: 'UNKNOWN_MOVEMENT', type: shown(type) });
    else
      row.addEntry(rows, {
        time: readWhen(row),
        type: movement,
        currency: row.read('currency', readCurrency),
        // Of a withdrawal the fee is in it.
        amount: row.readNumber('amount', readAmount),
        reference: row.read('transactionid', readId),
      });
  },
};

function readTrade(row: CsvRow, rows: RowSink, isBuy: boolean): void {
  const base = row.read('currency', readCurrency);
  const quote = row.read('quotecurrency', readCurrency);
  const quantity = row.readNumber('amount', readSize);
  const fee = row.readNumber('feeamount', readAmountOrNone);
  const feeCurrency = row.read('feecurrency', (text) => readFeeCurrency(text, fee));
  row.addFill(rows, {
    time: readWhen(row),
    symbol: base === undefined || quote === undefined ? undefined : `${base}/${quote}`,
    side: isBuy ? 'BUY' : 'SELL',
    quantity,
    ...pricedByTotal(
      row,
      {
        columns: ['receivedpaidamount', 'quoteprice'],
        total: valueOf(row, isBuy, feeCurrency === quote ? fee : undefined),
        quantity,
        price: row.readNumber('quoteprice', readSize),
      },
      'exact',
    ),
    fee,
    feeCurrency,
    orderId: undefined,
    tradeId: row.read('transactionid', readId),
    priceCurrency: undefined,
  });
}

function valueOf(row: CsvRow, isBuy: boolean, fee: Decimal | undefined): Decimal | undefined {
  const total = row.readNumber('receivedpaidamount', readAmountOrNone)?.abs();
  if (total === undefined || total.isZero() || fee === undefined) return total;
  return isBuy ? total.minus(fee) : total.plus(fee);
}

function readWhen(row: CsvRow): number | undefined {
  const zone = row.text('timezone');
  const written = `${row.text('date')} ${row.text('time')}`.trim();
  return row.readTime('date', { zone: isZone(zone) ? zone : undefined, order: 'YMD' }, written);
}
