import { Decimal } from './decimal.ts';
import type { Side } from './fill.ts';
import { notionalOf, type Priced } from './instrument.ts';
import type { BookLevel, BookSnapshot } from './market.ts';

/** What an order of the side takes from, the best first; undefined where no book is shown. */
export function levelsToTake(book: BookSnapshot | undefined, side: Side): readonly BookLevel[] | undefined {
  return side === 'BUY' ? book?.asks : book?.bids;
}

export type Taken = {
  /** No more than is wanted. */
  readonly shown: Decimal;
  /** In the settle currency, with what is not shown at the last level; undefined where nothing is shown. */
  readonly value: Decimal | undefined;
};

/** What taking the quantity out of the shown book comes to. */
export function takenFrom(
  levels: readonly BookLevel[] | undefined,
  quantity: Decimal,
  instrument: Priced,
): Taken | undefined {
  if (levels === undefined || !quantity.isPositive()) return undefined;
  let left = quantity;
  let value = Decimal.zero;
  let worst: Decimal | undefined;
  for (const [price, available] of levels) {
    if (left.isZero()) break;
    worst = Decimal.from(price);
    const taken = Decimal.min(left, Decimal.from(available));
    value = value.plus(notionalOf(instrument, taken, worst));
    left = left.minus(taken);
  }
  return { shown: quantity.minus(left), value: worst && value.plus(notionalOf(instrument, left, worst)) };
}
