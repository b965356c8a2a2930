import type { FillInfo } from '#src/contract/orders.ts';
import { bucketOf, type ChartCandle, type Interval } from '#renderer/panels/chart/candles.ts';

export type FillMark = { readonly openTime: number; readonly side: FillInfo['side']; readonly count: number };

/** One mark a candle and side, by time; fills where no candle is shown have none. */
export function fillMarks(
  fills: readonly FillInfo[],
  candles: readonly ChartCandle[],
  interval: Interval,
): readonly FillMark[] {
  const shown = new Set(candles.map((candle) => candle.openTime));
  const marks = new Map<string, FillMark>();
  for (const { time, side } of fills) {
    const openTime = bucketOf(time, interval);
    if (!shown.has(openTime)) continue;
    const key = `${openTime} ${side}`;
    marks.set(key, { openTime, side, count: (marks.get(key)?.count ?? 0) + 1 });
  }
  return [...marks.values()].toSorted((left, right) => left.openTime - right.openTime);
}
