import { Decimal } from '#src/domain/decimal.ts';
import { pricedBy, unpriced, type Priced } from './csv-amounts.ts';
import type { CsvRow } from './csv-row.ts';
import { shown } from './csv-values.ts';

/** A quantity of fewer places is not rounded. */
const roundedQuantityPlaces = 4;
/** Of a price that is written without. */
const pricePlaces = 2;

type Total = {
  /** Where it stands, and the price. */
  readonly columns: readonly [total: string, price: string];
  /** Undefined where the row tells none. */
  readonly total: Decimal | undefined;
  readonly quantity: Decimal | undefined;
  readonly price: Decimal | undefined;
  /** Fractions of a share are rounded, however few places they have. */
  readonly hasFractions?: boolean;
};

/**
 * The price of a row that tells a total beside it, which has to be what price and quantity make, as far as they are
 * written. The price is `exact` where the source trades at it, and else follows from the total.
 */
export function pricedByTotal(
  row: CsvRow,
  { columns, total, quantity, price, hasFractions = false }: Total,
  written: 'exact' | 'rounded',
): { readonly [Key in keyof Priced]: Priced[Key] | undefined } {
  if (quantity === undefined || quantity.isZero()) return unpriced;
  if (total === undefined || total.isZero())
    return price === undefined ? unpriced : { price, value: undefined };
  if (price === undefined || price.isZero()) return pricedBy(total, quantity);
  const made = price.times(quantity);
  if (made.equals(total)) return { price, value: undefined };
  const [ofTotal, ofPrice] = columns.map((column) => placesOf(row.text(column)));
  const rounded = [
    lastOf(ofTotal ?? 0),
    written === 'exact' ? Decimal.zero : lastOf(ofPrice || pricePlaces).times(quantity),
    quantity.decimalPlaces() < (hasFractions ? 1 : roundedQuantityPlaces)
      ? Decimal.zero
      : lastOf(quantity.decimalPlaces()).times(price),
  ];
  const differs = total.minus(made).abs().greaterThan(Decimal.sum(rounded));
  const parts = `${quantity.toString()} × ${price.toString()} = ${made.toString()}`;
  const holds = differs ? answeredTotal(row, columns[0], parts) : undefined;
  if (differs && holds === undefined) return unpriced;
  if (holds === 'parts') return { price, value: undefined };
  if (holds === 'total' || written === 'rounded') return pricedBy(total, quantity);
  return { price, value: total };
}

/**
 * Which of them holds where a sum is not what its parts make; `parts` where it is. Each of them may be rounded, to
 * `places` at least. Undefined where it is asked, or the row is left out.
 */
export function checkSum(
  row: CsvRow,
  column: string,
  sum: { readonly total: Decimal; readonly parts: readonly Decimal[]; readonly places: number },
): 'total' | 'parts' | undefined {
  const { total, parts, places } = sum;
  const made = Decimal.sum(parts);
  const tolerance = lastOf(places).times(Decimal.fromInteger(parts.length));
  if (!total.minus(made).abs().greaterThan(tolerance)) return 'parts';
  return answeredTotal(
    row,
    column,
    `${parts.map(String).join(' + ').replaceAll('+ -', '− ')} = ${made.toString()}`,
  );
}

/** Of what was exchanged: what a broker takes for it where no column tells that. */
const exchangeCharge = Decimal.from('0.01');

type Converted = {
  readonly columns: readonly [total: string, price: string];
  /** In the currency of the account, without charges. */
  readonly paid: Decimal;
  readonly quantity: Decimal;
  /** Of the whole currency, and what one of what it is written in is of that: a penny is 0.01. */
  readonly price: Decimal;
  readonly unit: Decimal;
  readonly rate: Decimal;
};

/**
 * What was paid for what is priced in another currency: by the rate it has to be price × quantity, but for what is
 * rounded and charged, and is that where the trader says so. Rates of pence are told of pence or of pounds, and those of
 * some files the other way round. Undefined where it is asked, or the row is left out.
 */
export function checkExchange(
  row: CsvRow,
  { columns: [total, column], paid, quantity, price, unit, rate }: Converted,
): Decimal | undefined {
  const prices = [price.per(unit), price];
  const byRate = prices.map((each) => ({
    price: each,
    made: each.times(quantity).per(rate),
  }));
  const turned = prices.map((each) => each.times(quantity).times(rate));
  const lastOfPrice = lastOf(placesOf(row.text(column)) || pricePlaces).times(unit);
  const share = exchangeCharge.plus(lastOfPrice.per(price));
  const isPaid = (made: Decimal) =>
    paid
      .minus(made)
      .abs()
      .atMost(made.times(share).plus(lastOf(pricePlaces)));
  if (byRate.some(({ made }) => isPaid(made)) || turned.some(isPaid)) return paid;
  const [one, other] = byRate;
  if (one === undefined || other === undefined) return undefined;
  const isOther = paid.minus(one.made).abs().greaterThan(paid.minus(other.made).abs());
  const near = isOther ? other : one;
  const made = near.made.roundTo(pricePlaces, 'half-even');
  const parts = `${quantity.toString()} × ${near.price.toString()} ÷ ${rate.toString()} = ${made.toString()}`;
  const holds = answeredTotal(row, total, parts);
  return holds === 'parts' ? made : holds && paid;
}

/** As the trader answered: the total, its `parts`, or neither (`leave`). */
export function answeredTotal(row: CsvRow, column: string, parts: string): 'total' | 'parts' | undefined {
  const answer = row.file.answers['totals'];
  if (answer === 'total' || answer === 'parts') return answer;
  const text = row.text(column);
  if (answer === 'leave') row.refuse(column, { code: 'TOTAL_DIFFERS', text: shown(text), parts });
  else row.ask({ id: 'totals', about: 'total', line: row.line, example: `${parts} ≠ ${shown(text)}` });
  return undefined;
}

/** How many places a number is written with, whatever its decimal sign. */
function placesOf(text: string): number {
  return /[.,](\d+)[^.,\d]*$/.exec(text)?.[1]?.length ?? 0;
}

function lastOf(places: number): Decimal {
  return Decimal.from(`1e-${places}`);
}
