import type { LotMethod } from '#src/domain/account.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { entriesOfFill } from '#src/domain/ledger.ts';
import { comesAfter } from '#src/domain/fill-order.ts';
import { applyFill, foldFills, withProtection, type Position } from '#src/domain/position.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import type { Change } from '#src/application/changes.ts';

/**
 * Records a fill with what it moves and its effect on the position, within a unit of work. One that does not stand
 * behind all others rebuilds the positions from all fills, so that the result is the same as if it had come in its
 * order. Returns what it changed of the positions; undefined, with nothing changed, where the fill is there already.
 */
export async function bookFill(unit: Repositories, fill: Fill): Promise<readonly Change[] | undefined> {
  const instrument = await unit.instruments.get(fill.instrumentId);
  const added = await recordFills(unit, [fill], instrument);
  if (added.length === 0) return undefined;
  const account = await unit.accounts.get(fill.accountId);
  const { lotMethod } = await unit.portfolios.get(account.portfolioId);
  const last = await unit.positions.last(fill.accountId, fill.instrumentId);
  if (last !== undefined && !(await isNext(unit, last, fill))) {
    const open = await rebuildPositions(unit, last, instrument, lotMethod);
    return [{ type: 'positionsRebuilt', accountId: fill.accountId, instrumentId: instrument.id, open }];
  }
  const { touched } = applyFill(last, fill, instrument, lotMethod);
  for (const position of touched) await unit.positions.save(position);
  return touched.map((position) => ({ type: 'positionChanged', position }));
}

async function isNext({ trades }: Repositories, last: Position, fill: Fill): Promise<boolean> {
  const { accountId, instrumentId, lastFillId, updatedAt } = last;
  const lastFill = await trades.find(accountId, instrumentId, lastFillId);
  return lastFill !== undefined && comesAfter(updatedAt, lastFill, fill);
}

/**
 * Records fills of one instrument with the cash that they move, and returns those that are new. Their effect on the
 * positions is left to `rebuildPositions`, once, in the same unit of work: for many fills that is far faster.
 */
async function recordFills(
  unit: Repositories,
  fills: readonly Fill[],
  instrument: Instrument,
): Promise<readonly Fill[]> {
  const added = await unit.trades.saveMany(fills);
  await unit.ledger.settle(added.flatMap((fill) => entriesOfFill(fill, instrument)));
  return added;
}

/** Folds all fills of an account and instrument anew; returns the round trip that is open. */
async function rebuildPositions(
  unit: Repositories,
  last: Position,
  instrument: Instrument,
  method: LotMethod,
): Promise<Position | undefined> {
  const { accountId } = last;
  const fills = await unit.trades.ofInstrument(accountId, instrument.id);
  const positions = foldFills(fills, instrument, method).map((position) => withProtection(position, last));
  await unit.positions.replaceAll(accountId, instrument.id, positions);
  return positions.find(({ closedAt }) => closedAt === undefined);
}
