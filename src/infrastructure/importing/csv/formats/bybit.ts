import { Decimal } from '#src/domain/decimal.ts';
import { currency } from '#src/domain/ids.ts';
import { readSymbol as readPair } from '#src/domain/traded-symbol.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { readAmountOrNone, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import { utcTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import { readFeeCurrency, readId, readSymbol, shown } from '#src/infrastructure/importing/csv/csv-values.ts';
import { readSide } from '#src/infrastructure/importing/csv/csv-words.ts';
import type { Format } from './format.ts';

const columns = [
  'spotpairs',
  'ordertype',
  'direction',
  'filledvalue',
  'filledprice',
  'filledquantity',
  'fees',
  'transactionid',
  'orderno',
];
/** More of what came than it ever charges: then the fee is in something else. */
const mostCharged = Decimal.from('0.01');

/** Bybit's spot trades, one a row. Where no column tells in what a fee was charged, it is what came, as that venue does. */
export const bybit: Format = {
  id: 'bybit',
  name: 'Bybit spot trades',
  variants: [
    [...columns, 'timestamputc'],
    [...columns, 'timestamputc0'],
  ],
  account: 'uid',
  read: (row, rows) => {
    const symbol = row.read('spotpairs', readSymbol);
    const pair = symbol === undefined ? undefined : readPair(symbol).pair;
    if (symbol !== undefined && pair === undefined)
      row.refuse('spotpairs', { code: 'UNKNOWN_PAIR', text: shown(symbol) });
    const side = row.read('direction', readSide);
    const quantity = row.readNumber('filledquantity', readSize);
    const total = row.readNumber('filledvalue', readSize);
    row.addFill(rows, {
      time: readWhen(row),
      symbol,
      side,
      quantity,
      ...pricedByTotal(
        row,
        {
          columns: ['filledvalue', 'filledprice'],
          total,
          quantity,
          price: row.readNumber('filledprice', readSize),
        },
        'exact',
      ),
      ...readFees(row, side === 'BUY' ? [quantity, pair?.base] : [total, pair?.quote]),
      orderId: row.read('orderno', readId),
      tradeId: row.read('transactionid', readId),
      priceCurrency: undefined,
    });
  },
};

function readFees(
  row: CsvRow,
  [received, unit]: readonly [Decimal | undefined, string | undefined],
): Pick<ImportedFill, 'fee' | 'feeCurrency'> {
  const column = row.has('feecoin') ? 'execfeev2' : 'fees';
  const text = row.text(column) === '--' ? '' : row.text(column);
  const fee = row.readNumber(column, readAmountOrNone, text);
  if (row.has('feecoin'))
    return { fee, feeCurrency: row.read('feecoin', (coin) => readFeeCurrency(coin, fee)) };
  if (fee !== undefined && received !== undefined && fee.abs().greaterThan(received.times(mostCharged)))
    row.refuse('fees', { code: 'FEE_CURRENCY_EMPTY' });
  return { fee, feeCurrency: unit === undefined ? undefined : currency(unit) };
}

/** `14:35 2024-12-16` in one export, `2024-12-16 14:35:09` in another. */
function readWhen(row: CsvRow): number | undefined {
  const column = row.nameOf('timestamputc', 'timestamputc0');
  const text = row.text(column).replace(/^(\d{1,2}:\d{2}(?::\d{2})?) (\d{4}-\d{2}-\d{2})$/, '$2 $1');
  return row.readTime(column, utcTimes, text);
}
