import type { LotMethod } from './account.ts';
import { Decimal } from './decimal.ts';
import type { FillId } from './ids.ts';
import { costPlaces } from './rounding.ts';

/** An open piece of a position. Quantity and cost have the position's sign. */
export type Lot = {
  /** Orders the lots of a position, the oldest first. Places need not follow one another. */
  readonly place: number;
  readonly fillId: FillId;
  readonly openedAt: number;
  readonly quantity: Decimal;
  readonly cost: Decimal;
};

/** The open lots of a position, or as many of them as fills that are to be folded can need. */
export type HeldLots = {
  /** By place. Where it is not all, those that the method takes first. */
  readonly lots: readonly Lot[];
  /** Of all that are open; zero without any. */
  readonly lastPlace: number;
};

/** What fills did to the lots that were open before them. */
export type LotChanges = {
  /** The places of those that ended, from the first to the last: none between them stays open. */
  readonly ended: { readonly first: number; readonly last: number } | undefined;
  /** Those that are new or hold another quantity, as they are now. */
  readonly written: readonly Lot[];
};

export const noLots: HeldLots = { lots: [], lastPlace: 0 };
export const unchangedLots: LotChanges = { ended: undefined, written: [] };

/**
 * The open lots of one position while fills are folded into it. `take` closes the oldest first (FIFO), the
 * newest first (LIFO), or a part of the one pooled lot (average). A part of a lot takes its share of the cost,
 * rounded; the rest keeps the remainder, so that no digit is lost. Mutable, because copying thousands of lots
 * for each fill makes a fold quadratic.
 */
export class OpenLots {
  readonly #method: LotMethod;
  readonly #held: HeldLots;
  /** Whether others are open that were not given. */
  readonly #hasOthers: boolean;
  #lots: Lot[];
  /** Closed lots at the front, dropped in bulk. */
  #closed = 0;
  #lastPlace: number;

  /** `quantity` is that of all lots, given or not. */
  constructor(method: LotMethod, held: HeldLots, quantity: Decimal) {
    this.#method = method;
    this.#held = held;
    this.#hasOthers = !Decimal.sum(held.lots.map((lot) => lot.quantity)).equals(quantity);
    this.#lots = [...held.lots];
    this.#lastPlace = held.lastPlace;
  }

  add(lot: Omit<Lot, 'place'>): void {
    const pooled = this.#method === 'AVERAGE' ? this.#lots.pop() : undefined;
    this.#lots.push(
      pooled === undefined
        ? { ...lot, place: (this.#lastPlace += 1) }
        : { ...pooled, quantity: pooled.quantity.plus(lot.quantity), cost: pooled.cost.plus(lot.cost) },
    );
  }

  /** Closes `quantity` (positive) and returns its cost. Throws a RangeError when less is open, or was given. */
  take(quantity: Decimal): Decimal {
    let wanted = quantity;
    let cost = Decimal.zero;
    while (wanted.isPositive()) {
      const at = this.#method === 'FIFO' ? this.#closed : this.#lots.length - 1;
      const lot = this.#lots[at];
      if (lot === undefined || this.#isBehindOthers(lot)) {
        throw new RangeError(`${wanted.toString()} more than the open lots was taken`);
      }
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

  /** The oldest first, without those that were not given. */
  list(): readonly Lot[] {
    return this.#lots.slice(this.#closed);
  }

  /** Since the lots were given. */
  changes(): LotChanges {
    const open = this.list();
    const given = new Set(this.#held.lots);
    const places = new Set(open.map(({ place }) => place));
    const ended = this.#held.lots.filter(({ place }) => !places.has(place)).map(({ place }) => place);
    const [first, last] = [ended[0], ended.at(-1)];
    return {
      ended: first === undefined || last === undefined ? undefined : { first, last },
      written: open.filter((lot) => !given.has(lot)),
    };
  }

  /** The oldest are taken first: one that was added is not next while others are open that were not given. */
  #isBehindOthers({ place }: Lot): boolean {
    return this.#hasOthers && this.#method === 'FIFO' && place > this.#held.lastPlace;
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
