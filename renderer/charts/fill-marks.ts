import type { FillInfo } from '#src/contract/orders.ts';
import { bucketOf, type Interval } from '#renderer/core/candles.ts';

export type FillMark = { readonly openTime: number; readonly side: FillInfo['side']; readonly count: number };

/** One mark a candle and side, by time, for the fills between the first and the last candle shown. */
export function fillMarks(
  fills: readonly FillInfo[],
  first: number,
  last: number,
  interval: Interval,
): readonly FillMark[] {
  const marks = new Map<string, FillMark>();
  for (const { time, side } of fills) {
    const openTime = bucketOf(time, interval);
    if (openTime < first || openTime > last) continue;
    const key = `${openTime} ${side}`;
    marks.set(key, { openTime, side, count: (marks.get(key)?.count ?? 0) + 1 });
  }
  return [...marks.values()].toSorted((left, right) => left.openTime - right.openTime);
}
