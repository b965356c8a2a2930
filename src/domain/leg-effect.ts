/** What a leg does to the round trip that it meets (see `position-fold.ts`). */
import type { Bought } from './bought.ts';
import { Decimal } from './decimal.ts';
import type { LotMethod } from './account.ts';
import { estimatedFee, type FeeSchedule } from './fee-schedule.ts';
import { paidByTrade, valueOfFill, type Fill, type Side } from './fill.ts';
import type { Leg, Rated, Settled } from './fill-order.ts';
import { coinOf, type HeldMovement, type Outside } from './held.ts';
import type { AccountId, Currency, HeldId, InstrumentId } from './ids.ts';
import { isInverse, type Instrument } from './instrument.ts';
import { isFeeInKind } from './ledger.ts';
import type { LegRate } from './leg-rates.ts';
import { eachCost, lessCosts, type LotCosts } from './lot-costs.ts';
import type { Origin } from './lots.ts';
import type { Money } from './money.ts';
import { coinPaid } from './payment.ts';
import type { Traded } from './position.ts';
import { costPlaces } from './rounding.ts';

/** What an account holds, and how it folds. */
export type Holding = {
  readonly accountId: AccountId;
  readonly held: HeldId;
  readonly method: LotMethod;
  /** Whether more can be sold than is held. Where it cannot, the rest came in unseen. */
  readonly mayBeShort: boolean;
  /** Of all fills that are folded. */
  readonly instruments: ReadonlyMap<InstrumentId, Instrument>;
  /** Where it is priced while nothing of it was traded; without it no movement can open a round trip. */
  readonly listing?: Instrument | undefined;
  /** Where a coin is priced whose cost was told in that currency, while nothing of it was traded. */
  readonly listingIn?: ((currency: Currency) => Instrument) | undefined;
  /** What its portfolio is measured in: results and fees have their worth in it, and where nothing else says what a coin that pays is priced in, it is that. */
  readonly base?: Currency | undefined;
  /** Whether its lots tell the purchases that are in them. */
  readonly keepsPurchases?: boolean | undefined;
  /** Of the account: where a fee is not known, it is estimated. */
  readonly feeSchedules?: readonly FeeSchedule[] | undefined;
};

export const nothingTraded: Traded = { quantity: Decimal.zero, value: Decimal.zero };

export type Effect = {
  readonly isTrade: boolean;
  /** It pays for what another trade is of. */
  readonly isPayment: boolean;
  readonly side: Side;
  readonly time: number;
  readonly origin: Origin;
  /** When a lot that it opens was bought; undefined where it is the leg that bought it. */
  readonly acquiredAt: number | undefined;
  /** Of a trade its instrument. */
  readonly listing: Instrument;
  /** Signed change of the quantity, after a fee in kind. */
  readonly moved: Decimal;
  /** Signed: what was paid for it; undefined where nobody knows, and where it leaves to be held elsewhere. */
  readonly paid: Decimal | undefined;
  /** Of what was paid; undefined where that is nothing in any. */
  readonly currency: Currency | undefined;
  /** Of what was bought elsewhere. */
  readonly costs?: LotCosts | undefined;
  readonly bought?: Bought | undefined;
  readonly traded: Traded;
  readonly fee: Money | undefined;
  /** Of a fee that is not known. */
  readonly estimate: Money | undefined;
  /** Nor estimated. */
  readonly isFeeUnknown: boolean;
  readonly inKind: Decimal;
  readonly rates: readonly LegRate[] | undefined;
  /** Whether its lots arrive elsewhere. */
  readonly takesLots: boolean;
  /** Of what is no trade: see `HeldMovement`. */
  readonly isSpunOff?: boolean | undefined;
  readonly outside?: Outside | undefined;
  /** Of a trade of what is held: what it leaves of less than that could not be traded. */
  readonly least: Decimal | undefined;
};

function instrumentOf(
  instruments: ReadonlyMap<InstrumentId, Instrument>,
  { id, instrumentId }: Fill,
): Instrument {
  const instrument = instruments.get(instrumentId);
  if (instrument === undefined) throw new RangeError(`fill ${id} has no instrument`);
  return instrument;
}

function inKindOf(fill: Fill, instrument: Instrument): Decimal {
  return isFeeInKind(fill, instrument) ? (fill.fee?.amount ?? Decimal.zero) : Decimal.zero;
}

/** Signed, after a fee in kind. */
function tradedBy({ side, quantity }: Fill, inKind: Decimal): Decimal {
  return (side === 'BUY' ? quantity : quantity.negated()).minus(inKind);
}

