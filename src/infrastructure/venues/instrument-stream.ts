import type { InstrumentId } from '#src/domain/ids.ts';
import type { BookLevel, BookSnapshot, DecimalText, MarketTrade } from '#src/domain/market.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { MarketUpdate } from '#src/ports/market-data-feed.ts';
import { BookSync, type BookSyncCounts, type DepthSnapshot } from './book-sync.ts';
import type { AggregateTrade, BestPrices, DepthUpdate, Ticker } from './market-messages.ts';

/** 20 updates a second. */
const updateIntervalMs = 50;
const bookDepth = 50;

type Best = {
  readonly bid: BookLevel | undefined;
  readonly ask: BookLevel | undefined;
  readonly updateId: number;
  readonly time: number;
  /** Monotonic. */
  readonly heardAt: number;
};

/** A ticker tells of the last second: by then whatever moved would have been heard. */
const tickerLag = 3_000;

/**
 * What is known of one watched instrument, and its conflated updates to the watchers.
 *
 * A quote's time is that of receipt, because the venue's best prices carry none of their own; books and trades have the
 * venue's, so that what traded before a book is told by one clock. A snapshot has none: it is of the time that the venue
 * said last, and of none before it has said one, since by the clock of this computer trades would come too early or too late.
 */
export class InstrumentStream {
  readonly #instrument: InstrumentId;
  readonly #clock: Clock;
  readonly #listeners = new Set<(update: MarketUpdate) => void>();
  readonly #sync: BookSync;
  readonly #onShort: () => void;
  #best: Best | undefined;
  #last: DecimalText | undefined;
  /** Of before the stream was lost, or none: the venue's word is newer. */
  #lastIsOld = true;
  #average: DecimalText | undefined;
  #trades: MarketTrade[] = [];
  #lastTradeId = -1;
  #heardAt: number;
  /** The venue's, in its last frame that has one. */
  #venueTime = 0;
  #sentAt = -Infinity;
  #cancelUpdate: (() => void) | undefined;

  /** `levels`: how many a side a snapshot has at most; `onShort` asks for another, as the market has left the last one. */
  constructor(instrument: InstrumentId, clock: Clock, levels: number, onShort: () => void) {
    this.#instrument = instrument;
    this.#clock = clock;
    this.#sync = new BookSync(instrument, levels);
    this.#onShort = onShort;
    this.#heardAt = clock.monotonic();
  }

  /** True when somebody still watches after the returned function has run. */
  watch(listener: (update: MarketUpdate) => void): () => boolean {
    // Wrapped, so that the same function watching twice is two watchers.
    const entry = (update: MarketUpdate) => listener(update);
    this.#listeners.add(entry);
    if (this.#best !== undefined) this.#changed();
    return () => {
      this.#listeners.delete(entry);
      if (this.#listeners.size === 0) this.close();
      return this.#listeners.size > 0;
    };
  }

  /** Nobody hears any more. */
  close(): void {
    this.#listeners.clear();
    this.#cancelUpdate?.();
    this.#cancelUpdate = undefined;
  }

  book(): BookSnapshot | undefined {
    return this.#sync.known();
  }

  counts(): BookSyncCounts {
    return this.#sync.counts();
  }

  /** Milliseconds since something of this market was heard. */
  silence(): number {
    return this.#clock.monotonic() - this.#heardAt;
  }

  /** The venue has said that nothing has changed. */
  confirm(): void {
    this.#heardAt = this.#clock.monotonic();
  }

  /** The book can no longer be trusted. The last quote stays, with its time. */
  restart(): void {
    this.#average = undefined;
    this.#lastIsOld = true;
    this.dropBook();
  }

  /** It is kept no more. */
  dropBook(): void {
    if (this.#best !== undefined) this.#best = { ...this.#best, updateId: 0 };
    this.#sync.restart();
    this.#changed();
  }

  /** False when a snapshot is needed. */
  depth(event: DepthUpdate): boolean {
    this.confirm();
    this.#venueTime = event.time;
    const inStep = this.#sync.update(event);
    this.#adoptBook();
    return inStep;
  }

  /** `time`: the venue's, where it says it. False when another snapshot is needed. */
  snapshot(snapshot: DepthSnapshot, time = this.#venueTime): boolean {
    this.confirm();
    this.#venueTime = time;
    const fits = this.#sync.snapshot(snapshot, this.#venueTime);
    this.#adoptBook();
    return fits;
  }

  best({ bid, ask, updateId }: BestPrices): void {
    this.confirm();
    if (this.#best !== undefined && updateId < this.#best.updateId) return;
    this.#best = { bid, ask, updateId, ...this.#moment() };
    this.#changed();
  }

  trade({ tradeId, price, quantity, aggressor, time }: AggregateTrade): void {
    this.confirm();
    // Ids grow by one: a repeated frame must not become a second trade.
    if (Number(tradeId) <= this.#lastTradeId) return;
    this.#lastTradeId = Number(tradeId);
    this.#venueTime = time;
    this.#last = price;
    this.#lastIsOld = false;
    this.#trades.push({ instrumentId: this.#instrument, tradeId, price, quantity, aggressor, time });
    this.#changed();
  }

  /** It comes later than best prices and trades do: it tells what they have not told yet. It says nothing of whether they are heard. */
  ticker({ bid, ask, last }: Ticker): void {
    const known = this.#best;
    const isSilent = known !== undefined && this.#clock.monotonic() - known.heardAt > tickerLag;
    const isBestNew = (known?.updateId ?? 0) === 0 || (isSilent && this.#sync.book() === undefined);
    if (isBestNew) this.#best = { bid, ask, updateId: 0, ...this.#moment() };
    if (this.#lastIsOld) this.#last = last;
    if (isBestNew || this.#lastIsOld) this.#changed();
  }

  /** It says nothing of whether the book is heard. */
  average(price: DecimalText): void {
    if (price === this.#average) return;
    this.#average = price;
    this.#changed();
  }

  /** The book comes every 100 ms, the best prices at once: the later of the two counts. */
  #adoptBook(): void {
    const book = this.#sync.book();
    if (book !== undefined && book.updateId >= (this.#best?.updateId ?? 0)) {
      this.#best = {
        bid: book.bestBid(),
        ask: book.bestAsk(),
        updateId: book.updateId,
        ...this.#moment(),
      };
    }
    this.#changed();
  }

  #moment(): Pick<Best, 'time' | 'heardAt'> {
    return { time: this.#clock.now(), heardAt: this.#clock.monotonic() };
  }

  #changed(): void {
    if (this.#cancelUpdate !== undefined || this.#listeners.size === 0) return;
    const wait = this.#sentAt + updateIntervalMs - this.#clock.monotonic();
    this.#cancelUpdate = this.#clock.after(Math.max(wait, 0), () => {
      this.#cancelUpdate = undefined;
      this.#send();
    });
  }

  #send(): void {
    this.#sentAt = this.#clock.monotonic();
    const update: MarketUpdate = {
      quote: {
        instrumentId: this.#instrument,
        bid: this.#best?.bid?.[0],
        bidQuantity: this.#best?.bid?.[1],
        ask: this.#best?.ask?.[0],
        askQuantity: this.#best?.ask?.[1],
        last: this.#last,
        average: this.#average,
        time: this.#best?.time ?? this.#clock.now(),
      },
      book: this.#sync.known(bookDepth),
      trades: this.#trades,
    };
    this.#trades = [];
    for (const listener of this.#listeners) listener(update);
    if (this.#sync.renews(bookDepth)) this.#onShort();
  }
}
