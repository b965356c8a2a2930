import type { LotMethod } from '#src/domain/account.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { entriesOfFill } from '#src/domain/ledger.ts';
import { applyFill, comesAfter, foldFills, type Position } from '#src/domain/position.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/**
 * Records a fill with its ledger entries and its effect on the position, within a unit of work. A fill that is
 * already there changes nothing; one that comes later than its time says rebuilds the positions from all fills,
 * so that the result is the same as if it had come in order.
 */
export async function bookFill(unit: Repositories, fill: Fill): Promise<readonly Position[]> {
  if (!(await unit.trades.save(fill))) return [];
  const instrument = await unit.instruments.get(fill.instrumentId);
  const account = await unit.accounts.get(fill.accountId);
  const { lotMethod } = await unit.portfolios.get(account.portfolioId);
  await unit.ledger.append(entriesOfFill(fill, instrument));
  const last = await unit.positions.last(fill.accountId, fill.instrumentId);
  if (last !== undefined && !comesAfter(last, fill)) return rebuildPositions(unit, fill, instrument, lotMethod);
  const { touched } = applyFill(last, fill, instrument, lotMethod);
  for (const position of touched) await unit.positions.save(position);
  return touched;
}

/** Folds all fills of the fill's account and instrument anew; returns the round trips from the fill's time on. */
async function rebuildPositions(
  unit: Repositories,
  { accountId, instrumentId, time }: Fill,
  instrument: Instrument,
  method: LotMethod,
): Promise<readonly Position[]> {
  const fills = await unit.trades.ofInstrument(accountId, instrumentId);
  const positions = foldFills(fills, instrument, method);
  await unit.positions.replaceAll(accountId, instrumentId, positions);
  return positions.filter((position) => position.updatedAt >= time);
}
