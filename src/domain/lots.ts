import type { LotMethod } from './account.ts';
import { Decimal } from './decimal.ts';
import type { FillId } from './ids.ts';

/** An open piece of a position. Quantity and cost have the position's sign. */
export type Lot = {
  readonly fillId: FillId;
  readonly openedAt: number;
  readonly quantity: Decimal;
  readonly cost: Decimal;
};

const costPlaces = 18;

/**
 * Takes `quantity` (positive, at most what is open) out of the lots: the oldest first (FIFO), the newest first
 * (LIFO), or out of the one pooled lot (average). A part of a lot takes its share of the cost, rounded; the rest
 * keeps the remainder, so that no digit is lost.
 */
export function closeLots(
  lots: readonly Lot[],
  quantity: Decimal,
  method: LotMethod,
): { readonly remaining: readonly Lot[]; readonly cost: Decimal } {
  const queue = method === 'LIFO' ? lots.toReversed() : lots;
  let wanted = quantity;
  let cost = Decimal.zero;
  const remaining: Lot[] = [];
  for (const lot of queue) {
    const size = lot.quantity.abs();
    if (wanted.isZero()) {
      remaining.push(lot);
    } else if (size.atMost(wanted)) {
      wanted = wanted.minus(size);
      cost = cost.plus(lot.cost);
    } else {
      const share = lot.cost.times(wanted).dividedBy(size, costPlaces, 'half-even');
      const taken = lot.quantity.isNegative() ? wanted.negated() : wanted;
      remaining.push({ ...lot, quantity: lot.quantity.minus(taken), cost: lot.cost.minus(share) });
      cost = cost.plus(share);
      wanted = Decimal.zero;
    }
  }
  return { remaining: method === 'LIFO' ? remaining.toReversed() : remaining, cost };
}
