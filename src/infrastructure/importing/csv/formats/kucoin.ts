import { readAmountOrNone, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import { keyOf } from '#src/infrastructure/importing/csv/csv-key.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import { utcTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readFeeCurrency, readId, readSymbol, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import { readSide } from '#src/infrastructure/importing/csv/csv-words.ts';
import type { Format } from './format.ts';

/** Its zone is the one that the account is shown in. */
const timeColumn = /^filled time\s*\(utc([+-]\d{2}:\d{2})?\)$/i;

/** KuCoin's filled orders, whole or by their executions. Neither names its executions. */
export const kucoin: Format = {
  id: 'kucoin',
  name: 'KuCoin filled orders',
  variants: [
    [
      'uid',
      'orderid',
      'symbol',
      'side',
      'avgfilledprice',
      'filledamount',
      'filledvolume',
      'fee',
      'feecurrency',
    ],
  ],
  account: 'uid',
  read: (row, rows) => {
    const filled = row.readNumber('filledamount', readAmountOrNone);
    // An order that was cancelled may have been filled in part.
    if (filled?.isZero() === true) {
      rows.skip(row, { code: 'NOT_TRADED', status: shown(row.text('status')) });
      return;
    }
    const fee = row.readNumber('fee', readAmountOrNone);
    row.addFill(rows, {
      time: readWhen(row),
      symbol: row.read('symbol', readSymbol),
      side: row.read('side', readSide),
      quantity: filled,
      ...pricedByTotal(
        row,
        {
          columns: ['filledvolume', 'avgfilledprice'],
          total: row.readNumber('filledvolume', readAmountOrNone),
          quantity: filled,
          price: row.readNumber('avgfilledprice', readSize),
        },
        'rounded',
      ),
      fee,
      feeCurrency: row.read('feecurrency', (text) => readFeeCurrency(text, fee)),
      orderId: row.read('orderid', readId),
      tradeId: undefined,
      priceCurrency: undefined,
    });
  },
};

function readWhen(row: CsvRow): number | undefined {
  const name = row.header.names.find((written) => timeColumn.test(written.trim())) ?? 'Filled Time(UTC)';
  const column = keyOf(name);
  const [, offset] = timeColumn.exec(name.trim()) ?? [];
  return row.readTime(column, utcTimes, `${row.text(column)} ${offset ?? ''}`.trim());
}
