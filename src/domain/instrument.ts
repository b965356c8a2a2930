import { Decimal } from './decimal.ts';
import type { Currency, InstrumentId, VenueId } from './ids.ts';

export const instrumentKinds = ['spot', 'equity', 'future', 'perpetual', 'option'] as const;
export type InstrumentKind = (typeof instrumentKinds)[number];

/** What can be traded, with the venue's own rules for prices and quantities. */
export type Instrument = {
  readonly id: InstrumentId;
  readonly venue: VenueId;
  readonly symbol: string;
  readonly kind: InstrumentKind;
  readonly base: Currency;
  readonly quote: Currency;
  /** The currency of cash flows, cost and profit. */
  readonly settle: Currency;
  readonly tickSize: Decimal;
  readonly lotSize: Decimal;
  readonly minQuantity: Decimal | undefined;
  readonly maxQuantity: Decimal | undefined;
  readonly minNotional: Decimal | undefined;
  /** Units of the base that one contract stands for; 1 for spot and equity. */
  readonly multiplier: Decimal;
  readonly tradable: boolean;
};

export type QuantityProblem =
  | { readonly code: 'QUANTITY_NOT_POSITIVE'; readonly quantity: Decimal }
  | {
      readonly code: 'QUANTITY_OFF_LOT';
      readonly quantity: Decimal;
      readonly lotSize: Decimal;
      /** The multiple of the lot below, or the lot. */
      readonly nearest: Decimal;
    }
  | {
      readonly code: 'QUANTITY_TOO_SMALL';
      readonly quantity: Decimal;
      readonly minimum: Decimal;
      readonly lotSize: Decimal;
    }
  | {
      readonly code: 'QUANTITY_TOO_LARGE';
      readonly quantity: Decimal;
      readonly maximum: Decimal;
      readonly lotSize: Decimal;
    };

export type PriceProblem =
  | { readonly code: 'PRICE_NOT_POSITIVE'; readonly price: Decimal }
  | {
      readonly code: 'PRICE_OFF_TICK';
      readonly price: Decimal;
      readonly tickSize: Decimal;
      readonly below: Decimal;
      readonly above: Decimal;
    };

export function checkQuantity(instrument: Instrument, quantity: Decimal): QuantityProblem | undefined {
  const { lotSize, minQuantity, maxQuantity } = instrument;
  if (!quantity.isPositive()) return { code: 'QUANTITY_NOT_POSITIVE', quantity };
  if (!quantity.isMultipleOf(lotSize)) {
    const below = quantity.roundToMultiple(lotSize, 'floor');
    return { code: 'QUANTITY_OFF_LOT', quantity, lotSize, nearest: below.isZero() ? lotSize : below };
  }
  if (minQuantity !== undefined && quantity.lessThan(minQuantity)) {
    return { code: 'QUANTITY_TOO_SMALL', quantity, minimum: minQuantity, lotSize };
  }
  if (maxQuantity !== undefined && quantity.greaterThan(maxQuantity)) {
    return { code: 'QUANTITY_TOO_LARGE', quantity, maximum: maxQuantity, lotSize };
  }
  return undefined;
}

export function checkPrice(instrument: Instrument, price: Decimal): PriceProblem | undefined {
  const { tickSize } = instrument;
  if (!price.isPositive()) return { code: 'PRICE_NOT_POSITIVE', price };
  if (price.isMultipleOf(tickSize)) return undefined;
  return {
    code: 'PRICE_OFF_TICK',
    price,
    tickSize,
    below: price.roundToMultiple(tickSize, 'floor'),
    above: price.roundToMultiple(tickSize, 'ceiling'),
  };
}

/** Quantity × price × multiplier, in the settle currency. */
export function notionalOf(instrument: Instrument, quantity: Decimal, price: Decimal): Decimal {
  const value = quantity.times(price);
  return instrument.multiplier.equals(Decimal.one) ? value : value.times(instrument.multiplier);
}

/**
 * Margined instruments move cash only by profit and fees; the others are paid for in full when they are traded.
 */
export function isMargined(instrument: Instrument): boolean {
  return instrument.kind === 'future' || instrument.kind === 'perpetual';
}