/** Splits what crosses zero: the part that closes `held` of its `size`, and the rest, which opens. */
export function split(effect: Effect, held: Decimal, size: Decimal): readonly [Effect, Effect] {
  const share = (whole: Decimal): Decimal => whole.times(held).dividedBy(size, costPlaces, 'half-even');
  const { traded, paid, fee, estimate } = effect;
  const moved = effect.moved.isPositive() ? held : held.negated();
  // With a fee in kind, `held` is not the part of what the fill traded, which the average exit price divides by.
  const quantity = effect.inKind.isZero() && effect.isTrade ? held : share(traded.quantity);
  const [closingFee, openingFee] = splitFee(fee, share);
  const [closingEstimate, openingEstimate] = splitFee(estimate, share);
  const closing: Effect = {
    ...effect,
    moved,
    paid: paid && share(paid),
    costs: eachCost(effect.costs, share),
    traded: { quantity, value: paid === undefined || !effect.isTrade ? Decimal.zero : share(paid).abs() },
    fee: closingFee,
    estimate: closingEstimate,
    inKind: share(effect.inKind),
  };
  const opening: Effect = {
    ...effect,
    moved: effect.moved.minus(moved),
    paid: paid && closing.paid && paid.minus(closing.paid),
    costs: lessCosts(effect.costs, closing.costs),
    traded: {
      quantity: traded.quantity.minus(quantity),
      value: traded.value.minus(closing.traded.value),
    },
    fee: openingFee,
    estimate: openingEstimate,
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

/** Undefined where it changes nothing of what is held. */
export function effectOf(leg: Leg, holding: Holding): Effect | undefined {
  if (leg.source === 'ledger')
    return leg.isAtWorth === true ? worthEffect(leg, holding) : movementEffect(leg, holding);
  const instrument = instrumentOf(holding.instruments, leg);
  return isPayment(instrument, holding.held)
    ? paymentEffect(leg, instrument, holding)
    : tradeEffect(leg, instrument, holding);
}

/** Whether what is held is no more than what a fill of the instrument was paid in. */
export function isPayment({ kind, base }: Pick<Instrument, 'kind' | 'base'>, held: HeldId): boolean {
  // Asked for each fill of a history: of what is traded a comparison tells it.
  const name: string = held;
  return !(kind === 'spot' && base === name) && coinOf(held) !== undefined;
}

/** How much of what is held a fill moved: signed, after a fee in kind. */
export function movedBy(fill: Fill & Settled, instrument: Instrument, held: HeldId): Decimal {
  const coin = coinOf(held);
  return coin !== undefined && isPayment(instrument, held)
    ? coinPaid(fill, instrument, coin)
    : tradedBy(fill, inKindOf(fill, instrument));
}

function tradeEffect(
  fill: Fill & Rated,
  instrument: Instrument,
  { feeSchedules = [] }: Pick<Holding, 'feeSchedules'>,
): Effect {
  const estimate = estimatedFee(feeSchedules, fill, instrument);
  const value = valueOfFill(fill, instrument);
  const inKind = inKindOf(fill, instrument);
  return {
    isTrade: true,
    isPayment: false,
    side: fill.side,
    time: fill.time,
    origin: { fillId: fill.id, instrumentId: fill.instrumentId },
    acquiredAt: undefined,
    listing: instrument,
    moved: tradedBy(fill, inKind),
    paid: paidByTrade(instrument, fill.side, value),
    currency: instrument.settle,
    traded: { quantity: fill.quantity, value },
    takesLots: false,
    fee: fill.fee,
    estimate,
    isFeeUnknown: fill.fee === undefined && estimate === undefined,
    inKind,
    rates: fill.rates,
    least: fill.least,
  };
}

/** A coin that is paid with is sold for what it was worth at the moment, and one that is received is bought for that. */
function paymentEffect(
  fill: Fill & Rated & Settled,
  instrument: Instrument,
  holding: Holding,
): Effect | undefined {
  const currency = coinOf(holding.held);
  const moved = currency && coinPaid(fill, instrument, currency);
  if (moved === undefined || moved.isZero()) return undefined;
  const quantity = moved.abs();
  const origin = { fillId: fill.id, instrumentId: fill.instrumentId };
  const traded = { quantity, value: quantity };
  return { ...atWorth(fill, moved, holding), isTrade: true, origin, traded };
}

/** Of what is no trade: what came is bought for what it was worth, and what left sold. */
function worthEffect(leg: HeldMovement & Rated, holding: Holding): Effect {
  const origin = { entryId: leg.id };
  return { ...atWorth(leg, leg.quantity, holding), isTrade: false, origin, traded: nothingTraded };
}

function atWorth(
  { id, time, rates }: Leg,
  moved: Decimal,
  { held, base, listingIn }: Holding,
): Omit<Effect, 'isTrade' | 'origin' | 'traded'> {
  const listing = base && listingIn?.(base);
  if (listing === undefined) throw new RangeError(`nothing prices ${held}, which ${id} moved`);
  return {
    isPayment: true,
    side: moved.isPositive() ? 'BUY' : 'SELL',
    time,
    acquiredAt: undefined,
    listing,
    moved,
    paid: moved,
    currency: coinOf(held),
    takesLots: false,
    fee: undefined,
    estimate: undefined,
    isFeeUnknown: false,
    inKind: Decimal.zero,
    rates,
    least: undefined,
  };
}

/** Of what is no trade, priced where the holding is listed. */
function movementEffect(
  {
    id,
    time,
    quantity,
    paid,
    isWorthless,
    acquiredAt,
    fee,
    link,
    premium,
    rates,
    isSpunOff,
    outside,
  }: HeldMovement & Rated,
  { listing, held }: Holding,
): Effect {
  if (listing === undefined) throw new RangeError(`nothing prices ${held}, which ledger entry ${id} moves`);
  // What is delivered at the strike is bought or sold for that.
  const isTrade = premium === 'joins';
  return {
    isTrade,
    isPayment: false,
    side: quantity.isPositive() ? 'BUY' : 'SELL',
    time,
    origin: { entryId: id },
    acquiredAt,
    listing,
    moved: quantity,
    paid: isWorthless ? Decimal.zero : isInverse(listing) ? paid?.amount.negated() : paid?.amount,
    currency: isWorthless ? undefined : paid?.currency,
    traded:
      isTrade && paid !== undefined ? { quantity: quantity.abs(), value: paid.amount.abs() } : nothingTraded,
    fee,
    takesLots: link !== undefined && !isTrade && isSpunOff !== true,
    isSpunOff,
    outside,
    estimate: undefined,
    isFeeUnknown: false,
    inKind: Decimal.zero,
    rates,
    least: undefined,
  };
}
