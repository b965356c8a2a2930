import { currency } from '#src/domain/ids.ts';
import { readAmountOrNone, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import { pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import { indianTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readId, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import { readSide } from '#src/infrastructure/importing/csv/csv-words.ts';
import type { Format } from './format.ts';
import { readShare } from './shares.ts';

const rupee = currency('INR');

/** Zerodha's tradebook. Times are India's; the exchanges count trades from anew every day; charges are not in it. */
export const zerodha: Format = {
  id: 'zerodha',
  name: 'Zerodha tradebook',
  variants: [
    ['symbol', 'tradedate', 'exchange', 'segment', 'tradetype', 'quantity', 'price', 'tradeid', 'orderid'],
  ],
  read: (row, rows) => {
    const segment = row.text('segment').toUpperCase();
    if (row.text('expirydate') !== '' || !['EQ', 'MF', ''].includes(segment)) {
      rows.skip(row, { code: 'DERIVATIVE' });
      return;
    }
    const id = row.read('tradeid', readId);
    row.addFill(rows, {
      time: row.readTime(row.nameOf('orderexecutiontime', 'tradedate'), indianTimes),
      symbol: row.read('symbol', readShare),
      side: row.read('tradetype', readSide),
      quantity: row.readNumber('quantity', readSize),
      price: row.readNumber('price', readSize),
      fee: undefined,
      feeCurrency: undefined,
      orderId: row.read('orderid', readId),
      tradeId: id === undefined ? undefined : [row.text('exchange'), row.text('tradedate'), id].join('-'),
      priceCurrency: rupee,
    });
  },
};

/** Dhan's tradebook, the newest first. The price is rounded: the value over the quantity is what was paid. */
export const dhan: Format = {
  id: 'dhan',
  name: 'Dhan tradebook',
  variants: [
    [
      'date',
      'time',
      'name',
      'buysell',
      'order',
      'exchange',
      'segment',
      'quantitylot',
      'tradeprice',
      'tradevalue',
      'status',
    ],
  ],
  read: (row, rows) => {
    const status = row.text('status');
    if (!/^(?:traded|executed|complete)/i.test(status)) {
      rows.skip(row, { code: 'NOT_TRADED', status: shown(status) });
      return;
    }
    if (!/^(?:equity|eq|e)$/i.test(row.text('segment'))) {
      rows.skip(row, { code: 'DERIVATIVE' });
      return;
    }
    const quantity = row.readNumber('quantitylot', readSize);
    const total = row.readNumber('tradevalue', readSize);
    const price = row.readNumber('tradeprice', readAmountOrNone);
    row.addFill(rows, {
      time: row.readTime('date', indianTimes, `${row.text('date')} ${row.text('time')}`.trim()),
      symbol: row.read('name', readShare),
      side: row.read('buysell', readSide),
      quantity,
      ...pricedByTotal(row, { columns: ['tradevalue', 'tradeprice'], total, quantity, price }, 'rounded'),
      fee: undefined,
      feeCurrency: undefined,
      orderId: undefined,
      tradeId: undefined,
      priceCurrency: rupee,
    });
  },
};
