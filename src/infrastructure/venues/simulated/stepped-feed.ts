import { symbolOf, type InstrumentId } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import { simulatedInstruments, simulated } from './simulated-instruments.ts';
import type { SimulatedMarket } from './simulated-market.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { FeedState, MarketDataFeed, MarketUpdate } from '#src/ports/market-data-feed.ts';

/** How much of the past a step shows as trades: enough to move a queue, few enough to stay quick. */
const tradesShown = 60_000;

/** The simulated market as a feed that says something only when it is stepped, so that months pass in seconds. */
export type SteppedFeed = MarketDataFeed & { step(): void };

export function createSteppedFeed(market: SimulatedMarket, clock: Clock): SteppedFeed {
  const watched = new Map<InstrumentId, Set<(update: MarketUpdate) => void>>();
  const state: FeedState = { status: 'live', since: clock.now(), reason: undefined };

  function updateOf(id: InstrumentId): MarketUpdate {
    const now = clock.now();
    const symbol = symbolOf(id);
    return {
      quote: market.quoteAt(symbol, now),
      book: market.bookAt(symbol, now),
      trades: market.tradesBetween(symbol, now - tradesShown, now),
    };
  }

  return {
    venue: simulated,
    state: () => state,
    onState: () => () => undefined,
    instruments: async () => ok(simulatedInstruments),
    watch(id, listener) {
      const listeners = watched.get(id) ?? new Set();
      watched.set(id, listeners.add(listener));
      listener(updateOf(id));
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) watched.delete(id);
      };
    },
    keepBook: () => () => undefined,
    book: async (id) => market.bookAt(symbolOf(id), clock.now()),
    candles: async (id, interval, from, to) =>
      ok(market.candlesBetween(symbolOf(id), interval, from, to, clock.now())),
    close: async () => watched.clear(),
    step() {
      for (const [id, listeners] of watched) {
        const update = updateOf(id);
        for (const listener of listeners) listener(update);
      }
    },
  };
}
