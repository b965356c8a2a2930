import type { LotMethod } from '#src/domain/account.ts';
import { comesAfter, inFoldOrder } from '#src/domain/fill-order.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { AccountId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { unchangedLots, type LotChanges } from '#src/domain/lots.ts';
import { PositionFold, type LastTrip, type Position } from '#src/domain/position.ts';
import { beganAfter } from '#src/domain/protection.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';

export type Traded = {
  readonly account: AccountId;
  readonly instrument: Instrument;
  readonly method: LotMethod;
};

/** What an account holds of an instrument when an import begins: its last round trip with all of its open lots, and the fill that it ends with. */
export type FoldedSoFar = LastTrip & { readonly fill: Fill };

/** Positions and lots to be recorded together. */
export type FoldedPiece = { readonly positions: readonly Position[]; readonly lots: LotChanges };

export async function foldedSoFar(
  { positions, trades }: Repositories,
  { account, instrument }: Traded,
): Promise<FoldedSoFar | undefined> {
  const position = await positions.last(account, instrument.id);
  if (position === undefined) return undefined;
  const fill = await trades.find(account, instrument.id, position.lastFillId);
  if (fill === undefined)
    throw new IntegrityError(`position ${position.id} ends with a fill that is not there`);
  return { position, fill, lots: await positions.lots(position, position.quantity.abs()) };
}

/**
 * Positions of one account and instrument while many fills are added by time: a round trip is given back when it
 * closes, so that only the open one is held. Fills that come before what is folded already leave the positions to
 * be rebuilt from all fills.
 */
export class PositionsOfImport {
  readonly #before: FoldedSoFar | undefined;
  #fold: PositionFold | undefined;
  /** Fills of one time, which need not come in the order in which they fold. */
  #sameTime: Fill[] = [];

  constructor({ instrument, method }: Traded, before: FoldedSoFar | undefined) {
    this.#before = before;
    this.#fold = new PositionFold(instrument, method, before);
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
    return before === undefined || comesAfter(before.position.updatedAt, before.fill, fill);
  }

  #foldSameTime(): readonly Position[] {
    const fold = this.#fold;
    const fills = this.#sameTime.length > 1 ? inFoldOrder(this.#sameTime) : this.#sameTime;
    this.#sameTime = [];
    return fold === undefined ? [] : fills.flatMap((fill) => fold.add(fill));
  }
}

/**
 * Folds all fills of an account and instrument anew, a unit of work for every piece of them. What was open stays as it
 * was last known until what is open now takes its place, so that nobody sees as gone what is not. Answers whether
 * another round trip is open now than before.
 */
export async function rebuildInPieces(store: RecordStore, traded: Traded): Promise<boolean> {
  const { account, instrument, method } = traded;
  const before = await store.read.positions.last(account, instrument.id);
  const shown = before?.closedAt === undefined ? before : undefined;
  // In pieces: a single statement took 20 seconds for half a million round trips, and whoever trades waits for it.
  while ((await removePiece()) > 0);
  const rebuilt = new PositionFold(instrument, method);
  /** Of the closed ones the one that has the place of what is shown. */
  let waiting: Position | undefined;
  for await (const fills of store.read.trades.inFoldOrder(account, instrument.id)) {
    const closed = fills.flatMap((fill) => rebuilt.add(fill));
    waiting ??= closed.find(({ id }) => id === shown?.id);
    await store.transact((unit) => unit.positions.saveMany(closed.filter((one) => one !== waiting)));
  }
  const pieces = endOf(rebuilt, waiting === undefined ? [] : [waiting]);
  for (const [at, { positions, lots }] of pieces.entries()) {
    await store.transact(async (unit) => {
      if (at === 0 && shown !== undefined) await unit.positions.removeOpen(shown);
      await unit.positions.saveMany(positions);
      await unit.positions.changeLots(account, instrument.id, lots);
    });
  }
  const open = rebuilt.open();
  return open !== undefined && beganAfter(open, before);

  function removePiece(): Promise<number> {
    return store.transact((unit) => unit.positions.removeSome(account, instrument.id, shown, removedAtOnce));
  }
}

const removedAtOnce = 2_000;
const lotsAtOnce = 500;

/** The positions with the first of the lots, and more of these in every piece that follows. */
function endOf(fold: PositionFold, closed: readonly Position[]): readonly FoldedPiece[] {
  const open = fold.open();
  const { ended, written } = fold.lotChanges();
  const pieces: FoldedPiece[] = [
    {
      positions: open === undefined ? closed : [...closed, open],
      lots: { ended, written: written.slice(0, lotsAtOnce) },
    },
  ];
  for (let at = lotsAtOnce; at < written.length; at += lotsAtOnce) {
    const next = written.slice(at, at + lotsAtOnce);
    pieces.push({ positions: [], lots: { ...unchangedLots, written: next } });
  }
  return pieces;
}
