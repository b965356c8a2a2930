import { Decimal } from './decimal.ts';
import { costPlaces } from './rounding.ts';

/** What was paid for a quantity, or received for it, and the fees of it, in one currency. */
export type Amounts = { readonly value: Decimal; readonly fees: Decimal };

export const noAmounts: Amounts = { value: Decimal.zero, fees: Decimal.zero };

/** The share of `part` in `size`, rounded: what is left of the whole keeps the remainder. */
export function partOf<Whole extends Amounts>(whole: Whole, part: Decimal, size: Decimal): Whole {
  if (part.equals(size)) return whole;
  const of = (amount: Decimal): Decimal => amount.times(part).dividedBy(size, costPlaces, 'half-even');
  return { ...whole, value: of(whole.value), fees: of(whole.fees) };
}

export function plusAmounts<Whole extends Amounts>(whole: Whole, part: Amounts): Whole {
  return { ...whole, value: whole.value.plus(part.value), fees: whole.fees.plus(part.fees) };
}

export function lessAmounts<Whole extends Amounts>(whole: Whole, part: Amounts): Whole {
  return { ...whole, value: whole.value.minus(part.value), fees: whole.fees.minus(part.fees) };
}
