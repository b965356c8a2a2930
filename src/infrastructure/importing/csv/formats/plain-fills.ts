import type { Decimal } from '#src/domain/decimal.ts';
import { ok, type Result } from '#src/domain/result.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { readTime, utcTimes, type TimeRule } from '#src/infrastructure/importing/csv/csv-times.ts';
import {
  readFee,
  readFeeCurrency,
  readId,
  readPositive,
  readSide,
  readSymbol,
  shown,
} from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Format, RowSink } from './format.ts';

/** What a fill may be told in; the first five must be. */
export const fillColumns = [
  'time',
  'symbol',
  'side',
  'quantity',
  'price',
  'fee',
  'feecurrency',
  'orderid',
  'tradeid',
] as const;
export type FillColumn = (typeof fillColumns)[number];
export const neededColumns: readonly FillColumn[] = fillColumns.slice(0, 5);

/** Our own columns. Nothing is guessed on the trader's behalf: a number that may be two numbers is refused. */
export const plainFills: Format = {
  id: 'fills',
  name: 'Fills',
  variants: [neededColumns],
  read: (row, rows) => {
    const surplus = row.cells.slice(row.header.names.length).find((cell) => cell.trim() !== '');
    if (surplus === undefined) readFill(row, rows, utcTimes, ok);
    else row.refuse(`${row.header.names.length + 1}`, tooManyValues(surplus));
  },
};

/** `toNumber` makes a plain number of the file's text, or says what is wrong with it. */
export function readFill(
  row: CsvRow,
  rows: RowSink,
  times: TimeRule,
  toNumber: (text: string) => Result<string, string>,
): void {
  function number<Value>(
    column: FillColumn,
    readText: (text: string) => Result<Value, string>,
  ): Value | undefined {
    return row.read(column, (text) => {
      const plain = toNumber(text);
      return plain.ok ? readText(plain.value) : plain;
    });
  }
  const time = row.read('time', (text) => readTime(text, row.now, times));
  const symbol = row.read('symbol', readSymbol);
  const side = row.read('side', readSide);
  const quantity = number('quantity', (text) => readPositive('Quantity', text));
  const price = number('price', (text) => readPositive('Price', text));
  const fee: Decimal | undefined = number('fee', readFee);
  const feeCurrency = row.read('feecurrency', (text) => readFeeCurrency(text, fee));
  const orderId = row.read('orderid', (text) => readId('Order id', text));
  const tradeId = row.read('tradeid', (text) => readId('Trade id', text));
  row.addFill(rows, {
    time,
    symbol,
    side,
    quantity,
    price,
    fee,
    feeCurrency,
    orderId,
    tradeId,
    priceCurrency: undefined,
  });
}

function tooManyValues(surplus: string): string {
  return `The line has more values than the first line has columns, from ${shown(surplus)} on. Is it a decimal comma? Write 1.5, or put the value in quotation marks.`;
}
