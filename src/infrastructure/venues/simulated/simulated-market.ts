import {
  intervalMilliseconds,
  type BookSnapshot,
  type Candle,
  type CandleInterval,
  type DecimalText,
  type MarketTrade,
  type Quote,
} from '#src/domain/market.ts';
import { InstrumentMarket } from './instrument-market.ts';
import { listings, type Listing } from './simulated-instruments.ts';

/** A market that can be asked about any moment. Throws a RangeError for a symbol that it does not list. */
export type SimulatedMarket = {
  priceAt(symbol: string, time: number): DecimalText;
  quoteAt(symbol: string, time: number): Quote;
  /** `levels` a side, 40 unless told. */
  bookAt(symbol: string, time: number, levels?: number): BookSnapshot;
  /** Open time from inclusive, to exclusive, oldest first; one that is open at `until` ends there. */
  candlesBetween(
    symbol: string,
    interval: CandleInterval,
    from: number,
    to: number,
    until?: number,
  ): readonly Candle[];
  /** From exclusive, to inclusive, oldest first. */
  tradesBetween(symbol: string, from: number, to: number): readonly MarketTrade[];
};

export function createSimulatedMarket(seed: string): SimulatedMarket {
  const markets = new Map(
    listings.map((listing) => [
      listing.instrument.symbol,
      { listing, market: new InstrumentMarket(seed, listing) },
    ]),
  );

  function listed(symbol: string): { readonly listing: Listing; readonly market: InstrumentMarket } {
    const found = markets.get(symbol);
    if (found === undefined) throw new RangeError(`${symbol} is not listed on the simulated market`);
    return found;
  }

  return {
    priceAt: (symbol, time) => listed(symbol).market.priceAt(time),
    quoteAt: (symbol, time) => listed(symbol).market.quoteAt(time),
    bookAt: (symbol, time, levels) => listed(symbol).market.bookAt(time, levels),
    tradesBetween: (symbol, from, to) => listed(symbol).market.tradesBetween(from, to),
    candlesBetween(symbol, interval, from, to, until = Number.POSITIVE_INFINITY) {
      const { listing, market } = listed(symbol);
      const length = intervalMilliseconds[interval];
      const candles: Candle[] = [];
      const first = Math.ceil(from / length) * length;
      for (let openTime = first; openTime < to && openTime <= until; openTime += length) {
        const { open, high, low, close, volume } = market.barOf(openTime, openTime + length, until);
        candles.push({
          instrumentId: listing.instrument.id,
          interval,
          openTime,
          open: market.ticks.text(open),
          high: market.ticks.text(high),
          low: market.ticks.text(low),
          close: market.ticks.text(close),
          volume: market.lots.text(volume),
          closed: openTime + length <= until,
        });
      }
      return candles;
    },
  };
}
