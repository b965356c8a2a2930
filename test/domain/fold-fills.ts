import type { LotMethod } from '#src/domain/account.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { Lot } from '#src/domain/lots.ts';
import { heldOf } from '#src/domain/held.ts';
import type { AccountId } from '#src/domain/ids.ts';
import type { Position } from '#src/domain/position.ts';
import type { Holding } from '#src/domain/leg-effect.ts';
import { PositionFold } from '#src/domain/position-fold.ts';

/** All round trips of one account and instrument, from its fills in their order. */
export function foldFills(
  fills: Iterable<Fill>,
  instrument: Instrument,
  method: LotMethod,
  more: Partial<Holding> = {},
): readonly Position[] {
  return foldAnew(fills, instrument, method, more).trips;
}

export type FoldedAnew = { readonly trips: readonly Position[]; readonly lots: readonly Lot[] };

/** As `foldFills`, with the lots of the one that is open. */
export function foldAnew(
  fills: Iterable<Fill>,
  instrument: Instrument,
  method: LotMethod,
  more: Partial<Holding> = {},
): FoldedAnew {
  const all = [...fills];
  const [first] = all;
  if (first === undefined) return { trips: [], lots: [] };
  const fold = new PositionFold({ ...borrowing(first.accountId, instrument, method), ...more });
  const closed = all.flatMap((fill) => fold.add(fill));
  return { trips: [...closed, ...fold.unfinished()], lots: fold.lotChanges().written };
}

/** What an account that may sell more than it has holds of the instrument. */
export function borrowing(accountId: AccountId, instrument: Instrument, method: LotMethod): Holding {
  return {
    accountId,
    held: heldOf(instrument),
    method,
    mayBeShort: true,
    instruments: new Map([[instrument.id, instrument]]),
  };
}
