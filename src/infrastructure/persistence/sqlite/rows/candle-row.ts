import { instrumentId } from '#src/domain/ids.ts';
import { candleIntervals, type Candle } from '#src/domain/market.ts';
import { isPossibleCandle } from '#src/domain/possible-candle.ts';
import { lastTime } from '#src/domain/trading-day.ts';
import type { CandleRow } from '#src/infrastructure/persistence/sqlite/schema/market/candles.ts';
import { oneOf } from './row-values.ts';

const intervalIn = oneOf('candles.interval', candleIntervals);

export function candleToRow(candle: Candle): CandleRow {
  return {
    instrument_id: candle.instrumentId,
    interval: candle.interval,
    open_time: candle.openTime,
    open: candle.open,
    high: candle.high,
    low: candle.low,
    close: candle.close,
    volume: candle.volume,
    closed: Number(candle.closed),
  };
}

/** Undefined where no market can have told it: candles are asked of the venue, and no record. */
export function candleFromRow(row: CandleRow): Candle | undefined {
  const { open_time: openTime, open, high, low, close, volume, closed } = row;
  if (!isPossibleCandle(row)) return undefined;
  if (openTime < 0 || openTime > lastTime || (closed !== 0 && closed !== 1)) return undefined;
  return {
    instrumentId: instrumentId(row.instrument_id),
    interval: intervalIn(row.interval),
    openTime,
    open,
    high,
    low,
    close,
    volume,
    closed: closed === 1,
  };
}
