import { z } from 'zod';

import type { InstrumentId } from '#src/domain/ids.ts';
import { err, ok } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { FeedState, MarketDataFeed } from '#src/ports/market-data-feed.ts';
import { binance, binanceDefaults, type BinanceConfig } from './binance-config.ts';
import type { BookSyncCounts } from '#src/infrastructure/venues/book-sync.ts';
import { createDepthSnapshots } from './depth-snapshots.ts';
import { parseExchangeInfo } from './exchange-info.ts';
import { InstrumentStream } from '#src/infrastructure/venues/instrument-stream.ts';
import { fetchCandles } from './klines.ts';
import { createRestClient, type Cost } from '#src/infrastructure/venues/rest-client.ts';
import { createStreamConnection } from '#src/infrastructure/venues/stream-connection.ts';
import { isDecimal, type StreamMessage } from '#src/infrastructure/venues/market-messages.ts';
import { parseStreamMessage } from './stream-messages.ts';
import { createSilenceLooks, type BestLevels } from '#src/infrastructure/venues/silence-looks.ts';
import { streamLimit } from '#src/infrastructure/venues/subscriptions.ts';

export type BinanceFeedNeeds = {
  /** Over the defaults, which are the venue's public addresses. */
  readonly config?: Partial<BinanceConfig>;
  readonly clock: Clock;
  readonly log: Log;
  readonly random?: () => number;
};

type BinanceFeedCounts = {
  readonly malformedFrames: number;
  readonly skippedSymbols: number;
  readonly snapshots: number;
  /** Of the instruments that are watched now. */
  readonly books: ReadonlyMap<InstrumentId, BookSyncCounts>;
};

export type BinanceFeed = MarketDataFeed & { counts(): BinanceFeedCounts };

const depthStream = '@depth@100ms';
/** They cost no request: each second the ticker, and at once what moves. */
const quoteStreams = ['@ticker', '@bookTicker', '@aggTrade'];
/** Its changes, for which a snapshot is asked, and the average that orders are held against. */
const bookStreams = [depthStream, '@avgPrice'];

const decimalText = z.string().refine(isDecimal);
/** GET /api/v3/ticker/bookTicker */
const bestPrices = z
  .object({ bidPrice: decimalText, bidQty: decimalText, askPrice: decimalText, askQty: decimalText })
  .transform(({ bidPrice, bidQty, askPrice, askQty }): BestLevels => ({
    bid: [bidPrice, bidQty],
    ask: [askPrice, askQty],
  }));
const lookCost: Cost = { weight: 2, use: 'question' };

type Followed = {
  readonly id: InstrumentId;
  readonly stream: InstrumentStream;
  watchers: number;
  /** Who has the book kept. */
  keepers: number;
};

