import type { AskingTrouble } from '#src/domain/feed-reason.ts';
import type { InstrumentId } from '#src/domain/ids.ts';
import type { Candle, CandleInterval } from '#src/domain/market.ts';
import type { Log } from '#src/ports/log.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import type { MarketDataRepository } from '#src/ports/market-data-repository.ts';

export type CandlesNeeds = {
  /** Undefined for an instrument that no connected venue trades. */
  readonly feed: MarketDataFeed | undefined;
  readonly stored: MarketDataRepository;
  readonly log: Log;
};

export type CandlesRequest = {
  readonly instrumentId: InstrumentId;
  readonly interval: CandleInterval;
  readonly from: number;
  readonly to: number;
};

export type LoadedCandles = {
  readonly candles: readonly Candle[];
  readonly source: 'venue' | 'stored';
  /** Why the venue could not be asked, where that passes by itself. */
  readonly asking?: AskingTrouble | undefined;
};

/** From the venue, which keeps them for offline review; from the store when the venue cannot be asked. */
export async function loadCandles(
  { feed, stored, log }: CandlesNeeds,
  request: CandlesRequest,
): Promise<LoadedCandles> {
  const { instrumentId, interval, from, to } = request;
  const asked = await feed?.candles(instrumentId, interval, from, to);
  if (asked?.ok !== true) {
    const asking = asked?.error.asking;
    return { candles: await stored.candles(instrumentId, interval, from, to), source: 'stored', asking };
  }
  // An open candle still changes: only closed ones are facts.
  const closed = asked.value.filter((candle) => candle.closed);
  // Keeping them serves another day. A file that is locked or full takes no chart from the trader, nor delays it.
  void stored.saveCandles(closed).catch((fault: unknown) => log.warn('candles could not be kept', { fault }));
  return { candles: asked.value, source: 'venue' };
}
