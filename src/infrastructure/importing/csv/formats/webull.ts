import { currency } from '#src/domain/ids.ts';
import { readAmountOrNone, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import { shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import { readSide } from '#src/infrastructure/importing/csv/csv-words.ts';
import type { Format } from './format.ts';
import { readShare } from './shares.ts';
import { usMultiplier, usOption } from './us-options.ts';
import { usDays } from './us-trades.ts';

const usd = currency('USD');
/** `ACME250117C00150000`. */
const optionName = /^([A-Z.]{1,6})(\d{6}[CP]\d{8})$/;

/** Webull's orders, whole or in part filled. It tells no fees; the parts of a spread have rows of their own. */
export const webull: Format = {
  id: 'webull',
  name: 'Webull orders',
  variants: [
    [
      'name',
      'symbol',
      'side',
      'status',
      'filled',
      'totalqty',
      'price',
      'avgprice',
      'timeinforce',
      'placedtime',
      'filledtime',
    ],
  ],
  read: (row, rows) => {
    const filled = row.readNumber('filled', readAmountOrNone);
    // An order that was cancelled may have been filled in part.
    if (filled?.isZero() === true) {
      rows.skip(row, { code: 'NOT_TRADED', status: shown(row.text('status')) });
      return;
    }
    if (row.text('symbol') === '') {
      rows.skip(row, { code: 'SUMS_ROWS', level: shown(row.text('name')) });
      return;
    }
    const symbol = row.text('symbol').toUpperCase();
    const [, root, terms] = optionName.exec(symbol) ?? [];
    const option = root === undefined ? undefined : `${root} ${terms}`;
    row.addFill(rows, {
      time: row.readTime('filledtime', usDays),
      symbol: option ?? row.read('symbol', readShare),
      side: row.read('side', readSide),
      quantity: filled,
      price: row.readNumber('avgprice', readSize, row.text('avgprice').replace('@', '')),
      fee: undefined,
      feeCurrency: undefined,
      orderId: undefined,
      tradeId: undefined,
      priceCurrency: usd,
      contract: option === undefined ? undefined : usOption(option, usMultiplier),
    });
  },
};
