import { Decimal } from '#src/domain/decimal.ts';
import { currency } from '#src/domain/ids.ts';
import { priceOf, readAmountOrNone, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import { readTime } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readId, readSide, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
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
    const margin = row.read('margin', (text) => readAmountOrNone('Margin', text));
    if (margin !== undefined && !margin.isZero()) {
      rows.skip(row, 'A trade on margin; only spot trades can be imported.');
      return;
    }
    const symbol = pairOf(row.text('pair'));
    if (symbol === undefined)
      row.refuse('pair', `Pair ${shown(row.text('pair'))} is not known; write it as XBT/EUR.`);
    const quantity = row.read('vol', (text) => readSize('Vol', text));
    const cost = row.read('cost', (text) => readSize('Cost', text));
    const written = row.read('price', (text) => readAmountOrNone('Price', text)) ?? Decimal.zero;
    row.addFill(rows, {
      time: row.read('time', (text) => readTime(text, row.now)),
      symbol,
      side: row.read('type', readSide),
      quantity,
      price: cost === undefined || quantity === undefined ? undefined : priceOf(cost, quantity, written),
      fee: row.read('fee', (text) => readAmountOrNone('Fee', text)),
      feeCurrency: symbol === undefined ? undefined : currency(symbol.slice(symbol.indexOf('/') + 1)),
      orderId: row.read('ordertxid', (text) => readId('Order id', text)),
      tradeId: row.read('txid', (text) => readId('Trade id', text)),
      priceCurrency: undefined,
    });
  },
};
