import type { LotMethod } from '#src/domain/account.ts';
import { compareFills, type Fill } from '#src/domain/fill.ts';
import type { AccountId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { comesAfter, PositionFold, type Position } from '#src/domain/position.ts';
import type { Repositories } from '#src/ports/record-store.ts';

const pageSize = 500;

/**
 * Positions of one account and instrument while many fills are added by time: a round trip is saved when it
 * closes, so that only the open one is held. Fills that come before what is folded already leave the positions to
 * be rebuilt from all fills.
 */
export class PositionsOfImport {
  readonly #unit: Repositories;
  readonly #account: AccountId;
  readonly #instrument: Instrument;
  readonly #method: LotMethod;
  readonly #last: Position | undefined;
  #fold: PositionFold | undefined;
  /** Fills of one time: they fold by name, in which they need not come. */
  #sameTime: Fill[] = [];

  constructor(
    unit: Repositories,
    account: AccountId,
    instrument: Instrument,
    { method, last }: { readonly method: LotMethod; readonly last: Position | undefined },
  ) {
    this.#unit = unit;
    this.#account = account;
    this.#instrument = instrument;
    this.#method = method;
    this.#last = last;
    this.#fold = new PositionFold(instrument, method, last);
  }

  /** By time. */
  async add(fills: readonly Fill[]): Promise<void> {
    for (const fill of fills) {
      const [same] = this.#sameTime;
      if (same !== undefined && same.time !== fill.time) await this.#foldSameTime();
      if (this.#last !== undefined && !comesAfter(this.#last, fill)) this.#fold = undefined;
      if (this.#fold !== undefined) this.#sameTime.push(fill);
    }
  }

  /** `pause` is awaited between the pieces of a rebuild. */
  async end(pause: () => Promise<void>): Promise<void> {
    await this.#foldSameTime();
    if (this.#fold === undefined) {
      await rebuildInPieces(this.#unit, this.#account, this.#instrument, { method: this.#method, pause });
    }
    const open = this.#fold?.open();
    if (open !== undefined) await this.#unit.positions.save(open);
  }

  async #foldSameTime(): Promise<void> {
    const fold = this.#fold;
    const fills = this.#sameTime.length > 1 ? this.#sameTime.toSorted(compareFills) : this.#sameTime;
    this.#sameTime = [];
    if (fold === undefined) return;
    for (const fill of fills) {
      for (const closed of fold.add(fill)) await this.#unit.positions.save(closed);
    }
  }
}

/** Folds all fills of an account and instrument anew, piece by piece; `pause` is awaited between them. */
export async function rebuildInPieces(
  unit: Repositories,
  account: AccountId,
  instrument: Instrument,
  { method, pause }: { readonly method: LotMethod; readonly pause: () => Promise<void> },
): Promise<void> {
  await unit.positions.replaceAll(account, instrument.id, []);
  const rebuilt = new PositionsOfImport(unit, account, instrument, { method, last: undefined });
  const filter = { accountIds: [account], instrumentId: instrument.id };
  let after: string | undefined;
  do {
    const page = await unit.trades.page(filter, 'ascending', { limit: pageSize, after });
    await rebuilt.add(page.rows);
    after = page.next;
    await pause();
  } while (after !== undefined);
  await rebuilt.end(pause);
}
