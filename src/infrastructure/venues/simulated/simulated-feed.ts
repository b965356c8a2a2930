import type { InstrumentId } from '#src/domain/ids.ts';
import { err, ok } from '#src/domain/result.ts';
import { intervalMilliseconds, type BookSnapshot } from '#src/domain/market.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { FeedState, MarketDataFeed, MarketUpdate } from '#src/ports/market-data-feed.ts';
import { simulatedInstruments, simulated } from './simulated-instruments.ts';
import { createSimulatedMarket } from './simulated-market.ts';

export type SimulatedFeedConfig = {
  /** The same seed is the same market, for ever. */
  readonly seed: string;
  /** For each watched instrument; 4 unless told. */
  readonly updatesPerSecond?: number;
};

type Listener = (update: MarketUpdate) => void;
type Stream = {
  readonly listeners: Set<Listener>;
  stop: () => void;
};

const topLevels = 20;
/**
 * After a longer gap, as a computer's sleep or a clock that was set makes one, only the trades of its end are told: those
 * of a week are millions, over which the market would stand still.
 */
const longestGap = intervalMilliseconds['1h'];

/** A market without a network. Its history and its present are one path, and it stores neither. */
export function createSimulatedFeed(config: SimulatedFeedConfig, clock: Clock): MarketDataFeed {
  const market = createSimulatedMarket(config.seed);
  const period = Math.round(1000 / (config.updatesPerSecond ?? 4));
  const symbols = new Map(simulatedInstruments.map(({ id, symbol }) => [id, symbol]));
  const streams = new Map<InstrumentId, Stream>();
  /** Outlive the streams: whoever watches again has seen the numbers of before. */
  const numbering = new Map(simulatedInstruments.map(({ symbol }) => [symbol, bookNumbers()]));
  const stateListeners = new Set<(state: FeedState) => void>();
  let state: FeedState = { status: 'live', since: clock.now(), reason: undefined };

  function bookAt(symbol: string, time: number, levels?: number): BookSnapshot | undefined {
    return numbering.get(symbol)?.(market.bookAt(symbol, time, levels));
  }

  function startStream(symbol: string): Stream {
    const stream: Stream = { listeners: new Set(), stop: clock.after(0, tick) };
    let seen = clock.now();
    function tick(): void {
      const now = clock.now();
      const update: MarketUpdate = {
        quote: market.quoteAt(symbol, now),
        book: bookAt(symbol, now, topLevels),
        trades: market.tradesBetween(symbol, Math.max(seen, now - longestGap), now),
      };
      seen = now;
      stream.stop = clock.after(period, tick);
      for (const listener of stream.listeners) listener(update);
    }
    return stream;
  }

  return {
    venue: simulated,
    state: () => state,
    onState(listener) {
      stateListeners.add(listener);
      return () => void stateListeners.delete(listener);
    },
    instruments: () => Promise.resolve(ok(simulatedInstruments)),
    watch(instrument, listener) {
      const symbol = symbols.get(instrument);
      if (symbol === undefined || state.status !== 'live') return () => undefined;
      const stream = streams.get(instrument) ?? startStream(symbol);
      streams.set(instrument, stream);
      // The same function may watch twice; each watch ends on its own.
      const own: Listener = (update) => listener(update);
      stream.listeners.add(own);
      return () => {
        stream.listeners.delete(own);
        if (stream.listeners.size > 0 || streams.get(instrument) !== stream) return;
        stream.stop();
        streams.delete(instrument);
      };
    },
    keepBook: () => () => undefined,
    book(instrument) {
      const symbol = streams.has(instrument) ? symbols.get(instrument) : undefined;
      return Promise.resolve(symbol === undefined ? undefined : bookAt(symbol, clock.now()));
    },
    candles(instrument, interval, from, to) {
      const symbol = symbols.get(instrument);
      if (symbol === undefined) {
        const reason = `the simulated market does not list ${instrument}`;
        return Promise.resolve(err({ code: 'FEED_UNAVAILABLE', reason }));
      }
      return Promise.resolve(ok(market.candlesBetween(symbol, interval, from, to, clock.now())));
    },
    close() {
      for (const stream of streams.values()) stream.stop();
      streams.clear();
      state = { status: 'offline', since: clock.now(), reason: { code: 'FEED_CLOSED' } };
      for (const listener of stateListeners) listener(state);
      stateListeners.clear();
      return Promise.resolve();
    },
  };
}

/** The market numbers its books by their time. When that is set back, the numbers go on, as a venue's do. */
function bookNumbers(): (book: BookSnapshot) => BookSnapshot {
  let last: Pick<BookSnapshot, 'time' | 'updateId'> | undefined;
  return (book) => {
    if (last === undefined) last = book;
    else if (book.time !== last.time) {
      last = { time: book.time, updateId: Math.max(book.updateId, last.updateId + 1) };
    }
    return { ...book, updateId: last.updateId };
  };
}
