import type { Fill } from '#src/domain/fill.ts';
import { comesAfter, type FillOrderKey } from '#src/domain/fill-order.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { entriesOfFill } from '#src/domain/ledger.ts';
import { mostTaken, PositionFold, type Position } from '#src/domain/position.ts';
import { beganAfter } from '#src/domain/protection.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import type { Change } from '#src/application/changes.ts';

/**
 * Records new fills with what they move and their effect on the positions, within a unit of work; what is read and
 * written of a position is read and written once for all of them, and of its open lots only those that they close,
 * shrink or add. Where one does not stand behind all others the positions are rebuilt from all fills, so that the result
 * is the same as if it had come in its order. Returns what changed of the positions. Throws an IntegrityError where a
 * fill is there already, or a venue tells that coins or shares cost nothing.
 */
export async function bookFills(unit: Repositories, fills: readonly Fill[]): Promise<readonly Change[]> {
  const changes: Change[] = [];
  const held = Map.groupBy(fills, ({ accountId, instrumentId }) => `${accountId} ${instrumentId}`);
  for (const [first, ...others] of held.values()) {
    if (first !== undefined) changes.push(...(await bookHeld(unit, first, others)));
  }
  return changes;
}

/** Fills of one account and instrument. */
async function bookHeld(
  unit: Repositories,
  first: Fill,
  others: readonly Fill[],
): Promise<readonly Change[]> {
  const { accountId, instrumentId } = first;
  const fills = [first, ...others];
  const instrument = await unit.instruments.get(instrumentId);
  const given = fills.find((fill) => isGivenAway(fill, instrument));
  if (given !== undefined)
    throw new IntegrityError(`fill ${given.id} has the price ${given.price.toString()}`);
  const account = await unit.accounts.get(accountId);
  const { lotMethod } = await unit.portfolios.get(account.portfolioId);
  const last = await unit.positions.last(accountId, instrumentId);
  const isInOrder = await comeInOrder(unit, last, fills);
  const added = new Set(await unit.trades.saveMany(fills));
  const taken = fills.find((fill) => !added.has(fill));
  if (taken !== undefined) throw new IntegrityError(`fill ${taken.id} is recorded already`);
  await unit.ledger.moveCash(fills.flatMap((fill) => entriesOfFill(fill, instrument)));
  const fold = new PositionFold(
    instrument,
    lotMethod,
    last !== undefined && isInOrder
      ? { position: last, lots: await unit.positions.lots(last, mostTaken(last, fills, instrument)) }
      : undefined,
  );
  const folded = isInOrder ? fills : await unit.trades.ofInstrument(accountId, instrumentId);
  const closed = folded.flatMap((fill) => fold.add(fill));
  const open = fold.open();
  const touched = open === undefined ? closed : [...closed, open];
  if (isInOrder) await unit.positions.saveMany(touched);
  else await unit.positions.replaceAll(accountId, instrumentId, touched);
  await unit.positions.changeLots(accountId, instrumentId, fold.lotChanges());
  if (!isInOrder) {
    const ended = open !== undefined && beganAfter(open, last) ? await endProtection(unit, first) : [];
    return [...ended, { type: 'positionsRebuilt', accountId, instrumentId, open }];
  }
  const hasBegun = open !== undefined && open.sequence !== last?.sequence;
  const ended = hasBegun ? await endProtection(unit, first) : [];
  return [...ended, ...touched.map((position) => ({ type: 'positionChanged', position }) as const)];
}

/** What a venue leaves out of a report is often a zero there. A history may tell of coins that cost nothing. */
function isGivenAway({ source, price }: Fill, { kind }: Instrument): boolean {
  return source === 'venue' && !price.isPositive() && (kind === 'spot' || kind === 'equity');
}

/** A round trip that begins is not the one that the trader decided for. */
async function endProtection(
  { protections }: Repositories,
  { accountId, instrumentId }: Fill,
): Promise<readonly Change[]> {
  const had = await protections.remove(accountId, instrumentId);
  return had ? [{ type: 'protectionEnded', accountId, instrumentId }] : [];
}

/** Whether each stands behind the one before it, and the first one behind all that are folded already. */
async function comeInOrder(
  { trades }: Repositories,
  position: Position | undefined,
  fills: readonly Fill[],
): Promise<boolean> {
  let last: FillOrderKey | undefined;
  let moment = -Infinity;
  if (position !== undefined) {
    last = await trades.find(position.accountId, position.instrumentId, position.lastFillId);
    if (last === undefined) return false;
    moment = position.updatedAt;
  }
  for (const fill of fills) {
    if (last !== undefined && !comesAfter(moment, last, fill)) return false;
    last = fill;
    moment = Math.max(moment, fill.time);
  }
  return true;
}
