import { readAmountOrNone, readSize } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import { readFeeCurrency, readSymbol } from '#src/infrastructure/importing/csv/csv-values.ts';
import { readSide } from '#src/infrastructure/importing/csv/csv-words.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { Format } from './format.ts';

/** `1.5USDT`, `1.5 USDT`; some columns of some exports have the unit too. */
const withUnit = /^(.*?\d)\s*(\p{L}[\p{L}\p{N}]*)$/u;

/** MEXC's spot trades, one execution a row and without ids, in the zone that the export was made in. */
export const mexc: Format = {
  id: 'mexc',
  name: 'MEXC spot trades',
  variants: [['pairs', 'time', 'side', 'filledprice', 'executedamount', 'total', 'fee', 'role']],
  account: 'uid',
  read: (row, rows) => {
    const quantity = sizeOf(row, 'executedamount');
    const [feeText, feeUnit] = partsOf(row.text('fee'));
    const fee = row.readNumber('fee', readAmountOrNone, feeText);
    row.addFill(rows, {
      time: row.readTime('time', { zone: undefined, order: 'YMD' }),
      symbol: row.read('pairs', readSymbol),
      side: row.read('side', readSide),
      quantity,
      ...pricedByTotal(
        row,
        {
          columns: ['total', 'filledprice'],
          total: sizeOf(row, 'total'),
          quantity,
          price: sizeOf(row, 'filledprice'),
        },
        'exact',
      ),
      fee,
      feeCurrency: row.read('fee', (text) => readFeeCurrency(text, fee), feeUnit),
      orderId: undefined,
      tradeId: undefined,
      priceCurrency: undefined,
    });
  },
};

function sizeOf(row: CsvRow, column: string): Decimal | undefined {
  return row.readNumber(column, readSize, partsOf(row.text(column))[0]);
}

function partsOf(text: string): readonly [number: string, unit: string] {
  const [, number, unit] = withUnit.exec(text) ?? [];
  return number === undefined || unit === undefined ? [text, ''] : [number, unit];
}
