import type { LotMethod } from './account.ts';
import { Decimal } from './decimal.ts';
import type { Fill, Side } from './fill.ts';
import { roundTripId, type AccountId, type FillId, type InstrumentId, type PositionId } from './ids.ts';
import { notionalOf, type Instrument } from './instrument.ts';
import { isFeeInKind } from './ledger.ts';
import { noLots, OpenLots, type HeldLots, type LotChanges } from './lots.ts';
import { addToPurse, emptyPurse, type Money, type Purse } from './money.ts';
import { costPlaces } from './rounding.ts';

/**
 * One round trip in one instrument: from flat, through any number of fills, to flat again. A fill that crosses
 * zero closes one and opens the next. All amounts are in the instrument's settle currency.
 *
 * Invariants: `quantity` and `cost` are the sums over its open lots (see `lots.ts`), which only the last round trip
 * can have; every amount that leaves `cost` enters `realised`, so cash + cost − realised stays what was paid in, to
 * the last digit.
 */
export type Position = {
  readonly id: PositionId;
  readonly accountId: AccountId;
  readonly instrumentId: InstrumentId;
  /** Counts the round trips of this account and instrument from 1. */
  readonly sequence: number;
  readonly method: LotMethod;
  /** The side that opened it: BUY for a long round trip, SELL for a short one. */
  readonly side: Side;
  /** Positive is long, negative is short. */
  readonly quantity: Decimal;
  /** What the open quantity cost; negative for a short (what it brought in). */
  readonly cost: Decimal;
  /** Before fees. */
  readonly realised: Decimal;
  /** Paid in cash, by currency. Fees in kind are in `cost` already. */
  readonly fees: Purse;
  readonly feesInKind: Decimal;
  /** Fills whose fee the venue has not told. */
  readonly unknownFees: number;
  /** Sums over the fills that entered and that left, as quantities and as notionals. */
  readonly entered: Traded;
  readonly left: Traded;
  /** Moments of fills (see `fill-order.ts`): the venue's times, which never run backwards here. */
  readonly openedAt: number;
  readonly updatedAt: number;
  readonly closedAt: number | undefined;
  readonly lastFillId: FillId;
};

export type Traded = { readonly quantity: Decimal; readonly value: Decimal };

const nothing: Traded = { quantity: Decimal.zero, value: Decimal.zero };

type AppliedFill = {
  /** Positions that the fill touched, the closed one first. */
  readonly touched: readonly Position[];
  /** The round trip that goes on; undefined when flat. The next fill is applied to the last touched one. */
  readonly last: Position;
};

/**
 * Applies one fill to the last round trip of its account and instrument (undefined before the first). Fills must
 * come in the order of `fill-order.ts`; `comesAfter` there tells whether one does.
 */
function step(
  last: Position | undefined,
  fill: Fill,
  instrument: Instrument,
  method: LotMethod,
  lots: OpenLots,
): AppliedFill {
  const inKind = inKindOf(fill, instrument);
  const moved = movedBy(fill, inKind);
  const notional = notionalOf(instrument, fill.quantity, fill.price);
  const paid = fill.side === 'BUY' ? notional : notional.negated();
  const moment = last === undefined ? fill.time : Math.max(last.updatedAt, fill.time);
  const effect: Effect = { fill, moment, moved, paid, notional, inKind };
  const open = last === undefined || last.quantity.isZero() ? nextRoundTrip(last, effect, method) : last;
  if (open.quantity.isZero() || moved.isZero() || open.quantity.sign() === moved.sign()) {
    return one(enter(open, effect, lots));
  }
  const size = moved.abs();
  const held = open.quantity.abs();
  if (size.atMost(held)) return one(leave(open, effect, lots));
  const [closing, opening] = split(effect, held, size);
  const closed = leave(open, closing, lots);
  const opened = enter(nextRoundTrip(closed, effect, method), opening, lots);
  return { touched: [closed, opened], last: opened };
}

/** The last round trip of an account and instrument, and of its lots what the fills that come need. */
export type LastTrip = { readonly position: Position; readonly lots: HeldLots };

/**
 * How much of what is open the fills can take at most: lots that hold so much are all that they need. A fill that adds
 * needs none, but where lots are pooled.
 */
export function mostTaken(position: Position, fills: readonly Fill[], instrument: Instrument): Decimal {
  if (position.method === 'AVERAGE') return position.quantity.abs();
  const moved = fills.map((fill) => movedBy(fill, inKindOf(fill, instrument)));
  return Decimal.sum(moved.filter((each) => each.sign() === -position.quantity.sign())).abs();
}

/** Folds fills that come one by one, in their order, on from the last round trip (undefined before the first). */
export class PositionFold {
  readonly #instrument: Instrument;
  readonly #method: LotMethod;
  readonly #lots: OpenLots;
  #last: Position | undefined;

  constructor(instrument: Instrument, method: LotMethod, last?: LastTrip) {
    const open = last?.position.closedAt === undefined ? last : undefined;
    this.#instrument = instrument;
    this.#method = method;
    this.#lots = new OpenLots(
      open?.position.method ?? method,
      open?.lots ?? noLots,
      open?.position.quantity ?? Decimal.zero,
    );
    this.#last = last?.position;
  }

  /** The round trips that the fill closed. */
  add(fill: Fill): readonly Position[] {
    const applied = step(this.#last, fill, this.#instrument, this.#method, this.#lots);
    this.#last = applied.last;
    return applied.touched.filter((position) => position.closedAt !== undefined);
  }

  /** The round trip that goes on; undefined when flat. */
  open(): Position | undefined {
    return this.#last?.closedAt === undefined ? this.#last : undefined;
  }

  /** What all fills did to the lots that were open before the first of them. */
  lotChanges(): LotChanges {
    return this.#lots.changes();
  }
}

