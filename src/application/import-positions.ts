import type { LotMethod } from '#src/domain/account.ts';
import { compareFills, type Fill } from '#src/domain/fill.ts';
import type { AccountId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { comesAfter, PositionFold, type Position } from '#src/domain/position.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';

const pageSize = 500;

export type Traded = {
  readonly account: AccountId;
  readonly instrument: Instrument;
  readonly method: LotMethod;
};

/**
 * Positions of one account and instrument while many fills are added by time: a round trip is saved when it
 * closes, so that only the open one is held. Fills that come before what is folded already leave the positions to
 * be rebuilt from all fills.
 */
export class PositionsOfImport {
  readonly #traded: Traded;
  readonly #last: Position | undefined;
  #fold: PositionFold | undefined;
  /** Fills of one time: they fold by name, in which they need not come. */
  #sameTime: Fill[] = [];

  constructor(traded: Traded, last: Position | undefined) {
    this.#traded = traded;
    this.#last = last;
    this.#fold = new PositionFold(traded.instrument, traded.method, last);
  }

  /** By time. */
  async add(unit: Repositories, fills: readonly Fill[]): Promise<void> {
    for (const fill of fills) {
      const [same] = this.#sameTime;
      if (same !== undefined && same.time !== fill.time) await this.#foldSameTime(unit);
      if (this.#last !== undefined && !comesAfter(this.#last, fill)) this.#fold = undefined;
      if (this.#fold !== undefined) this.#sameTime.push(fill);
    }
  }

  async end(store: RecordStore): Promise<void> {
    await store.transact(async (unit) => {
      await this.#foldSameTime(unit);
      const open = this.#fold?.open();
      if (open !== undefined) await unit.positions.save(open);
    });
    if (this.#fold === undefined) await rebuildInPieces(store, this.#traded);
  }

  async #foldSameTime(unit: Repositories): Promise<void> {
    const fold = this.#fold;
    const fills = this.#sameTime.length > 1 ? this.#sameTime.toSorted(compareFills) : this.#sameTime;
    this.#sameTime = [];
    if (fold === undefined) return;
    for (const fill of fills) {
      for (const closed of fold.add(fill)) await unit.positions.save(closed);
    }
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
      await rebuilt.add(unit, page.rows);
      return page.next;
    });
  } while (after !== undefined);
  await rebuilt.end(store);
}
