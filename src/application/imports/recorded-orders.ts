import type { AccountId, InstrumentId } from '#src/domain/ids.ts';
import { pagesOfFills } from '#src/application/pages-of-fills.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { recordedFill, type RecordedFill } from './compared-fills.ts';
import { longest } from './compared-orders.ts';
import type { IdentifiedFill } from './import-identity.ts';

const pageSize = 500;
/** Of so many the latest are looked at. */
const most = 20_000;

/**
 * What is recorded of one account and instrument about the time of a file's pieces, which come by time: as long before and behind
 * as an order may be filled. It is read ahead of what the import itself writes.
 */
export class RecordedOrders {
  readonly #read: Repositories;
  readonly #account: AccountId;
  readonly #instrument: InstrumentId;
  #fills: RecordedFill[] = [];
  #readTo: number | undefined;

  constructor(read: Repositories, account: AccountId, instrument: InstrumentId) {
    this.#read = read;
    this.#account = account;
    this.#instrument = instrument;
  }

  /** Around a piece; none where it names no orders. */
  async around(piece: readonly IdentifiedFill[]): Promise<readonly RecordedFill[]> {
    const [first, last] = [piece[0]?.imported, piece.at(-1)?.imported];
    if (first === undefined || last === undefined) return [];
    if (piece.every(({ imported }) => imported.orderId === undefined)) return [];
    const start = first.time - longest;
    const from = Math.max(start, this.#readTo ?? start);
    const to = last.time + longest;
    this.#fills = this.#fills.filter(({ time }) => time >= start);
    const filter = { accountIds: [this.#account], instrumentId: this.#instrument, from, to };
    if (to > from)
      for await (const page of pagesOfFills(this.#read.trades, filter, pageSize))
        this.#fills = [...this.#fills, ...page.map(recordedFill)].slice(-most);
    this.#readTo = Math.max(to, from);
    return this.#fills;
  }
}
