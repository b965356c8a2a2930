import type { LotMethod } from './account.ts';
import { Decimal } from './decimal.ts';
import type { FillId } from './ids.ts';
import { costPlaces } from './rounding.ts';

/** An open piece of a position. Quantity and cost have the position's sign. */
export type Lot = {
  readonly fillId: FillId;
  readonly openedAt: number;
  readonly quantity: Decimal;
  readonly cost: Decimal;
};

/**
 * The open lots of one position while fills are folded into it. `take` closes the oldest first (FIFO), the
 * newest first (LIFO), or a part of the one pooled lot (average). A part of a lot takes its share of the cost,
 * rounded; the rest keeps the remainder, so that no digit is lost. Mutable, because copying thousands of lots
 * for each fill makes a fold quadratic.
 */
export class OpenLots {
  readonly #method: LotMethod;
  #lots: Lot[];
  /** Closed lots at the front, dropped in bulk. */
  #closed = 0;

  constructor(method: LotMethod, lots: readonly Lot[]) {
    this.#method = method;
    this.#lots = [...lots];
  }

  add(lot: Lot): void {
    const pooled = this.#method === 'AVERAGE' ? this.#lots.pop() : undefined;
    this.#lots.push(
      pooled === undefined
        ? lot
        : { ...pooled, quantity: pooled.quantity.plus(lot.quantity), cost: pooled.cost.plus(lot.cost) },
    );
  }

  /** Closes `quantity` (positive) and returns its cost. Throws a RangeError when less is open. */
  take(quantity: Decimal): Decimal {
    let wanted = quantity;
    let cost = Decimal.zero;
    while (wanted.isPositive()) {
      const at = this.#method === 'FIFO' ? this.#closed : this.#lots.length - 1;
      const lot = this.#lots[at];
      if (lot === undefined) throw new RangeError(`${wanted.toString()} more than the open lots was taken`);
      const size = lot.quantity.abs();
      if (size.greaterThan(wanted)) {
        const share = lot.cost.times(wanted).dividedBy(size, costPlaces, 'half-even');
        const taken = lot.quantity.isNegative() ? wanted.negated() : wanted;
        this.#lots[at] = { ...lot, quantity: lot.quantity.minus(taken), cost: lot.cost.minus(share) };
        return cost.plus(share);
      }
      wanted = wanted.minus(size);
      cost = cost.plus(lot.cost);
      this.#remove(at);
    }
    return cost;
  }

  /** The oldest first. */
  list(): readonly Lot[] {
    return this.#lots.slice(this.#closed);
  }

  #remove(at: number): void {
    if (this.#method !== 'FIFO') {
      this.#lots.pop();
      return;
    }
    this.#closed = at + 1;
    if (this.#closed * 2 < this.#lots.length) return;
    this.#lots = this.#lots.slice(this.#closed);
    this.#closed = 0;
  }
}
