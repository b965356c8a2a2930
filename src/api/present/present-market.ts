import type { BookInfo, CandleInfo, InstrumentInfo, MarketTradeInfo } from '#src/contract/market.ts';
import type { FeedInfo, VenueInfo } from '#src/contract/workspace.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { BookSnapshot, Candle, MarketTrade } from '#src/domain/market.ts';
import type { FeedState } from '#src/ports/market-data-feed.ts';
import type { Venue } from '#src/ports/venue.ts';

export function presentInstrument(instrument: Instrument): InstrumentInfo {
  return {
    id: instrument.id,
    venue: instrument.venue,
    symbol: instrument.symbol,
    kind: instrument.kind,
    base: instrument.base,
    quote: instrument.quote,
    settle: instrument.settle,
    tickSize: instrument.tickSize.toString(),
    lotSize: instrument.lotSize.toString(),
    minQuantity: instrument.minQuantity?.toString(),
    maxQuantity: instrument.maxQuantity?.toString(),
    minNotional: instrument.minNotional?.toString(),
    multiplier: instrument.multiplier.toString(),
    tradable: instrument.tradable,
  };
}

export function presentVenue({ id, label, description, environments }: Venue): VenueInfo {
  return { id, label, description, environments: [...environments] };
}

export function presentFeed(venue: string, { status, since, reason }: FeedState): FeedInfo {
  return { venue, status, since, reason };
}

export function presentCandle({ openTime, open, high, low, close, volume }: Candle): CandleInfo {
  return { openTime, open, high, low, close, volume };
}

export function presentBook({ instrumentId, bids, asks, updateId, time }: BookSnapshot): BookInfo {
  return { instrumentId, bids: bids.map(copyLevel), asks: asks.map(copyLevel), updateId, time };
}

export function presentTrade({
  instrumentId,
  tradeId,
  price,
  quantity,
  aggressor,
  time,
}: MarketTrade): MarketTradeInfo {
  return { instrumentId, tradeId, price, quantity, aggressor, time };
}

function copyLevel([price, quantity]: readonly [string, string]): [string, string] {
  return [price, quantity];
}
