import type { InstrumentId } from '#src/domain/ids.ts';
import { err, ok } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { FeedState, MarketDataFeed } from '#src/ports/market-data-feed.ts';
import { binance, binanceDefaults, type BinanceConfig } from './binance-config.ts';
import type { BookSyncCounts } from './book-sync.ts';
import { createDepthSnapshots } from './depth-snapshots.ts';
import { parseExchangeInfo } from './exchange-info.ts';
import { InstrumentStream } from './instrument-stream.ts';
import { fetchCandles } from './klines.ts';
import { createRestClient } from './rest-client.ts';
import { createStreamConnection } from './stream-connection.ts';
import type { StreamMessage } from './stream-messages.ts';
import { createSilenceLooks } from './silence-looks.ts';
import { streamLimit } from './subscriptions.ts';

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
const streamTypes = [depthStream, '@bookTicker', '@aggTrade', '@avgPrice'];

/** Binance's public spot market over its combined stream and REST. */
export function createBinanceFeed({
  config: options,
  clock,
  log,
  random = Math.random,
}: BinanceFeedNeeds): BinanceFeed {
  const config = { ...binanceDefaults, ...options };
  const rest = createRestClient(config, clock);
  const snapshots = createDepthSnapshots({ rest, config, clock, log, random });
  const watched = new Map<string, { readonly id: InstrumentId; readonly stream: InstrumentStream }>();
  const stateListeners = new Set<(state: FeedState) => void>();
  const looks = createSilenceLooks({ rest, config, clock, log, onUntrue: loadBook });
  let malformedFrames = 0;
  let skippedSymbols = 0;

  const connection = createStreamConnection({
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
      for (const [symbol, { stream }] of watched) {
        snapshots.cancel(symbol);
        stream.restart();
      }
    },
    onState(state) {
      for (const listener of stateListeners) listener(state);
    },
  });

  function loadBook(symbol: string): void {
    const entry = watched.get(symbol);
    if (entry !== undefined) snapshots.load(symbol, (snapshot) => entry.stream.snapshot(snapshot));
  }

  function onMessage(message: Exclude<StreamMessage, { readonly kind: 'answer' | 'shutdown' }>): void {
    switch (message.kind) {
      case 'depth': {
        const inStep = watched.get(message.symbol)?.stream.depth(message) ?? true;
        if (!inStep) {
          log.warn('order book restarts: an update is missing or bad', { symbol: message.symbol });
          loadBook(message.symbol);
        }
        return;
      }
      case 'best':
        watched.get(message.symbol)?.stream.best(message);
        return;
      case 'trade':
        watched.get(message.symbol)?.stream.trade(message);
        return;
      case 'average':
        watched.get(message.symbol)?.stream.average(message.price);
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
    watched.get(symbol)?.stream.restart();
    loadBook(symbol);
  }

  return {
    venue: binance,
    state: () => connection.state(),
    onState(listener) {
      stateListeners.add(listener);
      return () => void stateListeners.delete(listener);
    },
    async instruments() {
      const answer = await rest.get('/api/v3/exchangeInfo', 20);
      if (!answer.ok) return err({ code: 'FEED_UNAVAILABLE', reason: answer.error.reason });
      const info = parseExchangeInfo(answer.value);
      if (info === undefined) {
        return err({ code: 'FEED_UNAVAILABLE', reason: "Binance's exchange information cannot be read" });
      }
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
      const entry = watched.get(symbol) ?? {
        id: instrument,
        stream: new InstrumentStream(instrument, clock),
      };
      if (!watched.has(symbol)) {
        if (connection.wanted() + streamTypes.length > streamLimit) {
          log.error('Binance gives no more streams on one connection', { instrument, limit: streamLimit });
          return () => {};
        }
        watched.set(symbol, entry);
        looks.follow(symbol, entry.stream);
        connection.want(streamsOf(symbol));
      }
      const unwatch = entry.stream.watch(listener);
      return () => {
        if (unwatch() || watched.get(symbol) !== entry) return;
        watched.delete(symbol);
        looks.leave(symbol);
        snapshots.cancel(symbol);
        connection.drop(streamsOf(symbol));
      };
    },
    async book(instrument) {
      const symbol = symbolOf(instrument);
      const stream = watched.get(symbol)?.stream;
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
      books: new Map([...watched.values()].map(({ id, stream }) => [id, stream.counts()])),
    }),
    async close() {
      for (const [symbol, { stream }] of watched) {
        snapshots.cancel(symbol);
        stream.close();
      }
      watched.clear();
      looks.close();
      connection.close();
      rest.close();
    },
  };
}

function streamsOf(symbol: string): string[] {
  return streamTypes.map((type) => symbol.toLowerCase() + type);
}

function symbolOf(instrument: InstrumentId): string {
  const prefix = `${binance}:`;
  if (!instrument.startsWith(prefix)) throw new TypeError(`${instrument} is not an instrument of Binance`);
  return instrument.slice(prefix.length);
}
