import { ok } from '#src/domain/result.ts';
import type { Read } from '#src/infrastructure/importing/csv/read-cell.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { checkUncontracted, readContract, readKind } from '#src/infrastructure/importing/csv/csv-contract.ts';
import { readPriceCurrency, wholeUnit } from '#src/infrastructure/importing/csv/csv-price-currency.ts';
import { readTime, utcTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import {
  readContractName,
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
  'kind',
  'base',
  'settle',
  'multiplier',
] as const satisfies readonly FillColumn[];
export const neededColumns: readonly FillColumn[] = fillColumns.slice(0, 5);

/** Our own columns. Nothing is guessed on the trader's behalf: a number that may be two numbers is refused. */
export const plainFills: Format = {
  id: 'fills',
  name: 'fills',
  variants: [neededColumns],
  account: 'account',
  read: (row, rows) => {
    const columns = row.header.names.length;
    const surplus =
      row.cells.length > columns ? row.cells.slice(columns).find((cell) => cell.trim() !== '') : undefined;
    if (surplus === undefined) readFill(row, rows, utcTimes, ok);
    else row.refuse(`${columns + 1}`, { code: 'TOO_MANY_VALUES', text: shown(surplus) });
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
  const told = readKind(row.text('kind'));
  const kind = row.take('kind', told);
  const symbol = row.read('symbol', kind === undefined ? readSymbol : readContractName);
  const side = row.read('side', readSide);
  const quantity = readNumber(row, 'quantity', toNumber, readPositive);
  const price = readNumber(row, 'price', toNumber, readPositive);
  const pricedIn = row.nameOf('currency', 'pricecurrency');
  const priced = wholeUnit(row.text(pricedIn));
  const fee = readNumber(row, 'fee', toNumber, readFee);
  // The table of fills has it under a shorter name, and is exported under that.
  const chargedIn = row.nameOf('feecurrency', 'feein');
  const charged = wholeUnit(row.text(chargedIn));
  const feeCurrency = row.take(chargedIn, readFeeCurrency(charged.code, fee));
  const orderId = row.read('orderid', readId);
  const tradeId = row.read('tradeid', readId);
  const multiplier =
    kind === undefined && row.text('multiplier') === ''
      ? undefined
      : readNumber(row, 'multiplier', toNumber, readPositive);
  const asked = { symbol, code: priced.code, column: pricedIn, multiplier };
  const contract = kind === undefined ? undefined : readContract(row, kind, asked);
  const priceCurrency =
    kind === undefined
      ? row.read(pricedIn, (code) => readPriceCurrency(code, symbol), priced.code)
      : contract?.quote;
  if (told.ok && kind === undefined) checkUncontracted(row, { symbol, priceCurrency, multiplier });
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
    priceCurrency,
    contract,
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
