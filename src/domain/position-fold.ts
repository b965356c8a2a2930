/** How legs fold into round trips (see `position.ts`). */
import { Decimal } from './decimal.ts';
import { begunBy, mayBeShort, nextTrip, withoutRest } from './begun-trip.ts';
import type { Leg, Rated } from './fill-order.ts';
import type { HeldMovement } from './held.ts';
import { boughtBy, carried, costsIn, paidIn, tradedIn } from './in-trip.ts';
import { effectOf, split, type Effect, type Holding } from './leg-effect.ts';
import { noLots, OpenLots, type Lot, type LotChanges } from './lots.ts';
import type { LastTrip, Position } from './position.ts';
import {
  momentOf,
  plusTraded,
  splitTrip,
  sumsOf,
  withEffect,
  withResult,
  type Sums,
} from './position-change.ts';
import { costPlaces } from './rounding.ts';
import type { CarriedLot } from './tax-lot.ts';
import { worthWith } from './trip-worth.ts';

const none: readonly Position[] = [];

/**
 * How much of what is open the legs can take at most: lots that hold so much are all that they need. A leg that adds
 * needs none, but where lots are pooled.
 */
export function mostTaken(position: Position, legs: readonly Leg[], holding: Holding): Decimal {
  const all = position.quantity.abs();
  // A split and what is paid back change every lot, and so may the first trade: it says in what they are priced.
  if (position.method === 'AVERAGE' || !position.hasTraded) return all;
  if (legs.some((leg) => changesEveryLot(leg) || bringsOlder(leg))) return all;
  const moved = legs.map((leg) => effectOf(leg, holding)?.moved ?? Decimal.zero);
  return Decimal.sum(moved.filter((each) => each.sign() === -position.quantity.sign())).abs();
}

/** What was bought elsewhere before stands in front of what is younger. */
function bringsOlder(leg: Leg): boolean {
  return leg.source === 'ledger' && (leg.acquiredAt !== undefined || leg.arrived !== undefined);
}

function changesEveryLot(leg: Leg): boolean {
  return leg.source === 'ledger' && (leg.ratio ?? leg.share ?? leg.returned) !== undefined;
}

/** Folds legs that come one by one, in their order, on from the last round trip (undefined before the first). */
export class PositionFold {
  readonly #holding: Holding;
  readonly #lots: OpenLots;
  #last: Position | undefined;
  #departed: readonly CarriedLot[] = [];

