import { unknownText } from '#renderer/format/number.ts';

export const timeZones = ['local', 'utc'] as const;
export type TimeZone = (typeof timeZones)[number];

/** How a day is written: 2026-03-08, or 08.03.2026 where the day comes first. */
export type DateOrder = 'year-first' | 'day-first';

/** 2026-03-08 14:05:09, in the zone of the setting. */
export function formatDateTime(time: number | undefined, zone: TimeZone, order?: DateOrder): string {
  return time === undefined ? unknownText : `${formatDate(time, zone, order)} ${formatClock(time, zone)}`;
}

/** As `formatDateTime`, to the millisecond: 2026-03-08 14:05:09.007. */
export function formatExactTime(time: number | undefined, zone: TimeZone, order?: DateOrder): string {
  if (time === undefined) return unknownText;
  return `${formatDateTime(time, zone, order)}.${String(time % second).padStart(3, '0')}`;
}

export function formatDate(
  time: number | undefined,
  zone: TimeZone,
  order: DateOrder = 'year-first',
): string {
  if (time === undefined) return unknownText;
  const parts = dayParts(time, zone);
  return order === 'day-first' ? joined(parts.toReversed(), '.') : joined(parts, '-');
}

/** Year, month and day. */
function dayParts(time: number, zone: TimeZone): readonly number[] {
  const date = new Date(time);
  return zone === 'utc'
    ? [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()]
    : [date.getFullYear(), date.getMonth() + 1, date.getDate()];
}

/** A day of this year without its year, one of another year without seconds. */
export function formatShortTime(
  time: number | undefined,
  zone: TimeZone,
  now: number,
  order: DateOrder = 'year-first',
): string {
  if (time === undefined) return unknownText;
  const clock = formatClock(time, zone);
  const [year, month = 0, day = 0] = dayParts(time, zone);
  if (year !== dayParts(now, zone)[0]) return `${formatDate(time, zone, order)} ${clock.slice(0, 5)}`;
  return order === 'day-first'
    ? `${joined([day, month], '.')}. ${clock}`
    : `${joined([month, day], '-')} ${clock}`;
}

export function formatClock(time: number | undefined, zone: TimeZone): string {
  if (time === undefined) return unknownText;
  const date = new Date(time);
  return zone === 'utc'
    ? joined([date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()], ':')
    : joined([date.getHours(), date.getMinutes(), date.getSeconds()], ':');
}

/** The clock for today, the date and the clock for any other day. */
export function formatMoment(
  time: number | undefined,
  zone: TimeZone,
  now: number,
  order?: DateOrder,
): string {
  return formatDate(time, zone) === formatDate(now, zone)
    ? formatClock(time, zone)
    : formatDateTime(time, zone, order);
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The two largest units: 3d 4h, 12m 5s, 850ms. */
export function formatDuration(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return unknownText;
  const span = Math.max(0, Math.round(milliseconds));
  if (span < second) return `${span}ms`;
  if (span < minute) return `${Math.floor(span / second)}s`;
  if (span < hour) return `${Math.floor(span / minute)}m ${Math.floor((span % minute) / second)}s`;
  if (span < day) return `${Math.floor(span / hour)}h ${Math.floor((span % hour) / minute)}m`;
  return `${Math.floor(span / day)}d ${Math.floor((span % day) / hour)}h`;
}

function joined(parts: readonly number[], separator: string): string {
  return parts.map((part) => String(part).padStart(2, '0')).join(separator);
}
