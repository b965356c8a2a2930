/** What a leg does to the round trip that it meets (see `position-fold.ts`). */
import { Decimal } from './decimal.ts';
import type { Fill, Side } from './fill.ts';
import type { HeldMovement } from './held.ts';
import type { Currency, InstrumentId } from './ids.ts';
import type { Instrument } from './instrument.ts';
import { isFeeInKind } from './ledger.ts';
import { amountAt, type LegRate } from './leg-rates.ts';
import type { Origin } from './lots.ts';
import type { Money } from './money.ts';
import type { Position, Traded } from './position.ts';
import { costPlaces } from './rounding.ts';

export const nothingTraded: Traded = { quantity: Decimal.zero, value: Decimal.zero };

export type Effect = {
  readonly isTrade: boolean;
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
  readonly traded: Traded;
  readonly fee: Money | undefined;
  readonly isFeeUnknown: boolean;
  readonly inKind: Decimal;
  readonly rates: readonly LegRate[] | undefined;
  /** Whether its lots arrive elsewhere. */
  readonly takesLots: boolean;
};

/** Of what is no trade, priced where `listing` is. */
export function effectOfMovement(
  { id, time, quantity, paid, isWorthless, acquiredAt, fee, link }: HeldMovement,
  listing: Instrument,
): Effect {
  return {
    isTrade: false,
    side: quantity.isPositive() ? 'BUY' : 'SELL',
    time,
    origin: { entryId: id },
    acquiredAt,
    listing,
    moved: quantity,
    paid: isWorthless ? Decimal.zero : paid?.amount,
    currency: isWorthless ? undefined : paid?.currency,
    traded: nothingTraded,
    fee,
    takesLots: link !== undefined,
    isFeeUnknown: false,
    inKind: Decimal.zero,
    rates: undefined,
  };
}

export function instrumentOf(
  instruments: ReadonlyMap<InstrumentId, Instrument>,
  { id, instrumentId }: Fill,
): Instrument {
  const instrument = instruments.get(instrumentId);
  if (instrument === undefined) throw new RangeError(`fill ${id} has no instrument`);
  return instrument;
}

export function inKindOf(fill: Fill, instrument: Instrument): Decimal {
  return isFeeInKind(fill, instrument) ? (fill.fee?.amount ?? Decimal.zero) : Decimal.zero;
}

/** Signed, after a fee in kind. */
export function movedBy({ side, quantity }: Fill, inKind: Decimal): Decimal {
  return (side === 'BUY' ? quantity : quantity.negated()).minus(inKind);
}

/** What was paid in another currency has an amount in that of the round trip where the rate of its moment is known. */
export function paidIn({ currency: into }: Position, { paid, currency, rates }: Effect): Decimal | undefined {
  return currency === undefined ? paid : amountAt(rates, paid, { currency, into });
}

export function tradedIn({ currency: into }: Position, { traded, currency, rates }: Effect): Traded {
  if (currency === undefined || currency === into) return traded;
  const value = amountAt(rates, traded.value, { currency, into });
  return value === undefined ? nothingTraded : { quantity: traded.quantity, value };
}

/** Splits what crosses zero: the part that closes `held` of its `size`, and the rest, which opens. */
export function split(effect: Effect, held: Decimal, size: Decimal): readonly [Effect, Effect] {
  const share = (whole: Decimal): Decimal => whole.times(held).dividedBy(size, costPlaces, 'half-even');
  const { traded, paid, fee } = effect;
  const moved = effect.moved.isPositive() ? held : held.negated();
  // With a fee in kind, `held` is not the part of what the fill traded, which the average exit price divides by.
  const quantity = effect.inKind.isZero() && effect.isTrade ? held : share(traded.quantity);
  const [closingFee, openingFee] = splitFee(fee, share);
  const closing: Effect = {
    ...effect,
    moved,
    paid: paid && share(paid),
    traded: { quantity, value: paid === undefined || !effect.isTrade ? Decimal.zero : share(paid).abs() },
    fee: closingFee,
    inKind: share(effect.inKind),
  };
  const opening: Effect = {
    ...effect,
    moved: effect.moved.minus(moved),
    paid: paid && closing.paid && paid.minus(closing.paid),
    traded: {
      quantity: traded.quantity.minus(quantity),
      value: traded.value.minus(closing.traded.value),
    },
    fee: openingFee,
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
