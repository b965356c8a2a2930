import type { Account } from '#src/domain/account.ts';
import type { Fill } from '#src/domain/fill.ts';
import { comesAfter, type Leg } from '#src/domain/fill-order.ts';
import { cashOfFill } from '#src/domain/fill-cash.ts';
import { heldByPayment } from '#src/domain/payment.ts';
import { coinOf, heldIn } from '#src/domain/held.ts';
import {
  instrumentId as idOfInstrument,
  type AccountId,
  type Currency,
  type HeldId,
  type ImportId,
  type InstrumentId,
} from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import type { Position } from '#src/domain/position.ts';
import type { Holding } from '#src/domain/leg-effect.ts';
import { mostTaken, PositionFold } from '#src/domain/position-fold.ts';
import { beganAfter } from '#src/domain/protection.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import type { Change } from '#src/application/changes.ts';
import { problemsOf } from './check-entry.ts';
import {
  baseOf,
  byHeld,
  holdingOf,
  lastLegOf,
  legsOf,
  linkedWith,
  touchedBy,
  wholeHolding,
  type Touched,
} from './held-legs.ts';

/**
 * Records new fills with what they move and their effect on the positions, within a unit of work; what is read and
 * written of a position is read and written once for all of them, and of its open lots only those that they close,
 * shrink or add. Where one does not stand behind all others the positions are rebuilt from all that changed them, so that
 * the result is the same as if it had come in its order. Returns what changed of the positions. Throws an IntegrityError
 * where a fill is there already, or a venue tells that coins or shares cost nothing.
 */
export async function bookFills(unit: Repositories, fills: readonly Fill[]): Promise<readonly Change[]> {
  const changes: Change[] = [];
  const instruments = new Map<InstrumentId, Instrument>();
  for (const { instrumentId: id } of fills)
    if (!instruments.has(id)) instruments.set(id, await unit.instruments.get(id));
  const instrumentOf = ({ id, instrumentId }: Fill): Instrument => {
    const instrument = instruments.get(instrumentId);
    if (instrument === undefined) throw new RangeError(`fill ${id} has no instrument`);
    return instrument;
  };
  const bases = new Map<AccountId, Currency>();
  for (const { accountId: id } of fills) if (!bases.has(id)) bases.set(id, await baseOf(unit, id));
  const heldByFill = (fill: Fill) => heldIn(bases.get(fill.accountId), instrumentOf(fill));
  for (const { held, fills: own } of byHeld(fills, heldByFill).values()) {
    const [first] = own;
    if (first === undefined) continue;
    const given = own.find((fill) => isGivenAway(fill, instrumentOf(fill)));
    if (given !== undefined)
      throw new IntegrityError(`fill ${given.id} has the price ${given.price.toString()}`);
    const account = await unit.accounts.get(first.accountId);
    const traded = [...new Set(own.map(instrumentOf))];
    const holding = held && (await holdingOf(unit, { account, held }, traded));
    const before = holding && (await lastOf(unit, holding));
    const added = new Set(await unit.trades.saveMany(own));
    const taken = own.find((fill) => !added.has(fill));
    if (taken !== undefined) throw new IntegrityError(`fill ${taken.id} is recorded already`);
    await unit.ledger.moveCash(
      own.flatMap((fill) => cashOfFill(fill, instrumentOf(fill), bases.get(fill.accountId))),
    );
    if (holding !== undefined) changes.push(...(await bookLegs(unit, { account, holding, before }, own)));
  }
  changes.push(
    ...(await bookPayments(unit, fills, (fill) =>
      heldByPayment(fill, instrumentOf(fill), bases.get(fill.accountId)),
    )),
  );
  return changes;
}

/** What the fills, which are recorded, did to coins that they were paid in. */
async function bookPayments(
  unit: Repositories,
  fills: readonly Fill[],
  heldBy: (fill: Fill) => readonly HeldId[],
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  const payments = fills.flatMap((fill) => heldBy(fill).map((held) => ({ held, fill })));
  for (const own of Map.groupBy(payments, ({ held, fill }) => `${fill.accountId} ${held}`).values()) {
    const [first] = own;
    if (first === undefined) continue;
    const { held } = first;
    const account = await unit.accounts.get(first.fill.accountId);
    const holding = await wholeHolding(unit, { account, held });
    await unit.instruments.saveMany(holding.listed());
    const before = await lastOf(unit, holding);
    // What a contract realises is told by all that it ever traded.
    if (own.some(({ fill }) => holding.settledBy.includes(fill.instrumentId))) {
      changes.push(...(await foldAnew(unit, { account, held }, before?.position)));
      continue;
    }
    const legs = own.map(({ fill }) => fill);
    changes.push(...(await bookLegs(unit, { account, holding, before }, legs)));
  }
  return changes;
}

/**
 * Records movements that no fill makes; what they move, and what those that they correct had moved, is folded anew (see
 * `foldHolding`). Throws an IntegrityError for one that `problemsOf` refuses.
 */
