import type { Decimal } from './decimal.ts';
import type { Currency } from './ids.ts';
import type { MovementRate } from './paid-in.ts';
import { costPlaces } from './rounding.ts';

/** What was worth how much when a leg moved it: units of `into` for one unit of `currency`. */
export type LegRate = Pick<MovementRate, 'currency' | 'into' | 'rate'>;

/** An amount in another currency, at the rate of its moment; undefined where none is known. */
export function amountAt(
  rates: readonly LegRate[] | undefined,
  amount: Decimal | undefined,
  { currency, into }: Pick<LegRate, 'currency' | 'into'>,
): Decimal | undefined {
  if (currency === into || amount === undefined) return amount;
  const known = rates?.find((each) => each.currency === currency && each.into === into);
  return known && amount.times(known.rate);
}

/** Of what was worth so much at the rate of `over`: in another currency at the other rate of that. */
export function amountOver(
  rates: readonly LegRate[] | undefined,
  amount: Decimal,
  { currency, into, over }: Pick<LegRate, 'currency' | 'into'> & { readonly over: Currency },
): Decimal | undefined {
  const rateIn = (code: Currency) =>
    rates?.find((each) => each.currency === over && each.into === code)?.rate;
  const [from, to] = [rateIn(currency), rateIn(into)];
  if (from === undefined || to === undefined || !from.isPositive()) return undefined;
  return amount.times(to).dividedBy(from, costPlaces, 'half-even');
}

/**
 * An amount in another currency by the rates of one moment: that of the two, or over it where it is the other way round, or
 * those of a third currency in both, of several the one whose code comes first: not the one that was recorded first.
 * Undefined where none is known.
 */
export function amountBetween(
  rates: readonly LegRate[] | undefined,
  amount: Decimal,
  { currency, into }: Pick<LegRate, 'currency' | 'into'>,
): Decimal | undefined {
  if (currency === into) return amount;
  const known = rates?.filter(({ rate }) => rate.isPositive()) ?? [];
  const straight = amountAt(known, amount, { currency, into });
  if (straight !== undefined) return straight;
  const found = (from: Currency, to: Currency) =>
    known.find((each) => each.currency === from && each.into === to)?.rate;
  // What is divided was that many times the rate to the last digit, which its inverse may not be.
  const turned = found(into, currency);
  if (turned !== undefined) return amount.dividedBy(turned, costPlaces, 'half-even');
  const third = known
    .filter((each) => each.into === currency && found(each.currency, into) !== undefined)
    .reduce<LegRate | undefined>(
      (first, each) => (first && first.currency < each.currency ? first : each),
      undefined,
    );
  return third && amountOver(known, amount, { currency, into, over: third.currency });
}
