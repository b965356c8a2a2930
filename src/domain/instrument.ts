import { Decimal } from './decimal.ts';
import type { Currency, InstrumentId, VenueId } from './ids.ts';
import { costPlaces } from './rounding.ts';

export const instrumentKinds = ['spot', 'equity', 'future', 'perpetual', 'option'] as const;
export type InstrumentKind = (typeof instrumentKinds)[number];
/** Those that stand for something else, by a multiplier. */
export const contractKinds = ['future', 'perpetual', 'option'] as const satisfies readonly InstrumentKind[];
export type ContractKind = (typeof contractKinds)[number];

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
  /** Units of the base that one contract stands for, of the quote for an inverse one; 1 for spot and equity. */
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

/** What of an instrument says how a price becomes an amount. */
export type Priced = Pick<Instrument, 'kind' | 'base' | 'quote' | 'settle' | 'multiplier'>;

/**
 * Whether it is settled in its base: one contract stands for `multiplier` units of the quote, and its value is that over
 * the price. Which of the two it is follows from the currencies alone, so that nothing can say otherwise.
 */
export function isInverse({ kind, base, quote, settle }: Omit<Priced, 'multiplier'>): boolean {
  // Asked for each fill of a history: of most the first comparison tells it.
  return settle !== quote && settle === base && isMargined({ kind });
}

export const settlementProblems = [
  /** Settled in neither of its currencies: what it is worth follows from no price alone. */
  'QUANTO',
  /** What is paid for in full is paid in what it is quoted in. */
  'NOT_IN_QUOTE',
] as const;
export type SettlementProblem = (typeof settlementProblems)[number];

/** Why no amount could be made of its prices. */
export function settlementProblem(instrument: Omit<Priced, 'multiplier'>): SettlementProblem | undefined {
  if (instrument.settle === instrument.quote || isInverse(instrument)) return undefined;
  return isMargined(instrument) ? 'QUANTO' : 'NOT_IN_QUOTE';
}

/**
 * What the quantity is worth in the settle currency, with its sign: quantity × price × multiplier; of an inverse contract
 * quantity × multiplier / price, rounded half to even to 18 places. Throws a RangeError where that price is zero.
 */
export function notionalOf(instrument: Priced, quantity: Decimal, price: Decimal): Decimal {
  const { multiplier } = instrument;
  if (isInverse(instrument)) return quantity.times(multiplier).dividedBy(price, costPlaces, 'half-even');
  const value = quantity.times(price);
  return multiplier.equals(Decimal.one) ? value : value.times(multiplier);
}

/** What a signed quantity is worth to its holder at that price; undefined where an inverse contract has no such price. */
export function worthAt(instrument: Priced, quantity: Decimal, price: Decimal): Decimal | undefined {
  if (!isInverse(instrument)) return notionalOf(instrument, quantity, price);
  return price.isPositive() ? notionalOf(instrument, quantity, price).negated() : undefined;
}

/** The price at which so many have that value in all: for inverse contracts the harmonic mean of their prices. */
export function averageOf(instrument: Priced, quantity: Decimal, value: Decimal): Decimal | undefined {
  const size = quantity.times(instrument.multiplier);
  if (!isInverse(instrument)) return size.isZero() ? undefined : value.per(size);
  return value.isZero() ? undefined : size.per(value);
}

/**
 * Margined instruments move cash only by profit and fees; the others are paid for in full when they are traded.
 */
export function isMargined({ kind }: Pick<Instrument, 'kind'>): boolean {
  return kind === 'future' || kind === 'perpetual';
}
