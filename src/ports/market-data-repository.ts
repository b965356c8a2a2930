import type { InstrumentId } from '#src/domain/ids.ts';
import type { Candle, CandleInterval } from '#src/domain/market.ts';

export type CandleGap = { readonly from: number; readonly to: number };

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
  /**
   * Where closed candles are missing between the two times, on the interval's grid, or cannot be read: each gap from its first
   * missing open time, inclusive, to the next one that is there, exclusive.
   */
  gaps(
    instrument: InstrumentId,
    interval: CandleInterval,
    from: number,
    to: number,
  ): Promise<readonly CandleGap[]>;
  latestCandle(instrument: InstrumentId, interval: CandleInterval): Promise<Candle | undefined>;
}
