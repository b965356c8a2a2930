/** Dust: a rest that could not be traded when a trade left it. */
import { Decimal } from './decimal.ts';
import { notionalOf, type Instrument } from './instrument.ts';
import { remainingQuantity, type Order } from './order.ts';
import type { Position } from './position.ts';
import { costPlaces } from './rounding.ts';

/**
 * The smallest quantity that can be traded after a fill of the order at `price`, which the order counts already. While it
 * goes on, a lot of it may fill; what is left then needs an order of its own, with its minimums.
 */
export function leastAfter(instrument: Instrument, order: Order, price: Decimal): Decimal {
  const { lotSize, minQuantity = lotSize, minNotional } = instrument;
  if (order.ended === undefined && remainingQuantity(order).isPositive()) return lotSize;
  const unit = price.isPositive() ? notionalOf(instrument, Decimal.one, price) : Decimal.zero;
  const byWorth = unit.isPositive() ? minNotional?.dividedBy(unit, costPlaces, 'ceiling') : undefined;
  const least = Decimal.max(lotSize, Decimal.max(minQuantity, byWorth ?? lotSize));
  return least.roundToMultiple(lotSize, 'ceiling');
}

/** Whether what is open is no more than a rest that could not be traded. */
export function isDust({ quantity, dustBelow }: Pick<Position, 'quantity' | 'dustBelow'>): boolean {
  return dustBelow !== undefined && !quantity.isZero() && quantity.abs().lessThan(dustBelow);
}
