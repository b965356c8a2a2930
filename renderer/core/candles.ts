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
 * The series with what trades made of its newest candle, or of one that has just ended. What was fetched or told before
 * stays: high, low and volume only grow.
 */
export function withTraded(candles: readonly ChartCandle[], traded: CandleInfo): readonly ChartCandle[] {
  const place = candles.findLastIndex(({ openTime }) => openTime <= traded.openTime) + 1;
  const held = candles[place - 1];
  if (held?.openTime === traded.openTime) return candles.with(place - 1, grown(held, traded));
  return candles.toSpliced(place, 0, { ...traded, forming: true });
}

function grown(held: ChartCandle, { high, low, close, volume }: CandleInfo): ChartCandle {
  return {
    ...held,
    high: larger(high, held.high),
    low: Decimal.from(low).lessThan(Decimal.from(held.low)) ? low : held.low,
    close,
    volume: larger(volume, held.volume),
    forming: true,
  };
}

function larger(text: string, other: string): string {
  return Decimal.from(text).greaterThan(Decimal.from(other)) ? text : other;
}
