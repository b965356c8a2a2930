/** What a leg does to the round trip that it meets (see `position-fold.ts`). */
import { Decimal } from './decimal.ts';
import type { Fill, Side } from './fill.ts';
import type { InstrumentId } from './ids.ts';
import type { Instrument } from './instrument.ts';
import { isFeeInKind } from './ledger.ts';
import { amountAt, type LegRate } from './leg-rates.ts';
import type { Origin } from './lots.ts';
import type { Money } from './money.ts';
import type { Position, Traded } from './position.ts';
import { costPlaces } from './rounding.ts';

export const nothingTraded: Traded = { quantity: Decimal.zero, value: Decimal.zero };

export type Effect = {
  /** A movement is none: nothing was paid for it. */
  readonly isTrade: boolean;
  readonly side: Side;
  readonly time: number;
  readonly origin: Origin;
  /** Of a trade its instrument. */
  readonly listing: Instrument;
  /** Signed change of the quantity, after a fee in kind. */
  readonly moved: Decimal;
  /** Signed: what was paid for it; undefined of a movement. */
  readonly paid: Decimal | undefined;
  readonly traded: Traded;
  readonly fee: Money | undefined;
  readonly isFeeUnknown: boolean;
  readonly inKind: Decimal;
  readonly rates: readonly LegRate[] | undefined;
};

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
export function paidIn({ currency: into }: Position, { paid, listing, rates }: Effect): Decimal | undefined {
  return amountAt(rates, paid, { currency: listing.settle, into });
}

export function tradedIn({ currency: into }: Position, { traded, listing, rates }: Effect): Traded {
  if (listing.settle === into) return traded;
  const value = amountAt(rates, traded.value, { currency: listing.settle, into });
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
    traded: { quantity, value: paid === undefined ? Decimal.zero : share(paid).abs() },
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