  constructor(holding: Holding, last?: LastTrip) {
    const open = last?.position.closedAt === undefined ? last : undefined;
    this.#holding = holding;
    this.#lots = new OpenLots(
      open?.position.method ?? holding.method,
      open?.lots ?? noLots,
      open?.position.quantity ?? Decimal.zero,
    );
    this.#last = last?.position;
  }

  /** The round trips that the leg ended: nothing more comes to them. */
  add(leg: Leg): readonly Position[] {
    if (leg.source === 'ledger' && changesEveryLot(leg)) {
      this.#departed = [];
      this.#reshape(leg);
      return none;
    }
    const effect = effectOf(leg, this.#holding);
    if (effect === undefined) return none;
    if (leg.source !== 'ledger') return this.#fold(effect);
    this.#departed = [];
    if (leg.arrived === undefined) return this.#fold(effect);
    return leg.arrived.flatMap(({ quantity: moved, paid, costs, bought, openedAt: acquiredAt }) =>
      this.#fold({
        ...effect,
        moved,
        paid: paid?.value,
        currency: paid?.currency,
        costs,
        bought,
        acquiredAt,
      }),
    );
  }

  /** What the last linked leg took along. */
  departed(): readonly CarriedLot[] {
    return this.#departed;
  }

  #fold(effect: Effect): readonly Position[] {
    const before = this.#last;
    const touched = this.#apply(effect);
    const last = touched.at(-1);
    this.#last = last;
    const isPassed = before !== undefined && isAllMissing(before) && touched[0]?.sequence !== before.sequence;
    // Most legs close nothing.
    if (!isPassed && touched.length === 1 && last?.closedAt === undefined) return none;
    const closed = touched.filter((position) => position.closedAt !== undefined && !isAllMissing(position));
    return isPassed ? [before, ...closed] : closed;
  }

  /** The round trip that goes on; undefined when flat. */
  open(): Position | undefined {
    return this.#last?.closedAt === undefined ? this.#last : undefined;
  }

  /** The last one, where more may come to it: it is open, or all of it was sold and never came in. */
  unfinished(): readonly Position[] {
    const last = this.#last;
    return last !== undefined && (last.closedAt === undefined || isAllMissing(last)) ? [last] : none;
  }

  /** What all legs did to the lots that were open before the first of them. */
  lotChanges(): LotChanges {
    return this.#lots.changes();
  }

  /** A split, a share of the cost that goes along, or cash that was paid back: what is not held is not changed by it. */
  #reshape({ id, time, ratio, share, returned, rates }: HeldMovement & Rated): void {
    const open = this.open();
    if (open === undefined) return;
    const origin = { entryId: id };
    if (share !== undefined) {
      const gone = this.#lots.spinOff(share);
      this.#departed = gone.map((lot) => carried(lot, open));
      const cost = open.cost.minus(Decimal.sum(gone.flatMap((lot) => lot.cost ?? [])));
      this.#last = { ...open, cost, updatedAt: momentOf(open, { time }), last: origin };
    } else if (ratio !== undefined) {
      this.#last = splitTrip(open, { ratio, time, origin }, this.#lots.split(ratio));
    } else if (returned?.currency === open.currency) {
      const { lowered, over } = this.#lots.lower(returned.amount);
      const moment = momentOf(open, { time });
      const cost = open.cost.minus(lowered);
      const hasTraded = open.hasTraded || !over.isZero();
      const gain = { currency: open.currency, amount: over };
      const worth = worthWith(open, { realised: [gain], rates }, this.#holding.base);
      const realised = open.realised.plus(over);
      this.#last = { ...open, cost, realised, worth, hasTraded, updatedAt: moment, last: origin };
    }
  }

  #apply(effect: Effect): readonly Position[] {
    const { moved } = effect;
    const going = this.open();
    const isUnseen = going === undefined && moved.isNegative() && !mayBeShort(this.#holding, effect);
    if (isUnseen) {
      const last = this.#last;
      const missing = last !== undefined && isAllMissing(last) ? last : this.#next(effect);
      return [this.#leaveUnseen(missing, effect, moved.abs())];
    }
    const open = going === undefined ? this.#next(effect) : begunBy(effect, going);
    if (moved.isZero() || open.quantity.sign() !== -moved.sign()) return [this.#enter(open, effect)];
    const size = moved.abs();
    const held = open.quantity.abs();
    if (size.atMost(held)) return withoutRest(this.#holding, this.#leave(open, effect), effect);
    if (!mayBeShort(this.#holding, effect)) return [this.#leaveUnseen(open, effect, size.minus(held))];
    const [closing, opening] = split(effect, held, size);
    const closed = this.#leave(open, closing);
    this.#last = closed;
    return [closed, this.#enter(this.#next(effect), opening)];
  }

  #with(trip: Position, effect: Effect, sums: Sums, sold?: Decimal): Position {
    return withEffect(trip, effect, sums, { base: this.#holding.base, sold });
  }

  #next(effect: Effect): Position {
    return nextTrip(this.#holding, this.#last, effect);
  }

  /** Its first trade says what a round trip is priced in, and until then the first cost that was told. */
  #priced(trip: Position, { isTrade, isPayment: pays, listing, paid, currency }: Effect): Position {
    if (trip.hasTraded || (pays && !trip.cost.isZero())) return trip;
    if (isTrade) {
      if (trip.currency === listing.settle) return { ...trip, instrumentId: listing.id };
      // What dust cost is known in that currency alone.
      if (trip.dustBelow !== undefined) return trip;
      const sums = this.#lots.reprice(trip.currency, listing.settle);
      return { ...trip, ...sums, instrumentId: listing.id, currency: listing.settle };
    }
    const isTold = !pays && paid !== undefined && currency !== undefined && currency !== trip.currency;
    if (!isTold || !trip.cost.isZero()) return trip;
    const told = this.#holding.listingIn?.(currency);
    return told === undefined ? trip : { ...trip, instrumentId: told.id, currency };
  }

  #enter(open: Position, effect: Effect): Position {
    const { moved } = effect;
    const trip = this.#priced(open, effect);
    const paid = paidIn(trip, effect);
    const entered = plusTraded(trip.entered, tradedIn(trip, effect));
    const dustBelow = effect.isTrade ? undefined : trip.dustBelow;
    if (moved.isZero()) {
      // The fee in kind took all that was bought: what was paid for it is lost.
      const realised = paid === undefined ? trip.realised : trip.realised.minus(paid);
      return this.#with(trip, effect, { ...sumsOf(trip), entered, realised, dustBelow }, effect.paid);
    }
    this.#lots.add({
      origin: effect.origin,
      openedAt: effect.acquiredAt ?? momentOf(trip, effect),
      quantity: moved,
      cost: paid,
      costs: costsIn(trip, effect),
      bought: boughtBy(this.#holding, effect),
    });
    return this.#with(trip, effect, {
      quantity: trip.quantity.plus(moved),
      uncosted: paid === undefined ? trip.uncosted.plus(moved) : trip.uncosted,
      cost: paid === undefined ? trip.cost : trip.cost.plus(paid),
      realised: trip.realised,
      undecided: trip.undecided,
      unseen: trip.unseen,
      entered,
      left: trip.left,
      dustBelow,
    });
  }

  #leave(open: Position, effect: Effect): Position {
    const trip = this.#priced(open, effect);
    const size = effect.moved.abs();
    const { uncosted, cost, realised, undecided, sold } = this.#taken(trip, effect, size, size);
    const sums = {
      quantity: trip.quantity.plus(effect.moved),
      uncosted,
      cost,
      realised,
      undecided,
      unseen: trip.unseen,
      entered: trip.entered,
      left: plusTraded(trip.left, tradedIn(trip, effect)),
      dustBelow: trip.dustBelow,
    };
    const left = this.#with(trip, effect, sums, sold);
    return withResult(left, effect);
  }

  /** What is held, and `more` of what nobody saw come in. */
  #leaveUnseen(open: Position, effect: Effect, more: Decimal): Position {
    const trip = this.#priced(open, effect);
    const size = effect.moved.abs();
    const { sold, ...taken } = this.#taken(trip, effect, trip.quantity.abs(), size);
    const sums = {
      ...sumsOf(trip),
      ...taken,
      left: plusTraded(trip.left, tradedIn(trip, effect)),
      quantity: Decimal.zero,
      undecided: effect.paid === undefined ? taken.undecided : taken.undecided.plus(more),
      unseen: trip.unseen.plus(more),
    };
    const left = this.#with(trip, effect, sums, sold);
    return withResult(left, effect);
  }

  /** What `size` of the lots does to the sums, where `whole` leaves for what is paid. */
  #taken(trip: Position, effect: Effect, size: Decimal, whole: Decimal): Taken {
    const pieces: Lot[] | undefined = effect.takesLots ? [] : undefined;
    const { cost, uncosted } = this.#lots.take(size, pieces);
    if (pieces !== undefined) this.#departed = pieces.map((lot) => carried(lot, trip));
    const costed = uncosted.isZero() ? size : size.minus(uncosted);
    const sums = {
      uncosted: trip.uncosted.isNegative() ? trip.uncosted.plus(uncosted) : trip.uncosted.minus(uncosted),
      cost: trip.cost.minus(cost),
    };
    // What leaves to be held elsewhere takes its lots along: nothing was gained by it, and nothing lost.
    const leavesWhole = effect.takesLots || (!trip.quantity.isNegative() && effect.isSpunOff !== true);
    if (effect.paid === undefined && leavesWhole && !effect.isTrade)
      return { ...sums, realised: trip.realised, undecided: trip.undecided, sold: undefined };
    const paid = paidIn(trip, effect);
    if (paid === undefined)
      return { ...sums, realised: trip.realised, undecided: trip.undecided.plus(size), sold: undefined };
    const isWhole = costed === whole || costed.equals(whole);
    const forCosted = (of: Decimal): Decimal =>
      isWhole ? of : of.times(costed).dividedBy(whole, costPlaces, 'half-even');
    const brought = forCosted(paid);
    return {
      ...sums,
      realised: trip.realised.minus(brought).minus(cost),
      undecided: trip.undecided.plus(uncosted),
      sold: paid === effect.paid ? brought : effect.paid && forCosted(effect.paid),
    };
  }
}

type Taken = Pick<Position, 'uncosted' | 'cost' | 'realised' | 'undecided'> & {
  /** In what it was sold for: of that how much is for what had a cost. */
  readonly sold: Decimal | undefined;
};

/** Whether nothing of it ever came in, as far as the record knows: what is sold next without a purchase belongs to it. */
function isAllMissing({ closedAt, entered, unseen, undecided, realised }: Position): boolean {
  return (
    closedAt !== undefined &&
    !unseen.isZero() &&
    undecided.equals(unseen) &&
    entered.quantity.isZero() &&
    realised.isZero()
  );
}
