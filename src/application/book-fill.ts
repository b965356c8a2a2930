import type { LotMethod } from '#src/domain/account.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { AccountId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { entriesOfFill } from '#src/domain/ledger.ts';
import { applyFill, comesAfter, foldFills, type Position } from '#src/domain/position.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/**
 * Records a fill with what it moves and its effect on the position, within a unit of work. A fill that is
 * already there changes nothing; one that comes later than its time says rebuilds the positions from all fills,
 * so that the result is the same as if it had come in order.
 */
export async function bookFill(unit: Repositories, fill: Fill): Promise<readonly Position[]> {
  const instrument = await unit.instruments.get(fill.instrumentId);
  const added = await recordFills(unit, [fill], instrument);
  if (added.length === 0) return [];
  const account = await unit.accounts.get(fill.accountId);
  const { lotMethod } = await unit.portfolios.get(account.portfolioId);
  const last = await unit.positions.last(fill.accountId, fill.instrumentId);
  if (last !== undefined && !comesAfter(last, fill)) {
    const positions = await rebuildPositions(unit, fill.accountId, instrument, lotMethod);
    return positions.filter((position) => position.updatedAt >= fill.time);
  }
  const { touched } = applyFill(last, fill, instrument, lotMethod);
  for (const position of touched) await unit.positions.save(position);
  return touched;
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

/** Folds all fills of an account and instrument anew; returns all their round trips. */
async function rebuildPositions(
  unit: Repositories,
  account: AccountId,
  instrument: Instrument,
  method: LotMethod,
): Promise<readonly Position[]> {
  const fills = await unit.trades.ofInstrument(account, instrument.id);
  const positions = foldFills(fills, instrument, method);
  await unit.positions.replaceAll(account, instrument.id, positions);
  return positions;
}
