import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { Column, CsvHeader } from './csv-header.ts';
import {
  readFee,
  readFeeCurrency,
  readOrderId,
  readPositive,
  readSide,
  readSymbol,
  readTime,
  shown,
} from './csv-values.ts';

export type RowProblem = { readonly line: number; readonly column: string; readonly message: string };

/** One row of the file: a fill, or everything that is wrong with it. */
export function readRow(
  cells: readonly string[],
  { width, places }: CsvHeader,
  line: number,
  now: number,
): Result<ImportedFill, readonly RowProblem[]> {
  const surplus = cells.slice(width).find((cell) => cell.trim() !== '');
  if (surplus !== undefined) {
    const message = `The line has more values than the first line has columns, from ${shown(surplus)} on. Is it a decimal comma? Write 1.5, or put the value in quotation marks.`;
    return err([{ line, column: `${width + 1}`, message }]);
  }
  const problems: RowProblem[] = [];

  function read<Value>(column: Column, readText: (text: string) => Result<Value, string>): Value | undefined {
    const place = places.get(column);
    const answer = readText(place === undefined ? '' : (cells[place] ?? '').trim());
    if (answer.ok) return answer.value;
    problems.push({ line, column, message: answer.error });
    return undefined;
  }

  const time = read('time', (text) => readTime(text, now));
  const symbol = read('symbol', readSymbol);
  const side = read('side', readSide);
  const quantity = read('quantity', (text) => readPositive('Quantity', text));
  const price = read('price', (text) => readPositive('Price', text));
  const fee = read('fee', readFee);
  const feeCurrency = read('fee currency', (text) => readFeeCurrency(text, fee));
  const orderId = read('order id', readOrderId);
  if (
    problems.length > 0 ||
    time === undefined ||
    symbol === undefined ||
    side === undefined ||
    quantity === undefined ||
    price === undefined
  ) {
    return err(problems);
  }
  return ok({ line, time, symbol, side, quantity, price, fee, feeCurrency, orderId });
}
