import { Decimal } from './decimal.ts';
import type { Currency, InstrumentId, VenueId } from './ids.ts';
import { costPlaces } from './rounding.ts';
import type { MarketRules, TradingRules } from './trading-rules.ts';

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
  /** What its venue asks beside; missing where nothing is known of it. */
  readonly rules?: TradingRules | undefined;
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
      /** The second of an order at the market alone. */
      readonly code: 'QUANTITY_TOO_LARGE' | 'MARKET_QUANTITY_TOO_LARGE';
      readonly quantity: Decimal;
      readonly maximum: Decimal;
      readonly lotSize: Decimal;
    };

export type PriceProblem =
  | { readonly code: 'PRICE_NOT_POSITIVE'; readonly price: Decimal }
  | {
      readonly code: 'PRICE_TOO_LOW' | 'PRICE_TOO_HIGH';
      readonly price: Decimal;
      readonly bound: Decimal;
      readonly tickSize: Decimal;
    }
  | {
      readonly code: 'PRICE_OFF_TICK';
      readonly price: Decimal;
      readonly tickSize: Decimal;
      readonly below: Decimal;
      readonly above: Decimal;
    };

/** `anyPrice`: of an order that trades at whatever price it finds. */
export function checkQuantity(
  instrument: Instrument,
  quantity: Decimal,
  anyPrice = false,
): QuantityProblem | undefined {
  if (!quantity.isPositive()) return { code: 'QUANTITY_NOT_POSITIVE', quantity };
  const { lotSize, minQuantity, maxQuantity, rules } = instrument;
  const problem = offLot(quantity, lotSize) ?? tooSmall(quantity, minQuantity, lotSize);
  if (problem !== undefined) return problem;
  if (maxQuantity !== undefined && quantity.greaterThan(maxQuantity)) {
    return { code: 'QUANTITY_TOO_LARGE', quantity, maximum: maxQuantity, lotSize };
  }
  return anyPrice && rules?.atMarket !== undefined
    ? marketProblem(quantity, rules.atMarket, lotSize)
    : undefined;
}

function marketProblem(
  quantity: Decimal,
  { lotSize, minQuantity, maxQuantity }: MarketRules,
  ownLot: Decimal,
): QuantityProblem | undefined {
  if (maxQuantity !== undefined && quantity.greaterThan(maxQuantity)) {
    return { code: 'MARKET_QUANTITY_TOO_LARGE', quantity, maximum: maxQuantity, lotSize: lotSize ?? ownLot };
  }
  return (
    tooSmall(quantity, minQuantity, lotSize ?? ownLot) ??
    (lotSize === undefined ? undefined : offLot(quantity, lotSize))
  );
}

function offLot(quantity: Decimal, lotSize: Decimal): QuantityProblem | undefined {
  if (quantity.isMultipleOf(lotSize)) return undefined;
  const below = quantity.roundToMultiple(lotSize, 'floor');
  return { code: 'QUANTITY_OFF_LOT', quantity, lotSize, nearest: below.isZero() ? lotSize : below };
}

function tooSmall(
  quantity: Decimal,
  minimum: Decimal | undefined,
  lotSize: Decimal,
): QuantityProblem | undefined {
  if (minimum === undefined || quantity.atLeast(minimum)) return undefined;
  return { code: 'QUANTITY_TOO_SMALL', quantity, minimum, lotSize };
}

/** Of a limit or a stop. */
export function checkPrice(instrument: Instrument, price: Decimal): PriceProblem | undefined {
  const { tickSize, rules } = instrument;
  const { minPrice, maxPrice } = rules ?? {};
  if (!price.isPositive()) return { code: 'PRICE_NOT_POSITIVE', price };
  if (minPrice !== undefined && price.lessThan(minPrice))
    return { code: 'PRICE_TOO_LOW', price, bound: minPrice, tickSize };
  if (maxPrice !== undefined && price.greaterThan(maxPrice))
    return { code: 'PRICE_TOO_HIGH', price, bound: maxPrice, tickSize };
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
