import type { InstrumentId } from '#src/domain/ids.ts';
import type { Candle, CandleInterval } from '#src/domain/market.ts';

/** Market data at rest, in a file of its own so that a burst never delays an order's commit. */
export interface MarketDataRepository {
  /** Inserts or replaces by instrument, interval and open time. */
  saveCandles(candles: readonly Candle[]): Promise<void>;
  /** Open time from inclusive, to exclusive, oldest first. */
  candles(
    instrument: InstrumentId,
    interval: CandleInterval,
    from: number,
    to: number,
  ): Promise<readonly Candle[]>;
  latestCandle(instrument: InstrumentId, interval: CandleInterval): Promise<Candle | undefined>;
}
