import type { AskingTrouble, FeedReason } from '#src/domain/feed-reason.ts';
import type { InstrumentId, VenueId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { BookSnapshot, Candle, CandleInterval, MarketTrade, Quote } from '#src/domain/market.ts';
import type { Result } from '#src/domain/result.ts';

/** `stale`: connected, but nothing was heard for longer than the market is ever quiet. */
export type FeedStatus = 'offline' | 'connecting' | 'live' | 'stale';

export type FeedState = {
  readonly status: FeedStatus;
  readonly since: number;
  /** What is wrong, and in how many seconds it is tried again; undefined when live. */
  readonly reason: FeedReason | undefined;
  readonly retryIn?: number;
  /** What keeps order books and candles from coming, also while it is live. */
  readonly asking?: AskingTrouble | undefined;
};

export type FeedError = {
  readonly code: 'FEED_UNAVAILABLE';
  readonly reason: string;
  /** Where it is nothing that the venue said of the question. */
  readonly asking?: AskingTrouble | undefined;
};

/** What changed in one instrument since the last update; conflated to at most 20 a second. */
export type MarketUpdate = {
  readonly quote: Quote;
  /** The top of the book, undefined until a book is synchronised; none is where nobody has it kept. */
  readonly book: BookSnapshot | undefined;
  /** Every trade since the last update, oldest first. */
  readonly trades: readonly MarketTrade[];
};

/** One venue's market data. */
export interface MarketDataFeed {
  readonly venue: VenueId;
  state(): FeedState;
  onState(listener: (state: FeedState) => void): () => void;
  instruments(): Promise<Result<readonly Instrument[], FeedError>>;
  /** Starts watching; the returned function ends it. Several watchers of an instrument share one stream. */
  watch(instrument: InstrumentId, listener: (update: MarketUpdate) => void): () => void;
  /** Has the book of an instrument kept, which may be dear, until the returned function is called. */
  keepBook(instrument: InstrumentId): () => void;
  /** The whole book as it is now; undefined when none is synchronised. Only where it is kept. */
  book(instrument: InstrumentId): Promise<BookSnapshot | undefined>;
  /** Open time from inclusive, to exclusive, oldest first. The last one may still be open. */
  candles(
    instrument: InstrumentId,
    interval: CandleInterval,
    from: number,
    to: number,
  ): Promise<Result<readonly Candle[], FeedError>>;
  close(): Promise<void>;
}
