import { OrderBook } from '#src/domain/book.ts';
import type { InstrumentId } from '#src/domain/ids.ts';
import type { BookLevel } from '#src/domain/market.ts';
import type { DepthUpdate } from './stream-messages.ts';

export type DepthSnapshot = {
  readonly lastUpdateId: number;
  readonly bids: readonly BookLevel[];
  readonly asks: readonly BookLevel[];
};

export type BookSyncCounts = {
  readonly applied: number;
  /** Older than the snapshot, or seen before. */
  readonly dropped: number;
  /** Times that a synchronised book was given up for a gap or a bad event. */
  readonly restarts: number;
};

/** Events held while no snapshot comes; beyond that the oldest go, and a newer snapshot is needed. */
const bufferLimit = 10_000;
/** Snapshots in a row that do not fit; then it is the buffer that is wrong, an absurd id in it for instance. */
const patience = 5;

/**
 * The venue's own steps: buffer the events, take a snapshot that is not older than the first of them, drop what the
 * snapshot holds already, apply the rest in an unbroken row, and start again when the row breaks.
 *
 * It must be fed from before its snapshot was asked for. Then a snapshot without any buffered event is good too:
 * if an event was missed, the next one shows it.
 */
export class BookSync {
  readonly #book: OrderBook;
  #synchronised = false;
  #buffer: DepthUpdate[] = [];
  #rejected = 0;
  #applied = 0;
  #dropped = 0;
  #restarts = 0;

  constructor(instrument: InstrumentId) {
    this.#book = new OrderBook(instrument);
  }

  /** The book, once it can be trusted. */
  book(): OrderBook | undefined {
    return this.#synchronised ? this.#book : undefined;
  }

  counts(): BookSyncCounts {
    return { applied: this.#applied, dropped: this.#dropped, restarts: this.#restarts };
  }

  /** Forgets everything; the caller fetches a snapshot. */
  restart(): void {
    if (this.#synchronised) this.#restarts += 1;
    this.#synchronised = false;
    this.#book.clear();
    this.#buffer = [];
  }

  /** False when the book was given up: the caller fetches a snapshot. */
  update(event: DepthUpdate): boolean {
    if (!this.#synchronised) {
      this.#buffer.push(event);
      if (this.#buffer.length > bufferLimit) this.#buffer = this.#buffer.slice(bufferLimit / 2);
      return true;
    }
    const outcome = this.#apply(event);
    if (outcome === 'fits') return true;
    this.restart();
    if (outcome === 'gap') this.#buffer.push(event);
    return false;
  }

  /** `time` is the venue's, as far as it is known: a snapshot has none. False when it cannot be used, or what was buffered does not follow from it: fetch another. */
  snapshot(snapshot: DepthSnapshot, time: number): boolean {
    this.#synchronised = this.#join(snapshot, time);
    this.#rejected = this.#synchronised ? 0 : this.#rejected + 1;
    if (this.#synchronised || this.#rejected % patience === 0) this.#buffer = [];
    return this.#synchronised;
  }

  #join({ lastUpdateId, bids, asks }: DepthSnapshot, time: number): boolean {
    const first = this.#buffer[0];
    if (first !== undefined && lastUpdateId < first.firstId) return false;
    if (!this.#book.replace(lastUpdateId, bids, asks, time)) return false;
    for (const [index, event] of this.#buffer.entries()) {
      const outcome = this.#apply(event);
      if (outcome !== 'fits') {
        this.#book.clear();
        this.#buffer = this.#buffer.slice(outcome === 'gap' ? index : index + 1);
        return false;
      }
    }
    return true;
  }

  #apply(event: DepthUpdate): 'fits' | 'gap' | 'bad' {
    const last = this.#book.updateId;
    if (event.lastId <= last) {
      this.#dropped += 1;
      return 'fits';
    }
    if (event.firstId > last + 1) return 'gap';
    if (!this.#book.apply(event.lastId, event.bids, event.asks, event.time)) return 'bad';
    this.#applied += 1;
    return 'fits';
  }
}
