import { symbolOf, type InstrumentId, type VenueId } from '#src/domain/ids.ts';
import type { Candle, CandleInterval } from '#src/domain/market.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { err, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { FeedError, FeedState, MarketDataFeed } from '#src/ports/market-data-feed.ts';
import type { BookSyncCounts } from './book-sync.ts';
import { InstrumentStream } from './instrument-stream.ts';
import type { BookStart, StreamMessage } from './market-messages.ts';
import type { NetworkConfig } from './network-config.ts';
import { createRestClient, type RestClient } from './rest-client.ts';
import { createSilenceLooks, type BestLevels } from './silence-looks.ts';
import { createStreamConnection } from './stream-connection.ts';
import { streamLimit, type SubscriptionRequests } from './subscriptions.ts';

export type StreamedFeedCounts = {
  readonly malformedFrames: number;
  /** Of the instruments that are watched now. */
  readonly books: ReadonlyMap<InstrumentId, BookSyncCounts>;
};

/** What one venue's market data is, over a combined stream and REST. */
export type FeedDialect = {
  instruments(): Promise<Result<readonly Instrument[], FeedError>>;
  candles(
    instrument: InstrumentId,
    interval: CandleInterval,
    from: number,
    to: number,
  ): Promise<Result<readonly Candle[], FeedError>>;
  /** Undefined where the venue does not say. */
  askBest(symbol: string): Promise<BestLevels | undefined>;
  /** Somebody watches it from now on: what its streams may not tell for long can be asked for. */
  onWatched?(symbol: string, stream: InstrumentStream): void;
  /** Its changes are delivered from now on; `wasThere`: they were all along, and what they began with was not kept. */
  onDelivered(symbol: string, stream: InstrumentStream, wasThere: boolean): void;
  /** Its book cannot be trusted, or does not reach far enough: it is wanted anew. */
  renew(symbol: string, stream: InstrumentStream): void;
  /** Nobody waits for its book any more. */
  cancel(symbol: string): void;
};

type Needs = {
  readonly venue: VenueId;
  /** As traders call it. */
  readonly label: string;
  readonly config: NetworkConfig;
  /** Of its combined stream; `shownAddress`: as it is told. */
  readonly address: string;
  readonly shownAddress?: string;
  readonly parse: (frame: string) => StreamMessage | readonly StreamMessage[];
  /** As most venues are asked where nothing is said. */
  readonly requests?: SubscriptionRequests;
  readonly rest: Pick<Parameters<typeof createRestClient>[0], 'pingPath' | 'parse'>;
  /** What of a market is subscribed, after its symbol: to be quoted, and to have its book kept. */
  readonly streams: {
    readonly quote: readonly string[];
    readonly book: readonly string[];
    readonly depth: string;
  };
  /** Levels a side that a book begins with at most. */
  readonly levels: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly random?: (() => number) | undefined;
  readonly dialect: (rest: RestClient, renew: (symbol: string) => void) => FeedDialect;
};

type Followed = {
  readonly id: InstrumentId;
  readonly stream: InstrumentStream;
  watchers: number;
  /** Who has the book kept. */
  keepers: number;
};

