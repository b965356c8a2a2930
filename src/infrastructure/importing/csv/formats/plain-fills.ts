import type { Decimal } from '#src/domain/decimal.ts';
import type { Side } from '#src/domain/fill.ts';
import { currency, type Currency } from '#src/domain/ids.ts';
import { readTraded, type TradedSymbol } from '#src/domain/traded-symbol.ts';
import { checkUnits, unitIn } from '#src/infrastructure/importing/csv/csv-units.ts';
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
import {
  isMovement,
  isMovementAlone,
  isTradedStatus,
  readSide,
} from '#src/infrastructure/importing/csv/csv-words.ts';
import type { Format } from './format.ts';
import type { Direction, FillColumn, TimeRule } from '#src/ports/import-files.ts';
import { valueId } from '#src/infrastructure/importing/csv/file-questions.ts';
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
  'level',
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
    if (surplus === undefined) readFill(row, rows, { times: utcTimes, toNumber: fromThousands });
    else row.refuse(`${columns + 1}`, { code: 'TOO_MANY_VALUES', text: shown(surplus) });
  },
};

/** How a file's rows are written. */
type FillRule = {
  readonly times: TimeRule;
  /** Makes a plain number of the file's text, or says what is wrong with it. */
  readonly toNumber: (text: string) => Read<string>;
  /** Where no column says the side. */
  readonly direction?: Direction | undefined;
  /** What a minus before a fee means: one that is paid back in our own columns, and either in those of others. */
  readonly asksOfFees?: boolean;
};

export function readFill(row: CsvRow, rows: RowSink, rule: FillRule): void {
  const { times, toNumber, direction } = rule;
  if (!checkTraded(row, rows) || (direction !== undefined && !checkSigned(row, rows))) return;
  const time = row.readTime('time', times);
  const told = readKind(row.text('kind'));
  const kind = row.take('kind', told);
  const symbol = row.read('symbol', kind === undefined ? readSymbol : readContractName);
  const named = direction === undefined ? row.read('side', readSide) : undefined;
  const signed = readNumber(row, 'quantity', toNumber, readSigned);
  const written = kind === undefined && row.text('total') !== '' ? 'total' : 'price';
  const isByTotal = direction === 'paid' || direction === 'value';
  const moved = written === 'total' || isByTotal ? readNumber(row, 'total', toNumber, readSigned) : undefined;
  const total = written === 'total' ? moved?.abs() : undefined;
  const side =
    direction === undefined ? named : sideBySign(row, direction, direction === 'quantity' ? signed : moved);
  if (signed?.isNegative() === true && side === 'BUY')
    row.refuse('quantity', { code: 'SIDE_AND_SIGN_DIFFER', text: shown(row.text('quantity')) });
  const isDerived = written === 'total' && row.text('price') === '';
  const price = isDerived ? undefined : readNumber(row, 'price', toNumber, readPositive);
  const pricedIn = row.nameOf('currency', 'pricecurrency');
  const priced = wholeUnit(row.text(pricedIn) || unitIn(row, isDerived ? 'total' : 'price'));
  const fee = signedFee(row, readNumber(row, 'fee', toNumber, readFee), rule);
  // The table of fills has it under a shorter name, and is exported under that.
  const chargedIn = row.nameOf('feecurrency', 'feein');
  const charged = wholeUnit(row.text(chargedIn) || unitIn(row, 'fee'));
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
  const isShare = kind === undefined && symbol !== undefined && pairOf(symbol) === undefined;
  checkUnits(row, {
    price: row.text(pricedIn),
    fee: row.text(chargedIn),
    total: quoted,
    base: kind === undefined && symbol !== undefined ? pairOf(symbol)?.base : undefined,
    share: isShare ? symbol : undefined,
  });
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

/** Where nothing in the file has a sign, all of it is on the side that the trader answers. */
function sideBySign(row: CsvRow, direction: Direction, signed: Decimal | undefined): Side | undefined {
  if (signed === undefined) return undefined;
  const answered = row.file.answers['direction'];
  if (answered === 'BUY' || answered === 'SELL') return answered;
  return signed.isNegative() === (direction === 'paid') ? 'BUY' : 'SELL';
}

/** Positive where it is paid. */
function signedFee(
  row: CsvRow,
  fee: Decimal | undefined,
  { asksOfFees = false }: FillRule,
): Decimal | undefined {
  const answered = row.file.answers['fees'];
  if (!asksOfFees || fee === undefined || answered === 'received') return fee;
  if (answered === 'paid') return fee.negated();
  if (fee.isNegative()) row.ask({ id: 'fees', about: 'fee', example: shown(row.text('fee')) });
  return fee;
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
  const pair = pairOf(symbol);
  if (pair !== undefined) return currency(pair.quote);
  const answered = row.file.answers['currency'];
  if (answered !== undefined) return currency(answered);
  return row.ask({ id: 'currency', about: 'currency', example: symbol });
}

type Pair = TradedSymbol['pair'];

/** A file names few symbols, and each of them often. */
const pairs = new Map<string, Pair>();
const symbolsKept = 1_000;

/** Undefined for a share. */
function pairOf(symbol: string): Pair {
  if (pairs.has(symbol)) return pairs.get(symbol);
  const { pair } = readTraded({ symbol, priceCurrency: undefined });
  if (pairs.size >= symbolsKept) pairs.clear();
  pairs.set(symbol, pair);
  return pair;
}

/** Whether rows of its kind count, as the trader says of each kind. */
function checkLevel(row: CsvRow, rows: RowSink): boolean {
  if (!row.has('level')) return true;
  const level = row.text('level');
  const id = valueId('level', level);
  const answered = row.file.answers[id];
  if (answered === undefined) row.ask({ id, about: 'level', example: shown(level) });
  else if (answered === 'passed') rows.skip(row, { code: 'LEFT_OUT', text: shown(level) });
  return answered === 'counts';
}

/** Whether the row tells of a trade; what is cancelled, and what moves money otherwise, is passed over. */
function checkTraded(row: CsvRow, rows: RowSink): boolean {
  if (!checkLevel(row, rows)) return false;
  const status = row.text('status');
  const side = row.text('side');
  const id = valueId('status', status);
  const answered = row.file.answers[id];
  const isTraded = answered === undefined ? isTradedStatus(status) : answered === 'traded';
  if (isTraded === undefined) row.ask({ id, about: 'status', example: shown(status) });
  else if (!isTraded) rows.skip(row, { code: 'NOT_TRADED', status: shown(status) });
  else if (row.text('quantity') === '' && isMovement(side))
    rows.skip(row, { code: 'MOVEMENT_LEFT_OUT', type: shown(side) });
  else return true;
  return false;
}

/**
 * A file whose sides a sign tells has money that moved under the same columns: a dividend has a quantity and an amount
 * as a sale does. What another column calls so is passed over, unless the trader said which kinds of rows count.
 */
function checkSigned(row: CsvRow, rows: RowSink): boolean {
  if (row.file.answers['direction'] === 'neither') {
    rows.skip(row, { code: 'NO_TRADES' });
    return false;
  }
  const mapped = new Set(row.header.places.values());
  const word = row.has('level')
    ? undefined
    : row.cells.find((cell, place) => !mapped.has(place) && isMovementAlone(cell.trim()));
  if (word !== undefined) rows.skip(row, { code: 'MOVEMENT_LEFT_OUT', type: shown(word) });
  return word === undefined;
}
