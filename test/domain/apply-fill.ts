import type { LotMethod } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { HeldLots, Lot, LotChanges } from '#src/domain/lots.ts';
import type { Position } from '#src/domain/position.ts';
import { mostTaken, PositionFold } from '#src/domain/position-fold.ts';
import { borrowing } from './fold-fills.ts';

/** A round trip with all of its open lots. */
export type Trip = { readonly position: Position; readonly lots: readonly Lot[] };

/**
 * One fill behind the last round trip, as the store's positions go on: with no more lots than the fill needs. Those that
 * it touched, the closed one first.
 */
export function applyFill(
  last: Trip | undefined,
  fill: Fill,
  instrument: Instrument,
  method: LotMethod,
): { readonly touched: readonly Position[]; readonly last: Trip } {
  const holding = borrowing(fill.accountId, instrument, method);
  const fold = new PositionFold(
    holding,
    last && {
      position: last.position,
      lots: firstTaken(last, mostTaken(last.position, [fill], holding)),
    },
  );
  const closed = fold.add(fill);
  const touched = [...closed, ...fold.unfinished()];
  const newest = touched.at(-1);
  if (newest === undefined) throw new Error('a fill touches a round trip');
  return { touched, last: { position: newest, lots: changed(last?.lots ?? [], fold.lotChanges()) } };
}

/** Of the lots those that the position's method takes first, no more than hold the quantity together. */
function firstTaken({ position, lots }: Trip, quantity: Decimal): HeldLots {
  const taken: Lot[] = [];
  let held = Decimal.zero;
  for (const lot of position.method === 'FIFO' ? lots : lots.toReversed()) {
    if (!held.lessThan(quantity)) break;
    taken.push(lot);
    held = held.plus(lot.quantity.abs());
  }
  return { lots: inPlace(taken), lastPlace: lots.at(-1)?.place ?? 0 };
}

function changed(lots: readonly Lot[], { ended, written }: LotChanges): readonly Lot[] {
  const stay = lots.filter(({ place }) => ended === undefined || place < ended.first || place > ended.last);
  return inPlace([...new Map([...stay, ...written].map((lot) => [lot.place, lot])).values()]);
}

function inPlace(lots: readonly Lot[]): readonly Lot[] {
  return lots.toSorted((one, other) => one.place - other.place);
}

/** The places of lots tell their order alone. */
export function withoutPlaces(lots: readonly Lot[]): readonly Omit<Lot, 'place'>[] {
  return lots.map(({ place: _place, ...lot }) => lot);
}
