import type { Decimal } from '#src/domain/decimal.ts';
import { ok } from '#src/domain/result.ts';
import type { Read } from '#src/infrastructure/importing/csv/read-cell.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { readPriceCurrency, wholeUnit } from '#src/infrastructure/importing/csv/csv-price-currency.ts';
import { readTime, utcTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import {
  readFee,
  readFeeCurrency,
  readId,
  readPositive,
  readSide,
  readSymbol,
  shown,
} from '#src/infrastructure/importing/csv/csv-values.ts';
import type { Format } from './format.ts';
import type { FillColumn } from '#src/ports/import-files.ts';
import type { TimeRule } from '#src/ports/import-files.ts';
import type { RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';

/** What a fill may be told in; the first five must be. */
export const fillColumns = [
  'time',
  'symbol',
  'side',
  'quantity',
  'price',
  'currency',
  'fee',
  'feecurrency',
  'orderid',
  'tradeid',
] as const satisfies readonly FillColumn[];
export const neededColumns: readonly FillColumn[] = fillColumns.slice(0, 5);

/** Our own columns. Nothing is guessed on the trader's behalf: a number that may be two numbers is refused. */
export const plainFills: Format = {
  id: 'fills',
  name: 'Fills',
  variants: [neededColumns],
  account: 'account',
  read: (row, rows) => {
    const columns = row.header.names.length;
    const surplus =
      row.cells.length > columns ? row.cells.slice(columns).find((cell) => cell.trim() !== '') : undefined;
    if (surplus === undefined) readFill(row, rows, utcTimes, ok);
    else row.refuse(`${columns + 1}`, tooManyValues(surplus));
  },
};

/** `toNumber` makes a plain number of the file's text, or says what is wrong with it. */
export function readFill(
  row: CsvRow,
  rows: RowSink,
  times: TimeRule,
  toNumber: (text: string) => Read<string>,
): void {
  const time = row.take('time', readTime(row.text('time'), row.now, times));
  const symbol = row.read('symbol', readSymbol);
  const side = row.read('side', readSide);
  const quantity = readNumber(row, 'quantity', toNumber, readQuantity);
  const price = readNumber(row, 'price', toNumber, readPrice);
  const priced = wholeUnit(row.either('currency', 'pricecurrency'));
  const fee = readNumber(row, 'fee', toNumber, readFee);
  // The table of fills has it under a shorter name, and is exported under that.
  const charged = wholeUnit(row.either('feecurrency', 'feein'));
  const feeCurrency = row.take('feecurrency', readFeeCurrency(charged.code, fee));
  const orderId = row.read('orderid', readOrderId);
  const tradeId = row.read('tradeid', readTradeId);
  row.addFill(rows, {
    time,
    symbol,
    side,
    quantity,
    price: price?.times(priced.unit),
    fee: fee?.times(charged.unit),
    feeCurrency,
    orderId,
    tradeId,
    priceCurrency: row.read('currency', (code) => readPriceCurrency(code, symbol), priced.code),
  });
}

function readNumber<Value>(
  row: CsvRow,
  column: FillColumn,
  toNumber: (text: string) => Read<string>,
  readText: (text: string) => Read<Value>,
): Value | undefined {
  const plain = toNumber(row.text(column));
  return row.take(column, plain.ok ? readText(plain.value) : plain);
}

function readQuantity(text: string): Read<Decimal> {
  return readPositive('Quantity', text);
}

function readPrice(text: string): Read<Decimal> {
  return readPositive('Price', text);
}

function readOrderId(text: string): Read<string | undefined> {
  return readId('Order id', text);
}

function readTradeId(text: string): Read<string | undefined> {
  return readId('Trade id', text);
}

function tooManyValues(surplus: string): string {
  return `The line has more values than the first line has columns, from ${shown(surplus)} on. Is it a decimal comma? Write 1.5, or put the value in quotation marks.`;
}
