import type { Decimal } from '#src/domain/decimal.ts';
import { currency, type Currency } from '#src/domain/ids.ts';
import { readTraded } from '#src/domain/traded-symbol.ts';
import { fromThousands, writtenAmount } from '#src/infrastructure/importing/csv/csv-prices.ts';
import type { Read } from '#src/infrastructure/importing/csv/read-cell.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { checkUncontracted, readContract, readKind } from '#src/infrastructure/importing/csv/csv-contract.ts';
import { readPriceCurrency, wholeUnit } from '#src/infrastructure/importing/csv/csv-price-currency.ts';
import { pricedByTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';
import { utcTimes } from '#src/infrastructure/importing/csv/csv-times.ts';
import {
  readContractName,
  readFee,
  readFeeCurrency,
  readId,
  readPositive,
  readSigned,
  readSymbol,
  shown,
} from '#src/infrastructure/importing/csv/csv-values.ts';
import { isMovement, isTradedStatus, readSide } from '#src/infrastructure/importing/csv/csv-words.ts';
import type { Format } from './format.ts';
import type { FillColumn } from '#src/ports/import-files.ts';
import type { TimeRule } from '#src/ports/import-files.ts';
import type { RowSink } from '#src/infrastructure/importing/csv/csv-row.ts';

/** What a fill may be told in; the first five must be, and a total will do for the price. */
export const fillColumns = [
  'time',
  'symbol',
  'side',
  'quantity',
  'price',
  'total',
  'currency',
  'fee',
  'feecurrency',
  'orderid',
  'tradeid',
  'status',
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
  variants: [neededColumns, neededColumns.map((column) => (column === 'price' ? 'total' : column))],
  account: 'account',
  read: (row, rows) => {
    const columns = row.header.names.length;
    const surplus =
      row.cells.length > columns ? row.cells.slice(columns).find((cell) => cell.trim() !== '') : undefined;
    if (surplus === undefined) readFill(row, rows, utcTimes, fromThousands);
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
  if (!checkTraded(row, rows)) return;
  const time = row.readTime('time', times);
  const told = readKind(row.text('kind'));
  const kind = row.take('kind', told);
  const symbol = row.read('symbol', kind === undefined ? readSymbol : readContractName);
  const side = row.read('side', readSide);
  const signed = readNumber(row, 'quantity', toNumber, readSigned);
  if (signed?.isNegative() === true && side === 'BUY')
    row.refuse('quantity', { code: 'SIDE_AND_SIGN_DIFFER', text: shown(row.text('quantity')) });
  const written = kind === undefined && row.text('total') !== '' ? 'total' : 'price';
  const total = written === 'total' ? readNumber(row, written, toNumber, readSigned)?.abs() : undefined;
  const isDerived = written === 'total' && row.text('price') === '';
  const price = isDerived ? undefined : readNumber(row, 'price', toNumber, readPositive);
  const pricedIn = row.nameOf('currency', 'pricecurrency');
  const priced = wholeUnit(
    row.text(pricedIn) || (writtenAmount(row.text(isDerived ? 'total' : 'price')).code ?? ''),
  );
  const fee = readNumber(row, 'fee', toNumber, readFee);
  // The table of fills has it under a shorter name, and is exported under that.
  const chargedIn = row.nameOf('feecurrency', 'feein');
  const charged = wholeUnit(row.text(chargedIn));
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
  const quoted = told.ok && kind === undefined ? quoteOf(row, symbol, priceCurrency) : contract?.quote;
  const isShare = kind === undefined && symbol !== undefined && pairQuote(symbol) === undefined;
  // A file without a column for it charges in what it prices in.
  const chargedCode = charged.code || (fee === undefined || row.has(chargedIn) ? '' : (quoted ?? ''));
  const feeCurrency = row.take(chargedIn, readFeeCurrency(chargedCode, fee));
  const paid = fee?.times(charged.unit);
  row.addFill(rows, {
    time,
    symbol,
    side,
    quantity: signed?.abs(),
    ...pricedByTotal(
      row,
      {
        columns: ['total', 'price'],
        total: valueIn(total, {
          made: price && signed && price.times(priced.unit).times(signed.abs()),
          unit: priced.unit,
          fee: feeCurrency === quoted ? paid : undefined,
          isBuy: side === 'BUY',
        }),
        quantity: signed?.abs(),
        price: price?.times(priced.unit),
      },
      'exact',
    ),
    fee: paid,
    feeCurrency,
    orderId,
    tradeId,
    priceCurrency: priceCurrency ?? (isShare ? quoted : undefined),
    contract,
  });
}

type Told = {
  /** What quantity and price make; undefined where the total stands alone. */
  readonly made: Decimal | undefined;
  /** What the price is in, of the whole currency. */
  readonly unit: Decimal;
  /** In the currency of the price. */
  readonly fee: Decimal | undefined;
  readonly isBuy: boolean;
};

/** The total before fees and in whole units, as far as the row proves that it has the fee in it, or is of whole units. */
function valueIn(total: Decimal | undefined, { made, unit, fee, isBuy }: Told): Decimal | undefined {
  const counted = total?.times(unit);
  if (total === undefined || counted === undefined || made === undefined) return counted;
  const distance = total.minus(made).abs();
  const value = counted.minus(made).abs().greaterThan(distance) ? total : counted;
  const withFee = fee === undefined ? made : isBuy ? made.plus(fee) : made.minus(fee);
  return value.equals(withFee) ? made : value;
}

function readNumber<Value>(
  row: CsvRow,
  column: FillColumn,
  toNumber: (text: string) => Read<string>,
  readText: (text: string) => Read<Value>,
): Value | undefined {
  const plain = toNumber(writtenAmount(row.text(column)).number);
  return row.take(column, plain.ok ? readText(plain.value) : plain);
}

/** What a pair or a share is priced in; of a share that no column says it of, the trader is asked. */
function quoteOf(
  row: CsvRow,
  symbol: string | undefined,
  priceCurrency: Currency | undefined,
): Currency | undefined {
  if (symbol === undefined || priceCurrency !== undefined) return priceCurrency;
  const paired = pairQuote(symbol);
  if (paired !== undefined) return paired;
  const answered = row.file.answers['currency'];
  if (answered !== undefined) return currency(answered);
  return row.ask({ id: 'currency', about: 'currency', example: symbol });
}

/** A file names few symbols, and each of them often. */
const pairQuotes = new Map<string, Currency | undefined>();
const symbolsKept = 1_000;

/** Undefined for a share. */
function pairQuote(symbol: string): Currency | undefined {
  if (pairQuotes.has(symbol)) return pairQuotes.get(symbol);
  const { pair } = readTraded({ symbol, priceCurrency: undefined });
  const quote = pair && currency(pair.quote);
  if (pairQuotes.size >= symbolsKept) pairQuotes.clear();
  pairQuotes.set(symbol, quote);
  return quote;
}

/** Whether the row tells of a trade; what is cancelled, and what moves money otherwise, is passed over. */
function checkTraded(row: CsvRow, rows: RowSink): boolean {
  const status = row.text('status');
  const side = row.text('side');
  const id = `status ${status.toUpperCase()}`;
  const answered = row.file.answers[id];
  const isTraded = answered === undefined ? isTradedStatus(status) : answered === 'traded';
  if (isTraded === undefined) row.ask({ id, about: 'status', example: shown(status) });
  else if (!isTraded) rows.skip(row, { code: 'NOT_TRADED', status: shown(status) });
  else if (row.text('quantity') === '' && isMovement(side))
    rows.skip(row, { code: 'MOVEMENT_LEFT_OUT', type: shown(side) });
  else return true;
  return false;
}
