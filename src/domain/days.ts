import { dayBegin, nextDay, type DayRule } from './trading-day.ts';

/** From inclusive, to exclusive. */
export type Day = { readonly from: number; readonly to: number };

const slot = 86_400_000;

/** The day of a time, for many times: asking a zone for each of them would take longer than all else. */
export function createDays(rule: DayRule): (time: number) => Day {
  const known = new Map<number, readonly Day[]>();
  let last: Day | undefined;
  return (time) => {
    if (last === undefined || !isIn(last, time)) last = dayOf(time);
    return last;
  };

  function dayOf(time: number): Day {
    const at = Math.floor(time / slot);
    const days = known.get(at) ?? [];
    const found = days.find((day) => isIn(day, time));
    if (found !== undefined) return found;
    const from = dayBegin(time, rule);
    const day = { from, to: nextDay(from, rule) };
    known.set(at, [...days, day]);
    return day;
  }
}

function isIn({ from, to }: Day, time: number): boolean {
  return time >= from && time < to;
}
