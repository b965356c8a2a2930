import { Decimal } from '#src/domain/decimal.ts';
import { currency } from '#src/domain/ids.ts';
import type { ImportedContract } from '#src/domain/imported-fill.ts';
import type { Priced } from '#src/infrastructure/importing/csv/csv-amounts.ts';
import type { CsvRow } from '#src/infrastructure/importing/csv/csv-row.ts';
import { answeredTotal } from '#src/infrastructure/importing/csv/csv-totals.ts';

/** An option of the American market, by its name there, whose root comes first. */
export function usOption(name: string, multiplier: Decimal): ImportedContract {
  const [root = name] = name.split(' ');
  const usd = currency('USD');
  return { kind: 'option', base: currency(root), quote: usd, settle: usd, multiplier };
}

/** Of shares that a listed option is of, unless it was adjusted: then its amount tells. */
export const usMultiplier = Decimal.from('100');

type UsOption = {
  readonly root: string | undefined;
  /** With leading noughts, the year by its last two. */
  readonly year: string | undefined;
  readonly month: string | undefined;
  readonly date: string | undefined;
  /** `C`, `Put`. */
  readonly kind: string | undefined;
  readonly strike: string | undefined;
};

/** By the name that all of the market has for it: ACME 251017C00515000; undefined where a part is none. */
export function usOptionName({ root, year, month, date, kind, strike }: UsOption): string | undefined {
  const price = strike && Decimal.parse(strike.replaceAll(',', ''));
  if (root === undefined || month === undefined || date === undefined || !price) return undefined;
  const thousandths = price.times(Decimal.from('1000')).toString().padStart(8, '0');
  const day = `${year}${month.padStart(2, '0')}${date.padStart(2, '0')}`;
  return `${root} ${day}${kind?.slice(0, 1).toUpperCase()}${thousandths}`;
}

/** Of one share of it: what brokers charge an option is less. */
const mostCharged = Decimal.from('0.01');

type Told = {
  readonly columns: readonly [total: string, price: string];
  readonly total: Decimal | undefined;
  readonly quantity: Decimal | undefined;
  readonly price: Decimal | undefined;
};

/**
 * The price of an option, and what was paid in all where fees are in it: they are small beside it, so that a larger
 * difference is another multiplier, and asked about.
 */
export function optionTotal(
  row: CsvRow,
  { columns, total, quantity, price }: Told,
  multiplier: Decimal,
): { readonly [Key in keyof Priced]: Priced[Key] | undefined } {
  const none = { price: undefined, value: undefined };
  if (total === undefined || quantity === undefined || price === undefined) return none;
  const made = price.times(quantity).times(multiplier);
  const apart = total.minus(made).abs();
  if (apart.atMost(quantity.times(multiplier).times(mostCharged)))
    return { price, value: apart.isZero() ? undefined : total };
  const parts = `${quantity.toString()} × ${price.toString()} × ${multiplier.toString()} = ${made.toString()}`;
  const holds = answeredTotal(row, columns[0], parts);
  if (holds === undefined) return none;
  return { price, value: holds === 'total' ? total : undefined };
}
