/** What a leg makes of the sums of the round trip that it meets (see `position-fold.ts`). */
import { partMoved, plusCost } from './capital-moved.ts';
import type { Decimal } from './decimal.ts';
import type { Currency } from './ids.ts';
import { feeIn, paidIn } from './in-trip.ts';
import type { Effect } from './leg-effect.ts';
import { isMargined } from './instrument.ts';
import type { SplitRatio } from './ledger.ts';
import { scaled, type Origin } from './lots.ts';
import { addToPurse, type Money } from './money.ts';
import type { Position, Traded } from './position.ts';
import { worthWith } from './trip-worth.ts';

export function momentOf({ updatedAt }: Position, { time }: Pick<Effect, 'time'>): number {
  return Math.max(updatedAt, time);
}

/** What a leg may change. All of it, so that every one has the same shape: one is made for each fill of a history. */
export type Sums = Pick<
  Position,
  'quantity' | 'uncosted' | 'cost' | 'realised' | 'undecided' | 'unseen' | 'entered' | 'left' | 'dustBelow'
>;

export function sumsOf({
  quantity,
  uncosted,
  cost,
  realised,
  undecided,
  unseen,
  entered,
  left,
  dustBelow,
}: Position): Sums {
  return { quantity, uncosted, cost, realised, undecided, unseen, entered, left, dustBelow };
}

/** `base`: what the portfolio is measured in; `sold`: signed as `paid`, how much of that is for what had a cost. */
export function withEffect(
  trip: Position,
  effect: Effect,
  sums: Sums,
  { base, sold }: { readonly base: Currency | undefined; readonly sold: Decimal | undefined },
): Position {
  const { inKind, isFeeUnknown } = effect;
  const fee = feeIn(trip, effect, effect.fee);
  const estimate = feeIn(trip, effect, effect.estimate);
  const inCash = fee === undefined || fee.amount.isZero() || !inKind.isZero() ? undefined : fee;
  const moment = momentOf(trip, effect);
  return {
    ...trip,
    quantity: sums.quantity,
    uncosted: sums.uncosted,
    cost: sums.cost,
    realised: sums.realised,
    undecided: sums.undecided,
    unseen: sums.unseen,
    entered: sums.entered,
    left: sums.left,
    dustBelow: sums.dustBelow,
    fees: inCash === undefined ? trip.fees : addToPurse(trip.fees, inCash),
    estimatedFees: estimate === undefined ? trip.estimatedFees : addToPurse(trip.estimatedFees, estimate),
    worth: worthWith(
      trip,
      {
        realised: realisedBy(trip, effect, sums, { base, sold }),
        fee: inCash && ownIn(base, effect.fee, inCash),
        estimate: estimate && ownIn(base, effect.estimate, estimate),
        rates: effect.rates,
      },
      base,
    ),
    capital: base === undefined ? trip.capital : capitalWith(trip, effect, sums, base),
    feesInKind: trip.feesInKind.plus(inKind),
    hasTraded: trip.hasTraded || effect.isTrade,
    unknownFees: trip.unknownFees + (isFeeUnknown ? 1 : 0),
    updatedAt: moment,
    closedAt: sums.quantity.isZero() ? moment : undefined,
    last: effect.origin,
  };
}

/** In what it was charged in where that is what the portfolio is measured in: no rate changes it then. */
function ownIn(base: Currency | undefined, own: Money | undefined, inTrip: Money): Money {
  return own !== undefined && own.currency === base ? own : inTrip;
}

/** What was sold for money of the portfolio brought that, and what it had cost is in the currency of the round trip. */
function realisedBy(
  trip: Position,
  { currency }: Effect,
  sums: Sums,
  { base, sold }: { readonly base: Currency | undefined; readonly sold: Decimal | undefined },
): readonly Money[] {
  const isOwn = sold !== undefined && currency === base && trip.currency !== base;
  if (!isOwn || currency === undefined)
    return [{ currency: trip.currency, amount: sums.realised.minus(trip.realised) }];
  return [
    { currency, amount: sold.negated() },
    { currency: trip.currency, amount: sums.cost.minus(trip.cost) },
  ];
}

/**
 * What came in had the cost that was told, and what went that of its lots. What has a price realises, and of a contract nothing
 * was paid.
 */
function capitalWith(trip: Position, effect: Effect, sums: Sums, base: Currency): Position['capital'] {
  const { outside, moved, paid, currency = trip.currency, rates, listing } = effect;
  if (outside === undefined) return trip.capital;
  const isIn = moved.isPositive();
  const part = partMoved(outside, isIn);
  const change = { currency: trip.currency, amount: sums.cost.minus(trip.cost) };
  if (outside === 'adjusted') {
    if (isMargined(listing) || change.amount.isZero()) return trip.capital;
    // What came for a told cost, and not into what was sold short.
    const told =
      paid && paidIn(trip, effect)?.equals(change.amount) === true ? { currency, amount: paid } : undefined;
    return plusCost(trip.capital, { part, cost: ownIn(base, told, change), rates }, base);
  }
  const isKnown = sums.uncosted.equals(trip.uncosted) && sums.unseen.equals(trip.unseen);
  const moving = isKnown ? { ...change, amount: change.amount.abs() } : undefined;
  // What lots that were brought along cost is known in what they are priced in here.
  const isTold = isIn && !effect.takesLots;
  const cost = isTold ? paid && { currency, amount: paid } : moving;
  return plusCost(trip.capital, { part, cost, rates }, base);
}

export function plusTraded(sum: Traded, { quantity, value }: Traded): Traded {
  return { quantity: sum.quantity.plus(quantity), value: sum.value.plus(value) };
}

/** All quantities are in what there is after it, those of before too; what was paid is as it was. */
export function splitTrip(
  trip: Position,
  { ratio, ...leg }: { readonly ratio: SplitRatio; readonly time: number; readonly origin: Origin },
  { quantity, uncosted }: Pick<Position, 'quantity' | 'uncosted'>,
): Position {
  const of = (amount: Decimal): Decimal => scaled(amount, ratio);
  return {
    ...trip,
    quantity,
    uncosted,
    undecided: of(trip.undecided),
    unseen: of(trip.unseen),
    feesInKind: of(trip.feesInKind),
    entered: { ...trip.entered, quantity: of(trip.entered.quantity) },
    left: { ...trip.left, quantity: of(trip.left.quantity) },
    updatedAt: momentOf(trip, leg),
    last: leg.origin,
  };
}

/**
 * What is lost, or left for an amount without a trade, has a result as a trade has. Until that is known, the first trade may
 * still say in what the round trip is priced.
 */
export function withResult(trip: Position, effect: Effect): Position {
  return trip.hasTraded || paidIn(trip, effect) === undefined ? trip : { ...trip, hasTraded: true };
}
