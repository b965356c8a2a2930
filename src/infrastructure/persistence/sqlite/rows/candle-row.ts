import { instrumentId } from '#src/domain/ids.ts';
import { candleIntervals, type Candle } from '#src/domain/market.ts';
import type { CandleRow } from '#src/infrastructure/persistence/sqlite/schema/market/candles.ts';
import { flagIn, oneOf, wholeIn } from './row-values.ts';

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

export function candleFromRow(row: CandleRow): Candle {
  return {
    instrumentId: instrumentId(row.instrument_id),
    interval: intervalIn(row.interval),
    openTime: wholeIn('candles.open_time', row.open_time),
    open: row.open,
    high: row.high,
    low: row.low,
    close: row.close,
    volume: row.volume,
    closed: flagIn('candles.closed', row.closed),
  };
}
