/** What a leg does to lots, as a declaration of taxes asks for it. */
import { Decimal } from './decimal.ts';
import type { Fill } from './fill.ts';
import type { Rated, Settled } from './fill-order.ts';
import { coinOf, type HeldMovement } from './held.ts';
import type { Currency, InstrumentId } from './ids.ts';
import { isInverse, type Instrument } from './instrument.ts';
import { isFeeInKind } from './ledger.ts';
import type { Origin } from './lots.ts';
import { isPayment, type Holding } from './leg-effect.ts';
import { coinPaid } from './payment.ts';
import { paidFor, worthOf, type InCurrency } from './tax-amounts.ts';

export type Moment = { readonly time: number; readonly origin: Origin };

/** What a leg does. */
export type Effect = {
  readonly isTrade: boolean;
  /** Whether what leaves is disposed of, and not held elsewhere from then on. */
  readonly isSale: boolean;
  /** Signed, after a fee in kind. */
  readonly moved: Decimal;
  /** For it or by it; undefined of a movement. */
  readonly paid: InCurrency | undefined;
  readonly moment: Moment;
  readonly acquiredAt: number | undefined;
  /** Of what was bought elsewhere and carried here. */
  readonly origin: Origin | undefined;
  readonly instrumentId: InstrumentId | undefined;
  readonly lacksFee: boolean;
  /** Of what is bought, at its moment. */
  readonly rates?: Rated['rates'];
  /** Whether what was sold short goes along too, and is not bought back: an option that is exercised. */
  readonly carries: boolean;
  /** See `HeldMovement`. */
  readonly isSpunOff?: boolean | undefined;
  /** Whether what it is worth has the other sign (see `paidByTrade`): what is bought is a debt of its value. */
  readonly isInverse: boolean;
};

/** As in `position-fold.ts`. */
export function mayBeShort({ mayBeShort: may, held }: Holding, { isTrade, isSpunOff }: Effect): boolean {
  return may && (isTrade || isSpunOff === true || coinOf(held) !== undefined);
}

export function effectOf(
  {
    id,
    time,
    quantity,
    paid,
    isWorthless,
    acquiredAt,
    premium,
    isSpunOff,
    rates,
    lacksFee = false,
  }: HeldMovement & Rated,
  { listing }: Holding,
): Effect {
  const currency = paid?.currency ?? (isWorthless ? listing?.settle : undefined);
  const isInverted = listing !== undefined && isInverse(listing);
  const isTrade = premium === 'joins';
  const isTurned = quantity.isNegative() !== isInverted;
  const amount = isTurned ? paid?.amount.negated() : paid?.amount;
  const value = isWorthless ? Decimal.zero : amount;
  return {
    isTrade,
    // What is owed by a spin-off is delivered of what is held, for what it brought.
    isSale: isTrade || isWorthless || isSpunOff === true || paid !== undefined,
    moved: quantity,
    paid: currency && value && { value, fees: Decimal.zero, currency },
    moment: { time, origin: { entryId: id } },
    acquiredAt,
    origin: undefined,
    instrumentId: undefined,
    lacksFee,
    rates,
    carries: premium === 'leaves',
    isSpunOff,
    isInverse: isInverted,
  };
}

/** What came is bought for what it was worth at the moment, and what left sold. */
export function effectAtWorth(
  leg: HeldMovement & Rated,
  holding: Holding,
  countsIn: Currency | undefined,
): Effect {
  const coin = coinOf(holding.held);
  const paid = coin && worthOf(leg, leg.quantity, { coin, countsIn });
  return { ...effectOf(leg, holding), isSale: true, paid, isInverse: false };
}

/** `countsIn`: what a coin counts in that pays, or is paid for it. */
export function effectOfTrade(
  fill: Fill & Rated & Settled,
  holding: Holding,
  countsIn: Currency | undefined,
): Effect {
  const instrument = holding.instruments.get(fill.instrumentId);
  if (instrument === undefined) throw new RangeError(`fill ${fill.id} has no instrument`);
  const { id, instrumentId, time, side, quantity, fee } = fill;
  const coin = coinOf(holding.held);
  if (coin !== undefined && isPayment(instrument, holding.held))
    return paymentOf(fill, instrument, { coin, countsIn });
  const signed = side === 'BUY' ? quantity : quantity.negated();
  const inKind = isFeeInKind(fill, instrument) ? (fee?.amount ?? Decimal.zero) : Decimal.zero;
  const { lacksFee, ...paid } = paidFor(fill, instrument, { inKind, countsIn });
  return {
    isTrade: true,
    isSale: true,
    moved: signed.minus(inKind),
    paid,
    moment: { time, origin: { fillId: id, instrumentId } },
    acquiredAt: undefined,
    origin: undefined,
    instrumentId,
    lacksFee,
    rates: fill.rates,
    carries: false,
    isInverse: isInverse(instrument),
  };
}

/** What is paid with is sold for what it was worth. */
function paymentOf(
  fill: Fill & Rated & Settled,
  instrument: Instrument,
  of: { readonly coin: Currency; readonly countsIn: Currency | undefined },
): Effect {
  const { id, instrumentId, time } = fill;
  const moved = coinPaid(fill, instrument, of.coin);
  return {
    isTrade: true,
    isSale: true,
    moved,
    paid: worthOf(fill, moved, of),
    moment: { time, origin: { fillId: id, instrumentId } },
    acquiredAt: undefined,
    origin: undefined,
    instrumentId,
    lacksFee: false,
    carries: false,
    isInverse: false,
  };
}
