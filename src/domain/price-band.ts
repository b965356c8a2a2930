import type { Decimal } from './decimal.ts';
import type { Instrument } from './instrument.ts';
import type { OrderTerms } from './order.ts';

/** What a venue may hold the price of an order against; what is not known is undefined. */
export type MarketPrices = {
  /** The venue's own, over the minutes that it takes for it. */
  readonly average: Decimal | undefined;
  readonly last: Decimal | undefined;
  /** Between the best bid and the best ask. */
  readonly middle: Decimal | undefined;
};

export const noPrices: MarketPrices = { average: undefined, last: undefined, middle: undefined };

export const bandBases = ['average', 'last', 'middle'] as const;
type BandBasis = (typeof bandBases)[number];

export type BandProblem = {
  readonly code: 'PRICE_ABOVE_BAND' | 'PRICE_BELOW_BAND';
  readonly price: Decimal;
  readonly bound: Decimal;
  /** How many times the market's price the bound is. */
  readonly times: Decimal;
  readonly basis: BandBasis;
  readonly tickSize: Decimal;
};

/**
 * Whether a limit is further from the market than the venue allows. Where its average is not known yet the last trade
 * stands in for it, and then the middle of the book; where nothing is known the venue decides.
 */
export function checkBand(
  { side, limitPrice: price }: Pick<OrderTerms, 'side' | 'limitPrice'>,
  { tickSize, rules }: Pick<Instrument, 'tickSize' | 'rules'>,
  prices: MarketPrices,
): BandProblem | undefined {
  const band = side === 'BUY' ? rules?.buyBand : rules?.sellBand;
  if (band === undefined || price === undefined) return undefined;
  const basis = bandBases.find((each) => prices[each] !== undefined && !(band.ofLast && each === 'average'));
  const market = basis && prices[basis];
  if (basis === undefined || market === undefined) return undefined;
  const { lowest, highest } = band;
  const maximum = highest && market.times(highest);
  if (highest !== undefined && maximum !== undefined && price.greaterThan(maximum)) {
    const bound = maximum.roundToMultiple(tickSize, 'floor');
    return { code: 'PRICE_ABOVE_BAND', price, bound, times: highest, basis, tickSize };
  }
  const minimum = lowest && market.times(lowest);
  if (lowest !== undefined && minimum !== undefined && price.lessThan(minimum)) {
    const bound = minimum.roundToMultiple(tickSize, 'ceiling');
    return { code: 'PRICE_BELOW_BAND', price, bound, times: lowest, basis, tickSize };
  }
  return undefined;
}
