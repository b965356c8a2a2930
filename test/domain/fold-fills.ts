import type { LotMethod } from '#src/domain/account.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { Lot } from '#src/domain/lots.ts';
import { PositionFold, type Position } from '#src/domain/position.ts';

/** All round trips of one account and instrument, from its fills in their order. */
export function foldFills(
  fills: Iterable<Fill>,
  instrument: Instrument,
  method: LotMethod,
): readonly Position[] {
  return foldAnew(fills, instrument, method).trips;
}

export type FoldedAnew = { readonly trips: readonly Position[]; readonly lots: readonly Lot[] };

/** As `foldFills`, with the lots of the one that is open. */
export function foldAnew(fills: Iterable<Fill>, instrument: Instrument, method: LotMethod): FoldedAnew {
  const fold = new PositionFold(instrument, method);
  const closed: Position[] = [];
  for (const fill of fills) closed.push(...fold.add(fill));
  const open = fold.open();
  return { trips: open === undefined ? closed : [...closed, open], lots: fold.lotChanges().written };
}
