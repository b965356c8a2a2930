import { offsetAt } from './trading-day.ts';

/** Monday is 1, Sunday 7; hours are 0 to 23. */
export type WallTime = { readonly weekday: number; readonly hour: number };

const hour = 3_600_000;
const day = 24 * hour;
/** 1 January 1970 was a Thursday. */
const daysSinceMonday = 3;

/** What the clock shows in a zone, for many times: asking the zone for each of them would take longer than all else. */
export function createWallClock(zone: string): (time: number) => WallTime {
  /** By the day in UTC; undefined on one during which the clocks are set. */
  const offsets = new Map<number, number | undefined>();

  function offsetOf(time: number): number {
    const at = Math.floor(time / day);
    if (!offsets.has(at)) {
      const offset = offsetAt(at * day, zone);
      offsets.set(at, offset === offsetAt((at + 1) * day, zone) ? offset : undefined);
    }
    return offsets.get(at) ?? offsetAt(time, zone);
  }

  return (time) => {
    const wall = time + offsetOf(time);
    const days = Math.floor(wall / day);
    return {
      weekday: ((((days + daysSinceMonday) % 7) + 7) % 7) + 1,
      hour: Math.floor((wall - days * day) / hour),
    };
  };
}
