import type { AccountId, InstrumentId } from '#src/domain/ids.ts';
import { piecesAhead } from '#src/ports/import-writer.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { contentOf, type IdentifiedFill } from './import-identity.ts';

const pageSize = 500;

/** The fills of one account and instrument that are recorded already, while an import adds to them. */
export class RecordedFills {
  readonly #read: Repositories;
  readonly #account: AccountId;
  readonly #instrument: InstrumentId;
  readonly #none: boolean;
  /** The venue's ids in the last pieces, which may not be recorded yet. */
  #recent: readonly ReadonlySet<string>[] = [];

  private constructor(read: Repositories, account: AccountId, instrument: InstrumentId, none: boolean) {
    this.#read = read;
    this.#account = account;
    this.#instrument = instrument;
    this.#none = none;
  }

  static async of(read: Repositories, account: AccountId, instrument: InstrumentId): Promise<RecordedFills> {
    const filter = { accountIds: [account], instrumentId: instrument };
    const { rows } = await read.trades.page(filter, 'ascending', { limit: 1 });
    return new RecordedFills(read, account, instrument, rows.length === 0);
  }

  /** Whether there were none when the import began. */
  get none(): boolean {
    return this.#none;
  }

  /** What is new of the next piece of a file. */
  async newOf(piece: readonly IdentifiedFill[]): Promise<readonly IdentifiedFill[]> {
    const ids = piece.flatMap(({ imported: { tradeId } }) => tradeId ?? []);
    const fresh = this.#none ? piece : await this.#unknownOf(piece);
    if (ids.length === 0) return fresh;
    const taken = await this.#read.trades.namesTaken(this.#account, this.#instrument, ids);
    const own = new Set<string>();
    const before = [taken, own, ...this.#recent];
    this.#recent = [own, ...this.#recent].slice(0, piecesAhead);
    return fresh.filter(({ imported: { tradeId } }) => {
      if (tradeId === undefined) return true;
      if (before.some((names) => names.has(tradeId))) return false;
      own.add(tradeId);
      return true;
    });
  }

  /** The names, without ranks, of those at the times of a piece. */
  async namesAround(piece: readonly IdentifiedFill[]): Promise<ReadonlySet<string>> {
    const times = new Set(piece.map(({ imported }) => imported.time));
    const names = new Set<string>();
    const filter = {
      accountIds: [this.#account],
      instrumentId: this.#instrument,
      from: piece[0]?.imported.time,
      to: (piece.at(-1)?.imported.time ?? 0) + 1,
    };
    let after: string | undefined;
    do {
      const page = await this.#read.trades.page(filter, 'ascending', { limit: pageSize, after });
      for (const fill of page.rows) if (times.has(fill.time)) names.add(contentOf(fill.venueTradeId));
      after = page.next;
    } while (after !== undefined);
    return names;
  }

  async #unknownOf(piece: readonly IdentifiedFill[]): Promise<readonly IdentifiedFill[]> {
    const known = await this.namesAround(piece);
    return piece.filter(({ venueTradeId }) => !known.has(contentOf(venueTradeId)));
  }
}
