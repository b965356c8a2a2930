import { Decimal } from '#src/domain/decimal.ts';
import type { Side } from '#src/domain/fill.ts';
import { venueOf, type InstrumentId, type VenueId } from '#src/domain/ids.ts';
import type { Quote } from '#src/domain/market.ts';
import type { MarketDataFeed, MarketUpdate } from '#src/ports/market-data-feed.ts';
import { pricePlaces } from '#src/domain/rounding.ts';

export type UpdateListener = (update: MarketUpdate) => void;

type Watched = {
  readonly listeners: Set<UpdateListener>;
  unwatch: () => void;
  latest: MarketUpdate | undefined;
};

/** The latest of every watched instrument, over all feeds; watchers of one instrument share one stream. */
export type MarketWatch = {
  watch(instrument: InstrumentId, listener: UpdateListener): () => void;
  latest(instrument: InstrumentId): MarketUpdate | undefined;
  /** What the market pays for it: the last trade, else the middle of bid and ask; undefined when unknown. */
  mark(instrument: InstrumentId): Decimal | undefined;
  /** What an order of this side would meet now: the ask for a buy, the bid for a sell, else the last trade. */
  referencePrice(instrument: InstrumentId, side: Side): Decimal | undefined;
};

export function createMarketWatch(feeds: ReadonlyMap<VenueId, MarketDataFeed>): MarketWatch {
  const watched = new Map<InstrumentId, Watched>();

  function open(instrument: InstrumentId): Watched {
    const state: Watched = { listeners: new Set(), latest: undefined, unwatch: () => undefined };
    watched.set(instrument, state);
    // A feed may tell what it knows before `watch` returns.
    const end = feeds.get(venueOf(instrument))?.watch(instrument, (update) => {
      state.latest = update;
      for (const listener of state.listeners) listener(update);
    });
    if (end !== undefined) state.unwatch = end;
    return state;
  }

  return {
    watch(instrument, listener) {
      const state = watched.get(instrument) ?? open(instrument);
      state.listeners.add(listener);
      if (state.latest !== undefined) listener(state.latest);
      return () => {
        state.listeners.delete(listener);
        if (state.listeners.size > 0 || watched.get(instrument) !== state) return;
        watched.delete(instrument);
        state.unwatch();
      };
    },
    latest: (instrument) => watched.get(instrument)?.latest,
    mark: (instrument) => markOf(watched.get(instrument)?.latest?.quote),
    referencePrice(instrument, side) {
      const quote = watched.get(instrument)?.latest?.quote;
      const near = side === 'BUY' ? quote?.ask : quote?.bid;
      const text = near ?? quote?.last;
      return text === undefined ? undefined : Decimal.from(text);
    },
  };
}

const two = Decimal.fromInteger(2);

function markOf(quote: Quote | undefined): Decimal | undefined {
  if (quote === undefined) return undefined;
  if (quote.last !== undefined) return Decimal.from(quote.last);
  if (quote.bid === undefined || quote.ask === undefined) return undefined;
  return Decimal.from(quote.bid).plus(Decimal.from(quote.ask)).dividedBy(two, pricePlaces, 'half-even');
}