/** The average price of the open quantity; undefined when flat. */
export function averagePrice(position: Position, instrument: Instrument): Decimal | undefined {
  if (position.quantity.isZero()) return undefined;
  return position.cost.per(position.quantity.times(instrument.multiplier));
}

export function marketValue(position: Position, instrument: Instrument, mark: Decimal): Decimal {
  return notionalOf(instrument, position.quantity, mark);
}

export function unrealisedProfit(position: Position, instrument: Instrument, mark: Decimal): Decimal {
  return marketValue(position, instrument, mark).minus(position.cost);
}

type Effect = {
  readonly fill: Fill;
  readonly moment: number;
  /** As `movedBy`. */
  readonly moved: Decimal;
  /** Signed: what was paid for it. */
  readonly paid: Decimal;
  readonly notional: Decimal;
  readonly inKind: Decimal;
};

function inKindOf(fill: Fill, instrument: Instrument): Decimal {
  return isFeeInKind(fill, instrument) ? (fill.fee?.amount ?? Decimal.zero) : Decimal.zero;
}

/** Signed change of the quantity, after a fee in kind. */
function movedBy(fill: Fill, inKind: Decimal): Decimal {
  return (fill.side === 'BUY' ? fill.quantity : fill.quantity.negated()).minus(inKind);
}

function one(position: Position): AppliedFill {
  return { touched: [position], last: position };
}

function nextRoundTrip(last: Position | undefined, { fill, moment }: Effect, method: LotMethod): Position {
  const sequence = (last?.sequence ?? 0) + 1;
  return {
    id: roundTripId(fill.accountId, fill.instrumentId, sequence),
    accountId: fill.accountId,
    instrumentId: fill.instrumentId,
    sequence,
    method,
    side: fill.side,
    quantity: Decimal.zero,
    cost: Decimal.zero,
    realised: Decimal.zero,
    fees: emptyPurse,
    feesInKind: Decimal.zero,
    unknownFees: 0,
    entered: nothing,
    left: nothing,
    openedAt: moment,
    updatedAt: moment,
    closedAt: undefined,
    lastFillId: fill.id,
  };
}

function enter(open: Position, effect: Effect, lots: OpenLots): Position {
  const { fill, moment, moved, paid } = effect;
  const entered = plusTraded(open.entered, effect);
  if (moved.isZero()) {
    // The fee in kind took all that was bought: what was paid for it is lost.
    return withEffect(open, effect, { entered, realised: open.realised.minus(paid) });
  }
  lots.add({ fillId: fill.id, openedAt: moment, quantity: moved, cost: paid });
  return withEffect(open, effect, {
    entered,
    quantity: open.quantity.plus(moved),
    cost: open.cost.plus(paid),
  });
}

function leave(open: Position, effect: Effect, lots: OpenLots): Position {
  const cost = lots.take(effect.moved.abs());
  return withEffect(open, effect, {
    left: plusTraded(open.left, effect),
    quantity: open.quantity.plus(effect.moved),
    cost: open.cost.minus(cost),
    realised: open.realised.minus(effect.paid).minus(cost),
  });
}

function withEffect(open: Position, effect: Effect, change: Partial<Position>): Position {
  const { fill, moment, inKind } = effect;
  const { fee } = fill;
  const inCash = fee === undefined || fee.amount.isZero() || !inKind.isZero() ? undefined : fee;
  const quantity = change.quantity ?? open.quantity;
  return {
    ...open,
    ...change,
    fees: inCash === undefined ? open.fees : addToPurse(open.fees, inCash),
    feesInKind: open.feesInKind.plus(inKind),
    unknownFees: open.unknownFees + (fee === undefined ? 1 : 0),
    updatedAt: moment,
    closedAt: quantity.isZero() ? moment : undefined,
    lastFillId: fill.id,
  };
}

function plusTraded(sum: Traded, { fill, notional }: Effect): Traded {
  return { quantity: sum.quantity.plus(fill.quantity), value: sum.value.plus(notional) };
}

/** Splits a fill that crosses zero: the part that closes `held` of its `size`, and the rest, which opens. */
function split(effect: Effect, held: Decimal, size: Decimal): readonly [Effect, Effect] {
  const share = (whole: Decimal): Decimal => whole.times(held).dividedBy(size, costPlaces, 'half-even');
  const { fill } = effect;
  const moved = effect.moved.isPositive() ? held : held.negated();
  // With a fee in kind, `held` is not the part of what the fill traded, which the average exit price divides by.
  const quantity = effect.inKind.isZero() ? held : share(fill.quantity);
  const paid = share(effect.paid);
  const [closingFee, openingFee] = splitFee(fill.fee, share);
  const closing: Effect = {
    fill: { ...fill, quantity, fee: closingFee },
    moment: effect.moment,
    moved,
    paid,
    notional: paid.abs(),
    inKind: share(effect.inKind),
  };
  const opening: Effect = {
    fill: { ...fill, quantity: fill.quantity.minus(quantity), fee: openingFee },
    moment: effect.moment,
    moved: effect.moved.minus(moved),
    paid: effect.paid.minus(paid),
    notional: effect.notional.minus(closing.notional),
    inKind: effect.inKind.minus(closing.inKind),
  };
  return [closing, opening];
}

function splitFee(
  fee: Money | undefined,
  share: (whole: Decimal) => Decimal,
): readonly [Money | undefined, Money | undefined] {
  if (fee === undefined) return [undefined, undefined];
  const part = share(fee.amount);
  return [
    { ...fee, amount: part },
    { ...fee, amount: fee.amount.minus(part) },
  ];
}
