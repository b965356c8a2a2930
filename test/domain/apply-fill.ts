import type { LotMethod } from '#src/domain/account.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { PositionFold, type Position } from '#src/domain/position.ts';

/** One fill behind the last round trip, as the store's positions go on: those that it touched, the closed one first. */
export function applyFill(
  last: Position | undefined,
  fill: Fill,
  instrument: Instrument,
  method: LotMethod,
): { readonly touched: readonly Position[]; readonly last: Position } {
  const fold = new PositionFold(instrument, method, last);
  const closed = fold.add(fill);
  const open = fold.open();
  const touched = open === undefined ? closed : [...closed, open];
  const newest = touched.at(-1);
  if (newest === undefined) throw new Error('a fill touches a round trip');
  return { touched, last: newest };
}
