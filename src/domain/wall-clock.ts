import { lastTime, offsetAt } from './trading-day.ts';

/** Monday is 1, Sunday 7; hours are 0 to 23. */
export type WallTime = { readonly weekday: number; readonly hour: number };

const hour = 3_600_000;
const day = 24 * hour;
/** 1 January 1970 was a Thursday. */
const daysSinceMonday = 3;

/** What the clock shows in a zone, for many times: asking the zone for each of them would take longer than all else. */
export function createWallClock(zone: string): (time: number) => WallTime {
  const wallOf = createWall(zone);
  return (time) => {
    const wall = wallOf(time);
    const days = Math.floor(wall / day);
    return {
      weekday: ((((days + daysSinceMonday) % 7) + 7) % 7) + 1,
      hour: Math.floor((wall - days * day) / hour),
    };
  };
}

/** The day of the calendar in a zone (2025-12-31), for many times. */
export function createCalendar(zone: string): (time: number) => string {
  const wallOf = createWall(zone);
  return (time) => new Date(Math.min(wallOf(time), lastTime)).toISOString().slice(0, 'yyyy-mm-dd'.length);
}

/** What the clock shows, as if it were UTC. */
function createWall(zone: string): (time: number) => number {
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

  return (time) => time + offsetOf(time);
}
