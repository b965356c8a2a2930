import { OrderBook } from '#src/domain/book.ts';
import type { InstrumentId } from '#src/domain/ids.ts';
import type { BookLevel, BookSnapshot } from '#src/domain/market.ts';
import type { DepthUpdate, KeptBook } from './market-messages.ts';

export type DepthSnapshot = {
  readonly lastUpdateId: number;
  readonly bids: readonly BookLevel[];
  readonly asks: readonly BookLevel[];
  readonly kept?: KeptBook | undefined;
};

/** The last levels of a snapshot that did not have them all: beyond them nothing is known of the book. */
type Bounds = { readonly bid: number; readonly ask: number };
const unbounded: Bounds = { bid: 0, ask: Infinity };
const noLevels = { bids: [], asks: [] };

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
/** As many of the best levels a side are what a sum of a book is of. */
const summedLevels = 10;

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
  readonly #most: number;
  #bounds = unbounded;
  /** Another snapshot is on its way, which what comes meanwhile must follow. */
  #isRenewed = false;
  #buffer: DepthUpdate[] = [];
  #rejected = 0;
  #applied = 0;
  #dropped = 0;
  #restarts = 0;

  /** `most`: how many levels a side a snapshot has at most. */
  constructor(instrument: InstrumentId, most = Infinity) {
    this.#book = new OrderBook(instrument);
    this.#most = most;
  }

  /** The best levels, as far as they are known without a gap; undefined while the book is not synchronised. */
  known(depth?: number): BookSnapshot | undefined {
    if (!this.#synchronised) return undefined;
    const book = this.#book.snapshot(depth);
    const { bid, ask } = this.#bounds;
    return {
      ...book,
      bids: within(book.bids, (price) => price >= bid),
      asks: within(book.asks, (price) => price <= ask),
    };
  }

  /**
   * Whether the market has moved so far that fewer than so many levels are known, though there are more: then a snapshot is
   * wanted, and the book goes on until it comes.
   */
  renews(depth: number): boolean {
    if (this.#isRenewed || !this.#synchronised) return false;
    const { bids, asks } = this.known(depth) ?? noLevels;
    const { bid, ask } = this.#bounds;
    const isShort = (bid > 0 && bids.length < depth) || (ask < Infinity && asks.length < depth);
    if (!isShort) return false;
    this.#isRenewed = true;
    this.#buffer = [];
    return true;
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
    this.#isRenewed = false;
    this.#book.clear();
    this.#buffer = [];
  }

  /** False when the book was given up: the caller fetches a snapshot. */
  update(event: DepthUpdate): boolean {
    if (!this.#synchronised) {
      this.#keep(event);
      return true;
    }
    if (this.#isRenewed) this.#keep(event);
    const outcome = this.#apply(event);
    if (outcome === 'fits') return true;
    this.restart();
    if (outcome === 'gap') this.#buffer.push(event);
    return false;
  }

  /** `time` is the venue's, as far as it is known: a snapshot has none. False when it cannot be used, or what was buffered does not follow from it: fetch another. */
  snapshot(snapshot: DepthSnapshot, time: number): boolean {
    this.#isRenewed = false;
    this.#synchronised = this.#join(snapshot, time);
    this.#rejected = this.#synchronised ? 0 : this.#rejected + 1;
    if (this.#synchronised || this.#rejected % patience === 0) this.#buffer = [];
    return this.#synchronised;
  }

  #join({ lastUpdateId, bids, asks, kept }: DepthSnapshot, time: number): boolean {
    const first = this.#buffer[0];
    if (first !== undefined && lastUpdateId < first.firstId) return false;
    if (!this.#book.replace(lastUpdateId, bids, asks, time) || !this.#isTrue(kept)) return false;
    this.#bounds = {
      bid: bids.length < this.#most ? unbounded.bid : Number(bids.at(-1)?.[0] ?? unbounded.bid),
      ask: asks.length < this.#most ? unbounded.ask : Number(asks.at(-1)?.[0] ?? unbounded.ask),
    };
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

  #isTrue(kept: KeptBook | undefined): boolean {
    if (kept === undefined) return true;
    this.#book.cut(kept.levels);
    return kept.isTrue(this.#book.snapshot(summedLevels));
  }

  #keep(event: DepthUpdate): void {
    this.#buffer.push(event);
    if (this.#buffer.length > bufferLimit) this.#buffer = this.#buffer.slice(bufferLimit / 2);
  }

  #apply(event: DepthUpdate): 'fits' | 'gap' | 'bad' {
    const last = this.#book.updateId;
    if (event.lastId <= last) {
      this.#dropped += 1;
      return 'fits';
    }
    if (event.firstId > last + 1) return 'gap';
    if (!this.#book.apply(event.lastId, event.bids, event.asks, event.time)) return 'bad';
    if (!this.#isTrue(event.kept)) return 'bad';
    this.#applied += 1;
    return 'fits';
  }
}

/** A book holds no price whose float is not exact. */
function within(levels: readonly BookLevel[], isKnown: (price: number) => boolean): readonly BookLevel[] {
  let end = levels.length;
  while (end > 0 && !isKnown(Number(levels[end - 1]?.[0]))) end -= 1;
  return end === levels.length ? levels : levels.slice(0, end);
}
