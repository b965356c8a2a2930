import type { LotMethod } from '#src/domain/account.ts';
import { compareFills, type Fill } from '#src/domain/fill.ts';
import type { AccountId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { comesAfter, PositionFold, type Position } from '#src/domain/position.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

const pageSize = 500;

export type Traded = {
  readonly account: AccountId;
  readonly instrument: Instrument;
  readonly method: LotMethod;
};

/**
 * Positions of one account and instrument while many fills are added by time: a round trip is given back when it
 * closes, so that only the open one is held. Fills that come before what is folded already leave the positions to
 * be rebuilt from all fills.
 */
export class PositionsOfImport {
  readonly #last: Position | undefined;
  #fold: PositionFold | undefined;
  /** Fills of one time: they fold by name, in which they need not come. */
  #sameTime: Fill[] = [];

  constructor({ instrument, method }: Traded, last: Position | undefined) {
    this.#last = last;
    this.#fold = new PositionFold(instrument, method, last);
  }

  get mustBeRebuilt(): boolean {
    return this.#fold === undefined;
  }

  /** Takes fills by time. The positions that they closed. */
  add(fills: readonly Fill[]): readonly Position[] {
    const closed: Position[] = [];
    for (const fill of fills) {
      const [same] = this.#sameTime;
      if (same !== undefined && same.time !== fill.time) closed.push(...this.#foldSameTime());
      if (this.#last !== undefined && !comesAfter(this.#last, fill)) this.#fold = undefined;
      if (this.#fold !== undefined) this.#sameTime.push(fill);
    }
    return closed;
  }

  /** The positions that the last fills closed, and the open one. */
  end(): readonly Position[] {
    const closed = this.#foldSameTime();
    const open = this.#fold?.open();
    return open === undefined ? closed : [...closed, open];
  }

  #foldSameTime(): readonly Position[] {
    const fold = this.#fold;
    const fills = this.#sameTime.length > 1 ? this.#sameTime.toSorted(compareFills) : this.#sameTime;
    this.#sameTime = [];
    return fold === undefined ? [] : fills.flatMap((fill) => fold.add(fill));
  }
}

/** Folds all fills of an account and instrument anew, a unit of work for every piece of them. */
export async function rebuildInPieces(store: RecordStore, traded: Traded): Promise<void> {
  const { account, instrument } = traded;
  await store.transact((unit) => unit.positions.replaceAll(account, instrument.id, []));
  const rebuilt = new PositionsOfImport(traded, undefined);
  const filter = { accountIds: [account], instrumentId: instrument.id };
  let after: string | undefined;
  do {
    after = await store.transact(async (unit) => {
      const page = await unit.trades.page(filter, 'ascending', { limit: pageSize, after });
      for (const closed of rebuilt.add(page.rows)) await unit.positions.save(closed);
      return page.next;
    });
  } while (after !== undefined);
  await store.transact(async (unit) => {
    for (const position of rebuilt.end()) await unit.positions.save(position);
  });
}
