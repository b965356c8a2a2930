import type { Decimal } from './decimal.ts';
import type { MovementRate } from './paid-in.ts';
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
