/**
 * What the results and fees of round trips were worth in what their portfolio is measured in, each at the rate of its
 * moment: what the rate does afterwards changes none of them.
 */
import { Decimal } from './decimal.ts';
import type { Currency } from './ids.ts';
import { amountBetween, type LegRate } from './leg-rates.ts';
import type { Money, Purse } from './money.ts';
import { sumPaidIn, type PaidIn } from './paid-in.ts';

const parts = ['realised', 'fees', 'estimatedFees'] as const;
type Part = (typeof parts)[number];

/** Of each what is known, and how many legs have no rate. */
export type TripWorth = Readonly<Record<Part, PaidIn>>;

/** In its own currencies; without a worth all of it is in what the portfolio is measured in. */
export type Valued = {
  readonly realised: Decimal;
  readonly fees: Purse;
  readonly estimatedFees: Purse;
  readonly worth: TripWorth | undefined;
};

/** What a leg adds, each amount in what it was paid in where that is what the portfolio is measured in. */
export type LegResult = {
  /** In parts. */
  readonly realised: readonly Money[];
  readonly fee?: Money | undefined;
  readonly estimate?: Money | undefined;
  readonly rates: readonly LegRate[] | undefined;
};

const none: readonly Money[] = [];
const nothing: PaidIn = { known: Decimal.zero, unrated: 0 };

function worthOf({ realised, fees, estimatedFees, worth }: Valued): TripWorth {
  if (worth !== undefined) return worth;
  return {
    realised: inBase([realised]),
    fees: inBase(amountsOf(fees)),
    estimatedFees: inBase(amountsOf(estimatedFees)),
  };
}

function amountsOf(purse: Purse): readonly Decimal[] {
  return purse.map(({ amount }) => amount);
}

function inBase(amounts: readonly Decimal[]): PaidIn {
  return amounts.length === 0 ? nothing : { known: Decimal.sum(amounts), unrated: 0 };
}

/** With a leg that comes to it. `base`: what the portfolio is measured in. */
export function worthWith(
  trip: Valued,
  { realised, fee, estimate, rates }: LegResult,
  base: Currency | undefined,
): TripWorth | undefined {
  if (base === undefined) return undefined;
  const isInBase = (money: Money | undefined): boolean => money === undefined || money.currency === base;
  if (trip.worth === undefined && isInBase(fee) && isInBase(estimate) && realised.every(isInBase))
    return undefined;
  const before = worthOf(trip);
  return {
    realised: withLeg(before.realised, realised, base, rates),
    fees: withLeg(before.fees, fee === undefined ? none : [fee], base, rates),
    estimatedFees: withLeg(before.estimatedFees, estimate === undefined ? none : [estimate], base, rates),
  };
}

function withLeg(
  sum: PaidIn,
  amounts: readonly Money[],
  base: Currency,
  rates: readonly LegRate[] | undefined,
): PaidIn {
  let { known } = sum;
  for (const { currency, amount } of amounts) {
    if (amount.isZero()) continue;
    const worth = amountBetween(rates, amount, { currency, into: base });
    if (worth === undefined) return { ...sum, unrated: sum.unrated + 1 };
    known = known.plus(worth);
  }
  return { ...sum, known };
}

/** Of several round trips; undefined where all of both is in what the portfolio is measured in. */
export function plusWorth(sum: Valued, more: Valued, times: 1 | -1 = 1): TripWorth | undefined {
  if (sum.worth === undefined && more.worth === undefined) return undefined;
  const [one, other] = [worthOf(sum), worthOf(more)];
  const of = (part: Part): PaidIn => ({
    known: times === 1 ? one[part].known.plus(other[part].known) : one[part].known.minus(other[part].known),
    unrated: one[part].unrated + times * other[part].unrated,
  });
  return { realised: of('realised'), fees: of('fees'), estimatedFees: of('estimatedFees') };
}

export function sumWorth(all: readonly Valued[]): TripWorth {
  const worths = all.map(worthOf);
  const of = (part: Part): PaidIn => sumPaidIn(worths.map((worth) => worth[part]));
  return { realised: of('realised'), fees: of('fees'), estimatedFees: of('estimatedFees') };
}

/** Of what it realised, after all fees; undefined where a part has no rate. */
export function netWorth({ realised, fees, estimatedFees }: TripWorth): Decimal | undefined {
  const isKnown = realised.unrated + fees.unrated + estimatedFees.unrated === 0;
  return isKnown ? realised.known.minus(fees.known).minus(estimatedFees.known) : undefined;
}