export async function bookEntries(
  unit: Repositories,
  entries: readonly LedgerEntry[],
  importId?: ImportId,
): Promise<readonly Change[]> {
  const [wrong] = await problemsOf(unit, entries, Infinity);
  if (wrong !== undefined)
    throw new IntegrityError(`a ledger entry is refused: ${wrong.field} ${wrong.code}`);
  const corrected: LedgerEntry[] = [];
  for (const { corrects } of entries) {
    const entry = corrects && (await unit.ledger.find(corrects));
    if (entry !== undefined) corrected.push(entry);
  }
  // What a link that is corrected had joined is found by it no more.
  const before = await linkedWith(unit, await touchedBy(unit, corrected));
  const added = await unit.ledger.append(entries, importId);
  const changes: Change[] = [];
  for (const by of [...before, ...(await touchedBy(unit, added))])
    changes.push(...(await foldHolding(unit, by)));
  return changes;
}

type Booked = {
  readonly account: Account;
  /** What the legs need of it. */
  readonly holding: Holding;
  readonly before: LastLeg | undefined;
};

type LastLeg = { readonly position: Position; readonly leg: Leg | undefined };

async function lastOf(unit: Repositories, { accountId, held }: Holding): Promise<LastLeg | undefined> {
  const position = await unit.positions.last(accountId, held);
  return position && { position, leg: await lastLegOf(unit, position) };
}

/** Legs of what one account holds, which the record has already. */
async function bookLegs(
  unit: Repositories,
  { account, holding, before }: Booked,
  legs: readonly Leg[],
): Promise<readonly Change[]> {
  const last = before?.position;
  const { accountId, held } = holding;
  // The first trade prices what came before it, of which a lot that is stored has one cost alone.
  const isPriced = last === undefined || last.closedAt !== undefined || last.hasTraded;
  const isBehind = isPriced && comeInOrder(before, legs) && !(await isReshapedLater(unit, holding, legs));
  if (!isBehind) return foldAnew(unit, { account, held }, last);
  const fold = new PositionFold(
    holding,
    last && { position: last, lots: await unit.positions.lots(last, mostTaken(last, legs, holding)) },
  );
  const closed = legs.flatMap((leg) => fold.add(leg));
  const open = fold.open();
  const touched = [...closed, ...fold.unfinished()];
  await unit.positions.saveMany(touched);
  await unit.positions.changeLots(accountId, held, fold.lotChanges());
  const hasBegun = open !== undefined && open.sequence !== last?.sequence;
  const ended = hasBegun ? await endProtection(unit, open) : [];
  return [...ended, ...touched.map((position) => ({ type: 'positionChanged', position }) as const)];
}

/**
 * Within a unit of work, for what changed before the end of what is folded: at once where orders are placed, so that nothing
 * comes between. A history may be long: it is marked, and folded in pieces by `foldUnfolded`. No change tells of it then.
 */
export async function foldHolding(
  unit: Repositories,
  { accountId, held }: Touched,
): Promise<readonly Change[]> {
  const account = await unit.accounts.get(accountId);
  if (account.mode !== 'history')
    return foldAnew(unit, { account, held }, await unit.positions.last(accountId, held));
  for (const each of await linkedWith(unit, [{ accountId, held }]))
    await unit.positions.markUnfolded(each.accountId, each.held);
  return [];
}

async function foldAnew(
  unit: Repositories,
  { account, held }: { readonly account: Account; readonly held: HeldId },
  last: Position | undefined,
): Promise<readonly Change[]> {
  const whole = await wholeHolding(unit, { account, held });
  const fold = new PositionFold(whole);
  const closed: Position[] = [];
  for await (const legs of legsOf(unit, whole)) closed.push(...legs.flatMap((leg) => fold.add(leg)));
  const open = fold.open();
  await unit.instruments.saveMany(whole.listed());
  await unit.positions.replaceAll(account.id, held, [...closed, ...fold.unfinished()]);
  await unit.positions.changeLots(account.id, held, fold.lotChanges());
  const ended = open !== undefined && beganAfter(open, last) ? await endProtection(unit, open) : [];
  return [...ended, { type: 'positionsRebuilt', accountId: account.id, held, open }];
}

/** What a venue leaves out of a report is often a zero there. A history may tell of coins that cost nothing. */
function isGivenAway({ source, price }: Fill, { kind }: Instrument): boolean {
  return source === 'venue' && !price.isPositive() && (kind === 'spot' || kind === 'equity');
}

/** A round trip that begins is not the one that the trader decided for. */
async function endProtection(
  { protections }: Repositories,
  { accountId, instrumentId }: { readonly accountId: AccountId; readonly instrumentId: InstrumentId },
): Promise<readonly Change[]> {
  const had = await protections.remove(accountId, instrumentId);
  return had ? [{ type: 'protectionEnded', accountId, instrumentId }] : [];
}

/** Whether a split that is recorded is later: it has found nothing to change. No coin is split. */
async function isReshapedLater(
  { ledger }: Repositories,
  { accountId, held }: Holding,
  legs: readonly Leg[],
): Promise<boolean> {
  if (coinOf(held) !== undefined) return false;
  const at = (await ledger.reshapedAt(accountId, idOfInstrument(held))) ?? -Infinity;
  return legs.some(({ time }) => time < at);
}

/** Whether each stands behind the one before it, and the first one behind all that are folded already. */
function comeInOrder(before: LastLeg | undefined, legs: readonly Leg[]): boolean {
  if (before !== undefined && before.leg === undefined) return false;
  let last = before?.leg;
  let moment = before?.position.updatedAt ?? -Infinity;
  for (const leg of legs) {
    if (last !== undefined && !comesAfter(moment, last, leg)) return false;
    last = leg;
    moment = Math.max(moment, leg.time);
  }
  return true;
}
