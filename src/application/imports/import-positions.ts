import { comesAfter, inFoldOrder, type Leg } from '#src/domain/fill-order.ts';
import type { Fill } from '#src/domain/fill.ts';
import { unchangedLots, type LotChanges } from '#src/domain/lots.ts';
import type { LastTrip, Position } from '#src/domain/position.ts';
import type { Holding } from '#src/domain/leg-effect.ts';
import { PositionFold } from '#src/domain/position-fold.ts';
import { beganAfter } from '#src/domain/protection.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import {
  lastLegOf,
  legsOf,
  linkedWith,
  wholeHolding,
  type Touched,
} from '#src/application/orders/held-legs.ts';

/** What an account holds when an import begins: its last round trip with all of its open lots, and what that ends with. */
export type FoldedSoFar = LastTrip & { readonly leg: Leg };

/** Positions and lots to be recorded together. */
export type FoldedPiece = { readonly positions: readonly Position[]; readonly lots: LotChanges };

export async function foldedSoFar(
  read: Repositories,
  { accountId, held }: Holding,
): Promise<FoldedSoFar | undefined> {
  const position = await read.positions.last(accountId, held);
  if (position === undefined) return undefined;
  const leg = await lastLegOf(read, position);
  if (leg === undefined) throw new IntegrityError(`position ${position.id} ends with what is not there`);
  return { position, leg, lots: await read.positions.lots(position, position.quantity.abs()) };
}

/**
 * Positions of what an account holds while many fills of an instrument are added by time: a round trip is given back when it
 * closes, so that only the open one is held. Fills that come before what is folded already leave the positions to
 * be rebuilt from all fills.
 */
export class PositionsOfImport {
  readonly #before: FoldedSoFar | undefined;
  readonly #reshapedAt: number;
  #fold: PositionFold | undefined;
  /** Fills of one time, which need not come in the order in which they fold. */
  #sameTime: Fill[] = [];

  /** What was traded before `reshapedAt` is changed by a split that is recorded. */
  constructor(holding: Holding, before: FoldedSoFar | undefined, reshapedAt = -Infinity) {
    this.#before = before;
    this.#reshapedAt = reshapedAt;
    // What was imported once and taken back may have a rate.
    const isInAnother = before?.position.closedAt === undefined && isPaidElsewhere(before?.position, holding);
    this.#fold = isInAnother ? undefined : new PositionFold(holding, before);
  }

  get mustBeRebuilt(): boolean {
    return this.#fold === undefined;
  }

  /** Whether the round trip that is open now is not the one of before. */
  get hasBegun(): boolean {
    const open = this.#fold?.open();
    return open !== undefined && open.sequence !== this.#before?.position.sequence;
  }

  /** Takes fills by time. The positions that they closed. */
  add(fills: readonly Fill[]): readonly Position[] {
    const closed: Position[] = [];
    for (const fill of fills) {
      const [same] = this.#sameTime;
      if (same !== undefined && same.time !== fill.time) closed.push(...this.#foldSameTime());
      if (!this.#isNext(fill)) this.#fold = undefined;
      if (this.#fold !== undefined) this.#sameTime.push(fill);
    }
    return closed;
  }

  /** The positions that the last fills closed, and the open one; and what became of the lots, in pieces. */
  end(): readonly FoldedPiece[] {
    const closed = this.#foldSameTime();
    return this.#fold === undefined ? [] : endOf(this.#fold, closed);
  }

  #isNext(fill: Fill): boolean {
    const before = this.#before;
    if (fill.time < this.#reshapedAt) return false;
    return before === undefined || comesAfter(before.position.updatedAt, before.leg, fill);
  }

  #foldSameTime(): readonly Position[] {
    const fold = this.#fold;
    const fills = this.#sameTime.length > 1 ? inFoldOrder(this.#sameTime) : this.#sameTime;
    this.#sameTime = [];
    return fold === undefined ? [] : fills.flatMap((fill) => fold.add(fill));
  }
}

/**
 * Folds all that changed what an account holds anew, and what is linked with it. Answers whether another round trip of its
 * own is open now than before.
 */
export async function rebuildInPieces(store: RecordStore, by: Touched): Promise<boolean> {
  const all = await linkedWith(store.read, [by]);
  await store.transact(async (unit) => {
    for (const { accountId, held } of all) await unit.positions.markUnfolded(accountId, held);
  });
  let hasBegun = false;
  for (const [at, each] of all.entries()) {
    const isAnother = await rebuildOne(store, each);
    if (at === 0) hasBegun = isAnother;
  }
  return hasBegun;
}

/**
 * A unit of work for every piece. What was open stays as it was last known until what is open now takes its place, so
 * that nobody sees as gone what is not.
 */
export async function rebuildOne(store: RecordStore, { accountId, held }: Touched): Promise<boolean> {
  const account = await store.read.accounts.get(accountId);
  const whole = await wholeHolding(store.read, { account, held });
  await store.transact(async (unit) => {
    await unit.instruments.saveMany(whole.listed());
    await unit.positions.markUnfolded(account.id, held);
  });
  const before = await store.read.positions.last(account.id, held);
  const shown = before?.closedAt === undefined ? before : undefined;
  // In pieces: a single statement took 20 seconds for half a million round trips, and whoever trades waits for it.
  while ((await removePiece()) > 0);
  const rebuilt = new PositionFold(whole);
  /** Of the closed ones the one that has the place of what is shown. */
  let waiting: Position | undefined;
  for await (const legs of legsOf(store.read, whole)) {
    const closed = legs.flatMap((leg) => rebuilt.add(leg));
    waiting ??= closed.find(({ id }) => id === shown?.id);
    await store.transact(async (unit) => {
      await unit.instruments.saveMany(whole.listed());
      await unit.positions.saveMany(closed.filter((one) => one !== waiting));
    });
  }
  const pieces = endOf(rebuilt, waiting === undefined ? [] : [waiting]);
  for (const [at, { positions, lots }] of pieces.entries()) {
    await store.transact(async (unit) => {
      if (at === 0) await unit.instruments.saveMany(whole.listed());
      if (at === 0 && shown !== undefined) await unit.positions.removeOpen(shown);
      await unit.positions.saveMany(positions);
      await unit.positions.changeLots(account.id, held, lots);
      if (at === pieces.length - 1) await unit.positions.markFolded(account.id, held);
    });
  }
  const open = rebuilt.open();
  return open !== undefined && beganAfter(open, before);

  function removePiece(): Promise<number> {
    return store.transact((unit) => unit.positions.removeSome(account.id, held, shown, removedAtOnce));
  }
}

function isPaidElsewhere(position: Position | undefined, { instruments }: Holding): boolean {
  return (
    position !== undefined && [...instruments.values()].some(({ settle }) => settle !== position.currency)
  );
}

const removedAtOnce = 2_000;
const lotsAtOnce = 500;

/** The positions with the first of the lots, and more of these in every piece that follows. */
function endOf(fold: PositionFold, closed: readonly Position[]): readonly FoldedPiece[] {
  const { ended, written } = fold.lotChanges();
  const pieces: FoldedPiece[] = [
    {
      positions: [...closed, ...fold.unfinished()],
      lots: { ended, written: written.slice(0, lotsAtOnce) },
    },
  ];
  for (let at = lotsAtOnce; at < written.length; at += lotsAtOnce) {
    const next = written.slice(at, at + lotsAtOnce);
    pieces.push({ positions: [], lots: { ...unchangedLots, written: next } });
  }
  return pieces;
}
