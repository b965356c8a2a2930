/** What each leg of a holding did to the sums of its round trips: what a figure of one is made of. */
import { plusMoved } from './capital-moved.ts';
import { Decimal } from './decimal.ts';
import type { Leg } from './fill-order.ts';
import type { Currency, PositionId } from './ids.ts';
import type { Holding } from './leg-effect.ts';
import { emptyPurse, PurseSum, type Purse } from './money.ts';
import type { Position } from './position.ts';
import { plusWorth, type TripWorth } from './trip-worth.ts';
import { PositionFold } from './position-fold.ts';

/** The changes of all legs add up to what the round trip says. */
export type TripChange = {
  readonly tripId: PositionId;
  /** Of cost and result. */
  readonly currency: Currency;
  readonly leg: Leg;
  readonly quantity: Decimal;
  readonly cost: Decimal;
  readonly realised: Decimal;
  readonly fees: Purse;
  /** Of that in what the portfolio is measured in; undefined where all of it is. */
  readonly worth: TripWorth | undefined;
  /** What came or went without a price had cost. */
  readonly capital: Position['capital'];
  readonly unknownFees: number;
  /** Whether a part of it was sold with a result that is not known. */
  readonly isUndecided: boolean;
};

/** Folds legs that come one by one, in their order. */
export class TripChanges {
  readonly #fold: PositionFold;
  /** Those to which more may come, as they were after the last leg. */
  #going = new Map<PositionId, Position>();

  constructor(holding: Holding) {
    this.#fold = new PositionFold(holding);
  }

  add(leg: Leg): readonly TripChange[] {
    const closed = this.#fold.add(leg);
    const unfinished = this.#fold.unfinished();
    const changes = [...new Map([...closed, ...unfinished].map((trip) => [trip.id, trip])).values()].map(
      (trip) => changeOf(leg, this.#going.get(trip.id), trip),
    );
    this.#going = new Map(unfinished.map((trip) => [trip.id, trip]));
    return changes;
  }

  /** The one that is open. */
  open(): Position | undefined {
    return this.#fold.open();
  }

  /** For those that take lots along from here. */
  departed(): ReturnType<PositionFold['departed']> {
    return this.#fold.departed();
  }
}

const noResult = { realised: Decimal.zero, fees: emptyPurse, estimatedFees: emptyPurse, worth: undefined };

function changeOf(leg: Leg, before: Position | undefined, after: Position): TripChange {
  const fees = new PurseSum();
  for (const fee of after.fees) fees.add(fee);
  for (const { currency, amount } of before?.fees ?? []) fees.add({ currency, amount: amount.negated() });
  const more = (of: (trip: Position) => Decimal): Decimal =>
    before === undefined ? of(after) : of(after).minus(of(before));
  return {
    tripId: after.id,
    currency: after.currency,
    leg,
    quantity: more(({ quantity }) => quantity),
    cost: more(({ cost }) => cost),
    realised: more(({ realised }) => realised),
    capital: plusMoved(after.capital, before?.capital, -1),
    fees: fees.purse().filter(({ amount }) => !amount.isZero()),
    worth: plusWorth(after, before ?? noResult, -1),
    unknownFees: after.unknownFees - (before?.unknownFees ?? 0),
    isUndecided: more(({ undecided }) => undecided).isPositive(),
  };
}
