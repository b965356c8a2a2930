import type { AskingTrouble, FeedReason } from '#src/domain/feed-reason.ts';
import type { InstrumentId } from '#src/domain/ids.ts';
import { venueId } from '#src/domain/ids.ts';
import type { BookLevel, BookSnapshot, MarketTrade } from '#src/domain/market.ts';
import { ok } from '#src/domain/result.ts';
import type { FeedState, FeedStatus, MarketDataFeed, MarketUpdate } from '#src/ports/market-data-feed.ts';

export type FakeFeed = MarketDataFeed & {
  /** Shows a new book; the update carries its top `levels` alone, `book()` the whole. */
  show(book: BookSnapshot | undefined, trades?: readonly MarketTrade[], levels?: number, last?: string): void;
  become(status: FeedStatus, reason?: FeedReason, asking?: AskingTrouble): void;
  watched(): readonly InstrumentId[];
  /** How often its book is kept now. */
  kept(): number;
  /** Answers no question for a book until the returned function is called. */
  holdBooks(): () => void;
};

/** A feed of one instrument that says what the test tells it to. */
export function createFakeFeed(instrument: InstrumentId, first: BookSnapshot | undefined): FakeFeed {
  const listeners = new Set<(update: MarketUpdate) => void>();
  const stateListeners = new Set<(state: FeedState) => void>();
  let book = first;
  let held = Promise.resolve();
  let kept = 0;
  let state: FeedState = { status: 'live', since: 0, reason: undefined };

  return {
    venue: venueId('test'),
    state: () => state,
    onState(listener) {
      stateListeners.add(listener);
      return () => void stateListeners.delete(listener);
    },
    instruments: () => Promise.resolve(ok([])),
    watch(_, listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    keepBook() {
      kept += 1;
      return () => void (kept -= 1);
    },
    kept: () => kept,
    book: () => held.then(() => book),
    candles: () => Promise.resolve(ok([])),
    close: () => Promise.resolve(),
    show(next, trades = [], levels = 2, last = trades.at(-1)?.price) {
      book = next;
      const update: MarketUpdate = { quote: quoteOf(next, last), book: topOf(next, levels), trades };
      for (const listener of listeners) listener(update);
    },
    become(status, reason, asking) {
      state = { status, since: 0, reason, asking };
      for (const listener of stateListeners) listener(state);
    },
    holdBooks() {
      const { promise, resolve } = Promise.withResolvers<void>();
      held = promise;
      return resolve;
    },
    watched: () => (listeners.size > 0 ? [instrument] : []),
  };

  function quoteOf(shown: BookSnapshot | undefined, last: string | undefined): MarketUpdate['quote'] {
    const [bid, bidQuantity] = bestOf(shown?.bids);
    const [ask, askQuantity] = bestOf(shown?.asks);
    return { instrumentId: instrument, bid, bidQuantity, ask, askQuantity, last, time: shown?.time ?? 0 };
  }
}

function bestOf(levels: readonly BookLevel[] | undefined): BookLevel | readonly [undefined, undefined] {
  return levels?.[0] ?? [undefined, undefined];
}

function topOf(book: BookSnapshot | undefined, levels: number): BookSnapshot | undefined {
  if (book === undefined) return undefined;
  return { ...book, bids: book.bids.slice(0, levels), asks: book.asks.slice(0, levels) };
}
