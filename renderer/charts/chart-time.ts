import { isBusinessDay, type Time, TickMarkType, type UTCTimestamp } from 'lightweight-charts';
import { type DateOrder, formatClock, formatDate, type TimeZone } from '#renderer/format/time.ts';

/** The chart's time: whole seconds UTC. */
export function toChartTime(milliseconds: number): UTCTimestamp {
  const seconds = Math.floor(milliseconds / 1000);
  if (!isChartTime(seconds)) throw new RangeError(`${milliseconds} is not a time`);
  return seconds;
}

function isChartTime(seconds: number): seconds is UTCTimestamp {
  return Number.isSafeInteger(seconds);
}

export function fromChartTime(time: Time): number {
  if (typeof time === 'number') return time * 1000;
  return isBusinessDay(time) ? Date.UTC(time.year, time.month - 1, time.day) : Date.parse(time);
}

/** What stands under a tick of the time axis. */
export function tickText(time: Time, kind: TickMarkType, zone: TimeZone, order: DateOrder): string {
  const milliseconds = fromChartTime(time);
  const date = formatDate(milliseconds, zone, order);
  const dayFirst = order === 'day-first';
  switch (kind) {
    case TickMarkType.Year:
      return dayFirst ? date.slice(6) : date.slice(0, 4);
    case TickMarkType.Month:
      return dayFirst ? date.slice(3) : date.slice(0, 7);
    case TickMarkType.DayOfMonth:
      return dayFirst ? date.slice(0, 6) : date.slice(5);
    case TickMarkType.Time:
      return formatClock(milliseconds, zone).slice(0, 5);
    case TickMarkType.TimeWithSeconds:
      return formatClock(milliseconds, zone);
  }
}
