import { Decimal } from './decimal.ts';
import type { Instrument } from './instrument.ts';
import type { OrderTerms } from './order.ts';

/**
 * The limit as which a market order leaves for a venue that knows none: as far beyond the best price as `reach`, a share
 * of it, allows, and on the step of the price.
 */
export function marketLimit(
  best: Decimal,
  reach: Decimal,
  side: OrderTerms['side'],
  { tickSize }: Pick<Instrument, 'tickSize'>,
): Decimal {
  const moved = side === 'BUY' ? Decimal.one.plus(reach) : Decimal.one.minus(reach);
  return best.times(moved).roundToMultiple(tickSize, side === 'BUY' ? 'floor' : 'ceiling');
}
