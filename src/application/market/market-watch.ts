import { Decimal } from '#src/domain/decimal.ts';
import type { Side } from '#src/domain/fill.ts';
import { venueOf, type InstrumentId, type VenueId } from '#src/domain/ids.ts';
import type { BookLevel, DecimalText, Quote } from '#src/domain/market.ts';
import type { MarketPrices } from '#src/domain/price-band.ts';
import { levelsToTake } from '#src/domain/shown-depth.ts';
import type { MarketDataFeed, MarketUpdate } from '#src/ports/market-data-feed.ts';

export type UpdateListener = (update: MarketUpdate) => void;

type Watched = {
  readonly listeners: Set<UpdateListener>;
  unwatch: () => void;
  latest: MarketUpdate | undefined;
  /** Of the latest; undefined from when its feed was out until the instrument is heard again. */
  current: Quote | undefined;
};

/** The latest of every watched instrument, over all feeds; watchers of one instrument share one stream. */
export type MarketWatch = {
  watch(instrument: InstrumentId, listener: UpdateListener): () => void;
  latest(instrument: InstrumentId): MarketUpdate | undefined;
  /** What the market pays for it: the last trade, else the middle of bid and ask; undefined when unknown. */
  mark(instrument: InstrumentId): Decimal | undefined;
  /**
   * What an order of this side would meet now: the ask for a buy, the bid for a sell, else the last trade. Of a market that
   * was not heard since its feed was out nobody knows.
   */
  referencePrice(instrument: InstrumentId, side: Side): Decimal | undefined;
  /** What its venue may hold the price of an order against, as far as it is known now. */
  prices(instrument: InstrumentId): MarketPrices;
  /** What the top of its book shows on the side that an order of this side takes from; unknown when the price is. */
  shownLevels(instrument: InstrumentId, side: Side): readonly BookLevel[] | undefined;
};

export function createMarketWatch(feeds: ReadonlyMap<VenueId, MarketDataFeed>): MarketWatch {
  const watched = new Map<InstrumentId, Watched>();

  function open(instrument: InstrumentId): Watched {
    const state: Watched = {
      listeners: new Set(),
      latest: undefined,
      current: undefined,
      unwatch: () => undefined,
    };
    watched.set(instrument, state);
    const feed = feeds.get(venueOf(instrument));
    if (feed === undefined) return state;
    const endState = feed.onState(({ status }) => {
      if (status !== 'live') state.current = undefined;
    });
    // A feed may tell what it knows before `watch` returns.
    const end = feed.watch(instrument, (update) => {
      state.current = feed.state().status === 'live' ? heardNow(state, update.quote) : undefined;
      state.latest = update;
      for (const listener of state.listeners) listener(update);
    });
    state.unwatch = () => {
      endState();
      end();
    };
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
      const quote = watched.get(instrument)?.current;
      const near = side === 'BUY' ? quote?.ask : quote?.bid;
      return known(near ?? quote?.last);
    },
    prices(instrument) {
      const quote = watched.get(instrument)?.current;
      return { average: known(quote?.average), last: known(quote?.last), middle: middleOf(quote) };
    },
    shownLevels(instrument, side) {
      const state = watched.get(instrument);
      return state?.current === undefined ? undefined : levelsToTake(state.latest?.book, side);
    },
  };
}

/** A feed that is back may tell first what it told before it was out. */
function heardNow({ current, latest }: Watched, quote: Quote): Quote | undefined {
  const isRepeated = current === undefined && JSON.stringify(latest?.quote) === JSON.stringify(quote);
  return isRepeated ? undefined : quote;
}

const two = Decimal.fromInteger(2);

function markOf(quote: Quote | undefined): Decimal | undefined {
  if (quote === undefined) return undefined;
  return known(quote.last) ?? middleOf(quote);
}

function known(text: DecimalText | undefined): Decimal | undefined {
  return text === undefined ? undefined : Decimal.from(text);
}

function middleOf(quote: Quote | undefined): Decimal | undefined {
  if (quote?.bid === undefined || quote.ask === undefined) return undefined;
  return Decimal.from(quote.bid).plus(Decimal.from(quote.ask)).per(two);
}
