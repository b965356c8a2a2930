import { Decimal } from '#src/domain/decimal.ts';
import type { BookLevel } from '#src/domain/market.ts';

/** What is taken, or could be, from one level. */
export type LevelTake = { readonly price: Decimal; readonly quantity: Decimal };

/**
 * One side of a venue's displayed book, less what was already taken from it here: the venue's book does not know
 * of paper fills, so a level would otherwise be taken again and again. What was taken stays taken while the level
 * stands: what others take or cancel comes out of the rest, and only what they add is new. A snapshot may be the top of the book alone: what lies beyond its last
 * level is out of view, not gone.
 */
export class DisplayedSide {
  readonly #side: 'bids' | 'asks';
  readonly #taken = new Map<string, Decimal>();
  #levels: readonly BookLevel[] = [];

  constructor(side: 'bids' | 'asks') {
    this.#side = side;
  }

  show(levels: readonly BookLevel[]): void {
    this.#levels = levels;
    for (const [price, taken] of this.#taken) {
      const displayed = this.displayedAt(Decimal.from(price));
      if (displayed === undefined || displayed.atLeast(taken)) continue;
      if (displayed.isZero()) this.#taken.delete(price);
      else this.#taken.set(price, displayed);
    }
  }

  best(): Decimal | undefined {
    const [level] = this.#levels;
    return level === undefined ? undefined : Decimal.from(level[0]);
  }

  /** Zero where nobody stands; undefined out of view. */
  displayedAt(price: Decimal): Decimal | undefined {
    const worst = this.#levels.at(-1);
    if (worst === undefined || this.#isBetter(Decimal.from(worst[0]), price)) return undefined;
    const level = this.#levels[this.#firstNotBetterThan(price)];
    const stands = level !== undefined && Decimal.from(level[0]).equals(price);
    return stands ? Decimal.from(level[1]) : Decimal.zero;
  }

  /** What taking `wanted` would take, level by level from the best, none worse than `limit`. */
  plan(wanted: Decimal, limit: Decimal | undefined): readonly LevelTake[] {
    const takes: LevelTake[] = [];
    let left = wanted;
    for (const [priceText, quantityText] of this.#levels) {
      const price = Decimal.from(priceText);
      if (!left.isPositive() || (limit !== undefined && this.#isBetter(limit, price))) break;
      const taken = this.#taken.get(price.toString()) ?? Decimal.zero;
      const quantity = Decimal.min(Decimal.from(quantityText).minus(taken), left);
      if (!quantity.isPositive()) continue;
      takes.push({ price, quantity });
      left = left.minus(quantity);
    }
    return takes;
  }

  /** Takes what `plan` just offered. */
  take(takes: readonly LevelTake[]): void {
    for (const { price, quantity } of takes) {
      const before = this.#taken.get(price.toString()) ?? Decimal.zero;
      this.#taken.set(price.toString(), before.plus(quantity));
    }
  }

  #isBetter(left: Decimal, right: Decimal): boolean {
    return this.#side === 'bids' ? left.greaterThan(right) : left.lessThan(right);
  }

  #firstNotBetterThan(price: Decimal): number {
    let low = 0;
    let high = this.#levels.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const level = this.#levels[middle];
      if (level !== undefined && this.#isBetter(Decimal.from(level[0]), price)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
