import type { InstrumentId } from '#src/domain/ids.ts';
import type { BookSnapshot } from '#src/domain/market.ts';
import { refusal, type Refusal } from '#src/domain/matching/refusal.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { MarketDataFeed, MarketUpdate } from '#src/ports/market-data-feed.ts';

/** How long an order waits for the first book of a market that is only now being watched. */
const patience = 5_000;
/** How long the account waits for a feed to answer with a book. */
const answerTime = 1_000;

export type BookWatchEvents = {
  readonly onUpdate: (instrument: InstrumentId, update: MarketUpdate) => void;
  /** The feed cannot be trusted any more: what was known of the markets is void. */
  readonly onLost: (instruments: readonly InstrumentId[]) => void;
};

/** Watches the markets that the account needs, and waits for their books. */
export class BookWatch {
  readonly #feed: MarketDataFeed;
  readonly #clock: Clock;
  readonly #events: BookWatchEvents;
  readonly #watched = new Map<InstrumentId, () => void>();
  readonly #holds = new Map<InstrumentId, number>();
  /** Markets that are watched and had a book. */
  readonly #known = new Set<InstrumentId>();
  readonly #waiting = new Set<() => void>();
  /** Questions for a book that took too long and may never be answered: no one waits for a second one. */
  readonly #unanswered = new Set<InstrumentId>();
  readonly #stopState: () => void;
  #closed = false;

  constructor(feed: MarketDataFeed, clock: Clock, events: BookWatchEvents) {
    this.#feed = feed;
    this.#clock = clock;
    this.#events = events;
    this.#stopState = feed.onState(({ status }) => {
      if (status !== 'live') events.onLost([...this.#watched.keys()]);
      this.wake();
    });
  }

  watch(instrument: InstrumentId): void {
    if (this.#closed || this.#watched.has(instrument)) return;
    const leaveBook = this.#feed.keepBook(instrument);
    const endWatch = this.#feed.watch(instrument, (update) => {
      this.#events.onUpdate(instrument, update);
      this.wake();
    });
    this.#watched.set(instrument, () => {
      endWatch();
      leaveBook();
    });
  }

  /** Keeps the instrument watched until the returned function is called. */
  hold(instrument: InstrumentId): () => void {
    this.#holds.set(instrument, (this.#holds.get(instrument) ?? 0) + 1);
    this.watch(instrument);
    return () => this.#holds.set(instrument, (this.#holds.get(instrument) ?? 1) - 1);
  }

  /** Ends every watch that nothing holds and nobody needs. */
  release(isNeeded: (instrument: InstrumentId) => boolean): void {
    for (const [instrument, stop] of this.#watched) {
      if ((this.#holds.get(instrument) ?? 0) > 0 || isNeeded(instrument)) continue;
      this.#watched.delete(instrument);
      this.#holds.delete(instrument);
      this.#known.delete(instrument);
      stop();
    }
  }

  /** The whole book while the feed is live. A feed that fails to answer, or not in time, has none. */
  async book(instrument: InstrumentId): Promise<BookSnapshot | undefined> {
    if (this.#feed.state().status !== 'live' || this.#unanswered.has(instrument)) return undefined;
    const { promise: tooLate, resolve: giveUp } = Promise.withResolvers<undefined>();
    const stopTimer = this.#clock.after(answerTime, () => {
      this.#unanswered.add(instrument);
      giveUp(undefined);
    });
    return Promise.race([this.#answer(instrument).finally(stopTimer), tooLate]);
  }

  /**
   * Undefined as soon as the instrument has a book, or nobody waits for it any more; a refusal when it takes too long, or the
   * feed is stale. A market that only now is watched may be lively where the others are quiet: it is waited for.
   */
  async untilBook(instrument: InstrumentId, isCalledOff: () => boolean): Promise<Refusal | undefined> {
    let tooLate = false;
    const stopTimer = this.#clock.after(patience, () => {
      tooLate = true;
      this.wake();
    });
    try {
      for (;;) {
        // Taken before looking, so that no change in between is missed.
        const changed = this.#nextChange();
        if (isCalledOff()) return undefined;
        const { status, reason, asking } = this.#feed.state();
        if (status === 'stale' && (tooLate || this.#known.has(instrument)))
          return refusal(reason ?? { code: 'STALE_MARKET_DATA' }, 'STALE_MARKET_DATA');
        if ((await this.book(instrument)) !== undefined) return undefined;
        if (this.#closed) return refusal({ code: 'ACCOUNT_CLOSED' });
        if (tooLate)
          return refusal(
            reason ?? asking ?? { code: 'NO_MARKET_DATA', symbol: instrument },
            'NO_MARKET_DATA',
          );
        await changed;
      }
    } finally {
      stopTimer();
    }
  }

  /** Has those who wait look again. */
  wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  close(): void {
    this.#closed = true;
    this.#stopState();
    for (const stop of this.#watched.values()) stop();
    this.#watched.clear();
    this.wake();
  }

  async #answer(instrument: InstrumentId): Promise<BookSnapshot | undefined> {
    // Why it failed is in the log of the thread that hosts the feed.
    const book = await this.#feed.book(instrument).catch(() => undefined);
    if (book !== undefined && this.#watched.has(instrument)) this.#known.add(instrument);
    if (this.#unanswered.delete(instrument)) this.wake();
    return book;
  }

  #nextChange(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.add(resolve);
    });
  }
}
