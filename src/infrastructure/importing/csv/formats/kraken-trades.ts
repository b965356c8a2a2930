import { currency } from '#src/domain/ids.ts';
import { readAmountOrNone, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import { pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import { utcTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readId, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import { readSide } from '#src/infrastructure/importing/csv/csv-words.ts';
import type { Format } from './format.ts';
import { pairOf } from './kraken-assets.ts';

/** Kraken's trades. `cost` is exact where the price is rounded; fees are in the pair's quote. */
export const krakenTrades: Format = {
  id: 'kraken-trades',
  name: 'Kraken trades',
  variants: [
    ['txid', 'ordertxid', 'pair', 'time', 'type', 'ordertype', 'price', 'cost', 'fee', 'vol', 'margin'],
  ],
  read: (row, rows) => {
    const margin = row.readNumber('margin', readAmountOrNone);
    if (margin !== undefined && !margin.isZero()) {
      rows.skip(row, { code: 'ON_MARGIN' });
      return;
    }
    const symbol = pairOf(row.text('pair'));
    if (symbol === undefined) row.refuse('pair', { code: 'UNKNOWN_PAIR', text: shown(row.text('pair')) });
    const quantity = row.readNumber('vol', readSize);
    const total = row.readNumber('cost', readSize);
    const price = row.readNumber('price', readAmountOrNone);
    row.addFill(rows, {
      time: row.readTime('time', utcTimes),
      symbol,
      side: row.read('type', readSide),
      quantity,
      ...pricedByTotal(row, { columns: ['cost', 'price'], total, quantity, price }, 'rounded'),
      fee: row.readNumber('fee', readAmountOrNone),
      feeCurrency: symbol === undefined ? undefined : currency(symbol.slice(symbol.indexOf('/') + 1)),
      orderId: row.read('ordertxid', readId),
      tradeId: row.read('txid', readId),
      priceCurrency: undefined,
    });
  },
};
