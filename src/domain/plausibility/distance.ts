import type { Decimal } from '#src/domain/decimal.ts';
import type { OrderTerms } from '#src/domain/order.ts';
import { ratioPlaces } from '#src/domain/rounding.ts';

/** How much worse than `market` the price is for whoever trades at it: positive above for a buy, below for a sell. */
export function beyond(side: OrderTerms['side'], price: Decimal, market: Decimal): Decimal {
  return side === 'BUY' ? price.minus(market) : market.minus(price);
}

export function shareOf(part: Decimal, whole: Decimal): Decimal | undefined {
  return whole.isPositive() ? part.dividedBy(whole, ratioPlaces, 'half-even') : undefined;
}
