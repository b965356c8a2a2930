import type { Decimal } from './decimal.ts';
import type { Candle } from './market.ts';
import { toldNumber } from './told-number.ts';

/**
 * Whether a market can have traded so: each price is more than nothing, and the first and the last lie between the low and
 * the high. Another candle would value what is held at a price that never was.
 */
export function isPossibleCandle(
  candle: Pick<Candle, 'open' | 'high' | 'low' | 'close' | 'volume'>,
): boolean {
  const [open, high, low, close] = [candle.open, candle.high, candle.low, candle.close].map(toldNumber);
  const volume = toldNumber(candle.volume);
  if (open === undefined || high === undefined || low === undefined || close === undefined) return false;
  if (volume === undefined || volume.isNegative() || !low.isPositive()) return false;
  return isWithin(open, low, high) && isWithin(close, low, high);
}

function isWithin(price: Decimal, low: Decimal, high: Decimal): boolean {
  return low.atMost(price) && price.atMost(high);
}
