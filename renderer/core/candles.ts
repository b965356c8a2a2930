import type { CandleInfo } from '#src/contract/market.ts';
import { Decimal } from '#src/domain/decimal.ts';

export const intervals = ['1m', '5m', '15m', '1h', '4h', '1d'] as const;
export type Interval = (typeof intervals)[number];

const minute = 60_000;

export const intervalLength: Record<Interval, number> = {
  '1m': minute,
  '5m': 5 * minute,
  '15m': 15 * minute,
  '1h': 60 * minute,
  '4h': 240 * minute,
  '1d': 1440 * minute,
};

/** `forming`: more may trade in it, so that its volume is what has been seen of it so far. */
export type ChartCandle = CandleInfo & { readonly forming: boolean };

export function bucketOf(time: number, interval: Interval): number {
  return time - (time % intervalLength[interval]);
}

/** One series by time without gaps of our making: of two candles of one time the later fetched stands. */
export function mergeCandles(
  held: readonly ChartCandle[],
  fetched: readonly ChartCandle[],
): readonly ChartCandle[] {
  const byTime = new Map(held.map((candle) => [candle.openTime, candle]));
  for (const candle of fetched) byTime.set(candle.openTime, candle);
  return [...byTime.values()].toSorted((left, right) => left.openTime - right.openTime);
}

/** How far, in milliseconds, two clocks of one market may be apart. */
const clockSkew = minute;

/** What begins after the present is of a clock that ran ahead until it was set right, and no past of the market. */
export function withoutFuture(candles: readonly ChartCandle[], now: number): readonly ChartCandle[] {
  const newest = candles.at(-1);
  if (newest === undefined || newest.openTime <= now + clockSkew) return candles;
  return candles.filter(({ openTime }) => openTime <= now);
}

/**
 * The newest candle after one more price: the same one grown, or the first of the next interval. A price is the newest
 * that is known, also when its time lies before the candle because the clock was set back.
 */
export function foldPrice(last: ChartCandle, price: string, time: number, interval: Interval): ChartCandle {
  const openTime = bucketOf(time, interval);
  if (openTime > last.openTime) {
    return { openTime, open: price, high: price, low: price, close: price, volume: '0', forming: true };
  }
  const value = Decimal.from(price);
  return {
    ...last,
    close: price,
    high: value.greaterThan(Decimal.from(last.high)) ? price : last.high,
    low: value.lessThan(Decimal.from(last.low)) ? price : last.low,
    forming: true,
  };
}