/** A venue's public market over its combined stream and REST. */
export function createStreamedFeed(needs: Needs): MarketDataFeed & { counts(): StreamedFeedCounts } {
  const { venue, label, config, streams, clock, log, random = Math.random } = needs;
  const rest = createRestClient({ ...needs.rest, label, config, clock, onTrouble: () => tellState() });
  const followed = new Map<string, Followed>();
  const stateListeners = new Set<(state: FeedState) => void>();
  const dialect = needs.dialect(rest, (symbol) => connection.renew(streamsOf(symbol, [streams.depth])));
  const looks = createSilenceLooks({ ...needs, askBest: dialect.askBest, onUntrue: loadAgain });
  let malformedFrames = 0;

  const connection = createStreamConnection({
    ...needs,
    random,
    onMessage,
    onSubscribed(delivered, wasThere) {
      for (const name of delivered) {
        const symbol = symbolOfDepth(name);
        const entry = symbol === undefined ? undefined : followed.get(symbol);
        if (symbol !== undefined && entry !== undefined && entry.keepers > 0)
          dialect.onDelivered(symbol, entry.stream, wasThere);
      }
    },
    onLost() {
      for (const [symbol, { stream }] of followed) {
        dialect.cancel(symbol);
        stream.restart();
      }
    },
    onState: () => tellState(),
  });

  function state(): FeedState {
    return { ...connection.state(), asking: rest.trouble() };
  }

  function tellState(): void {
    for (const listener of stateListeners) listener(state());
  }

  function symbolOfDepth(name: string): string | undefined {
    return name.endsWith(streams.depth) ? name.slice(0, -streams.depth.length).toUpperCase() : undefined;
  }

  /** One that was had, and did not last. */
  function loadAgain(symbol: string): void {
    const entry = followed.get(symbol);
    if (entry !== undefined && entry.keepers > 0) dialect.renew(symbol, entry.stream);
  }

  function follow(
    id: InstrumentId,
    as: 'watchers' | 'keepers',
    types: readonly string[],
  ): Followed | undefined {
    const symbol = ownSymbol(id);
    const known = followed.get(symbol);
    if (known !== undefined && known[as] > 0) {
      known[as] += 1;
      return known;
    }
    if (connection.wanted() + types.length > streamLimit) {
      log.error(`${label} gives no more streams on one connection`, { instrument: id, limit: streamLimit });
      return undefined;
    }
    const stream = known?.stream ?? new InstrumentStream(id, clock, needs.levels, () => loadAgain(symbol));
    const entry = known ?? { id, stream, watchers: 0, keepers: 0 };
    followed.set(symbol, entry);
    // Before its streams are wanted: one that is still subscribed asks for the book at once.
    entry[as] += 1;
    connection.want(streamsOf(symbol, types));
    return entry;
  }

  /** Once nobody watches it, or has its book kept. */
  function leave(symbol: string, entry: Followed, types: readonly string[]): void {
    connection.drop(streamsOf(symbol, types));
    if (entry.watchers === 0 && entry.keepers === 0) followed.delete(symbol);
  }

  function onMessage(message: Exclude<StreamMessage, { readonly kind: 'answer' | 'shutdown' }>): void {
    switch (message.kind) {
      case 'depth': {
        const inStep = followed.get(message.symbol)?.stream.depth(message) ?? true;
        if (!inStep) {
          log.warn('order book restarts: an update is missing or bad', { symbol: message.symbol });
          loadAgain(message.symbol);
        }
        return;
      }
      case 'start':
        onStart(message);
        return;
      case 'best':
        followed.get(message.symbol)?.stream.best(message);
        return;
      case 'trade':
        followed.get(message.symbol)?.stream.trade(message);
        return;
      case 'ticker':
        followed.get(message.symbol)?.stream.ticker(message);
        return;
      case 'average':
        followed.get(message.symbol)?.stream.average(message.price);
        return;
      case 'malformed':
        onMalformed(message.stream, message.reason);
        return;
      case 'other':
    }
  }

  function onStart(message: BookStart): void {
    const entry = followed.get(message.symbol);
    // Of one whose book is not kept it is of no use.
    if (entry === undefined || entry.keepers === 0 || entry.stream.snapshot(message, message.time)) return;
    log.warn('order book restarts: what it begins with is bad', { symbol: message.symbol });
    loadAgain(message.symbol);
  }

  /** A depth frame that cannot be read is a change that was missed; any other loss shows by itself or passes. */
  function onMalformed(streamName: string | undefined, reason: string): void {
    malformedFrames += 1;
    // The first, and then ever more rarely: a storm must not fill the log.
    if (Number.isInteger(Math.log2(malformedFrames))) {
      log.warn(`a frame of ${label} cannot be read`, { stream: streamName, reason, count: malformedFrames });
    }
    const symbol = symbolOfDepth(streamName ?? '');
    if (symbol === undefined) return;
    followed.get(symbol)?.stream.restart();
    loadAgain(symbol);
  }

  function ownSymbol(instrument: InstrumentId): string {
    if (!instrument.startsWith(`${venue}:`))
      throw new TypeError(`${instrument} is not an instrument of ${label}`);
    return symbolOf(instrument);
  }

  return {
    venue,
    state,
    onState(listener) {
      stateListeners.add(listener);
      return () => void stateListeners.delete(listener);
    },
    instruments: dialect.instruments,
    watch(instrument, listener) {
      const symbol = ownSymbol(instrument);
      const entry = follow(instrument, 'watchers', streams.quote);
      if (entry === undefined) return () => {};
      const unwatch = entry.stream.watch(listener);
      if (entry.watchers === 1) dialect.onWatched?.(symbol, entry.stream);
      return once(() => {
        unwatch();
        entry.watchers -= 1;
        if (entry.watchers === 0) leave(symbol, entry, streams.quote);
      });
    },
    keepBook(instrument) {
      const symbol = ownSymbol(instrument);
      const entry = follow(instrument, 'keepers', streams.book);
      if (entry === undefined) return () => {};
      if (entry.keepers === 1) looks.follow(symbol, entry.stream);
      return once(() => {
        entry.keepers -= 1;
        if (entry.keepers > 0) return;
        looks.leave(symbol);
        dialect.cancel(symbol);
        entry.stream.dropBook();
        leave(symbol, entry, streams.book);
      });
    },
    async book(instrument) {
      const symbol = ownSymbol(instrument);
      const stream = followed.get(symbol)?.stream;
      return stream === undefined || (await looks.isTrue(symbol, stream)) ? stream?.book() : undefined;
    },
    candles: async (instrument, interval, from, to) => {
      ownSymbol(instrument);
      return dialect.candles(instrument, interval, from, to);
    },
    counts: () => ({
      malformedFrames,
      books: new Map([...followed.values()].map(({ id, stream }) => [id, stream.counts()])),
    }),
    async close() {
      for (const [symbol, { stream }] of followed) {
        dialect.cancel(symbol);
        stream.close();
      }
      followed.clear();
      looks.close();
      connection.close();
      rest.close();
    },
  };
}

/** Why a question to a venue has no answer, as a feed tells it. */
export function unavailable({
  reason,
  trouble,
}: {
  readonly reason: string;
  readonly trouble?: FeedError['asking'];
}): Result<never, FeedError> {
  return err({ code: 'FEED_UNAVAILABLE', reason, asking: trouble });
}

function streamsOf(symbol: string, types: readonly string[]): string[] {
  return types.map((type) => symbol.toLowerCase() + type);
}

function once(end: () => void): () => void {
  let isOver = false;
  return () => {
    if (!isOver) end();
    isOver = true;
  };
}