/** Binance's public spot market over its combined stream and REST. */
export function createBinanceFeed({
  config: options,
  clock,
  log,
  random = Math.random,
}: BinanceFeedNeeds): BinanceFeed {
  const config = { ...binanceDefaults, ...options };
  const rest = createRestClient({
    label: 'Binance',
    pingPath: '/api/v3/ping',
    config,
    clock,
    onTrouble: () => tellState(),
  });
  const snapshots = createDepthSnapshots({ rest, config, clock, log, random });
  const followed = new Map<string, Followed>();
  const stateListeners = new Set<(state: FeedState) => void>();
  const looks = createSilenceLooks({
    label: 'Binance',
    askBest: async (symbol) => {
      const answer = await rest.get('/api/v3/ticker/bookTicker', lookCost, { symbol });
      return answer.ok ? bestPrices.safeParse(answer.value).data : undefined;
    },
    config,
    clock,
    log,
    onUntrue: loadAgain,
  });
  let malformedFrames = 0;
  let skippedSymbols = 0;

  const connection = createStreamConnection({
    label: 'Binance',
    address: `${config.streamUrl}/stream`,
    shownAddress: config.streamUrl,
    parse: parseStreamMessage,
    config,
    clock,
    log,
    random,
    onMessage,
    onSubscribed(streams) {
      for (const stream of streams) {
        if (stream.endsWith(depthStream)) loadBook(stream.slice(0, -depthStream.length).toUpperCase());
      }
    },
    onLost() {
      for (const [symbol, { stream }] of followed) {
        snapshots.cancel(symbol);
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

  function loadBook(symbol: string, again = false): void {
    const entry = followed.get(symbol);
    if (entry === undefined || entry.keepers === 0) return;
    snapshots.load(symbol, (snapshot) => entry.stream.snapshot(snapshot), again);
  }

  /** One that was had, and did not last. */
  function loadAgain(symbol: string): void {
    loadBook(symbol, true);
  }

  function follow(
    id: InstrumentId,
    as: 'watchers' | 'keepers',
    types: readonly string[],
  ): Followed | undefined {
    const symbol = symbolOf(id);
    const known = followed.get(symbol);
    if (known !== undefined && known[as] > 0) {
      known[as] += 1;
      return known;
    }
    if (connection.wanted() + types.length > streamLimit) {
      log.error('Binance gives no more streams on one connection', { instrument: id, limit: streamLimit });
      return undefined;
    }
    const stream =
      known?.stream ?? new InstrumentStream(id, clock, config.snapshotLimit, () => loadAgain(symbol));
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

  /** A depth frame that cannot be read is a change that was missed; any other loss shows by itself or passes. */
  function onMalformed(streamName: string | undefined, reason: string): void {
    malformedFrames += 1;
    // The first, and then ever more rarely: a storm must not fill the log.
    if (Number.isInteger(Math.log2(malformedFrames))) {
      log.warn('a frame of Binance cannot be read', { stream: streamName, reason, count: malformedFrames });
    }
    if (streamName?.endsWith(depthStream) !== true) return;
    const symbol = streamName.slice(0, -depthStream.length).toUpperCase();
    followed.get(symbol)?.stream.restart();
    loadAgain(symbol);
  }

  return {
    venue: binance,
    state,
    onState(listener) {
      stateListeners.add(listener);
      return () => void stateListeners.delete(listener);
    },
    async instruments() {
      const answer = await rest.get('/api/v3/exchangeInfo', { weight: 20, use: 'question' });
      if (!answer.ok) {
        const { reason, trouble } = answer.error;
        return err({ code: 'FEED_UNAVAILABLE', reason, asking: trouble });
      }
      const info = parseExchangeInfo(answer.value);
      if (info === undefined) {
        return err({ code: 'FEED_UNAVAILABLE', reason: "Binance's exchange information cannot be read" });
      }
      if (info.weightPerMinute !== undefined) rest.limit(info.weightPerMinute);
      skippedSymbols = info.skipped.length;
      if (skippedSymbols > 0) {
        log.warn('symbols of Binance were left out', {
          count: skippedSymbols,
          examples: info.skipped.slice(0, 5),
        });
      }
      return ok(info.instruments);
    },
    watch(instrument, listener) {
      const symbol = symbolOf(instrument);
      const entry = follow(instrument, 'watchers', quoteStreams);
      if (entry === undefined) return () => {};
      const unwatch = entry.stream.watch(listener);
      return once(() => {
        unwatch();
        entry.watchers -= 1;
        if (entry.watchers === 0) leave(symbol, entry, quoteStreams);
      });
    },
    keepBook(instrument) {
      const symbol = symbolOf(instrument);
      const entry = follow(instrument, 'keepers', bookStreams);
      if (entry === undefined) return () => {};
      if (entry.keepers === 1) looks.follow(symbol, entry.stream);
      return once(() => {
        entry.keepers -= 1;
        if (entry.keepers > 0) return;
        looks.leave(symbol);
        snapshots.cancel(symbol);
        entry.stream.dropBook();
        leave(symbol, entry, bookStreams);
      });
    },
    async book(instrument) {
      const symbol = symbolOf(instrument);
      const stream = followed.get(symbol)?.stream;
      return stream === undefined || (await looks.isTrue(symbol, stream)) ? stream?.book() : undefined;
    },
    async candles(instrument, interval, from, to) {
      const symbol = symbolOf(instrument);
      return fetchCandles(rest, clock, log, { instrument, symbol, interval, from, to });
    },
    counts: () => ({
      malformedFrames,
      skippedSymbols,
      snapshots: snapshots.fetched(),
      books: new Map([...followed.values()].map(({ id, stream }) => [id, stream.counts()])),
    }),
    async close() {
      for (const [symbol, { stream }] of followed) {
        snapshots.cancel(symbol);
        stream.close();
      }
      followed.clear();
      looks.close();
      connection.close();
      rest.close();
    },
  };
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

function symbolOf(instrument: InstrumentId): string {
  const prefix = `${binance}:`;
  if (!instrument.startsWith(prefix)) throw new TypeError(`${instrument} is not an instrument of Binance`);
  return instrument.slice(prefix.length);
}
