import { err, ok } from '#src/domain/result.ts';
import type { Read } from './read-cell.ts';
import { shown } from './csv-values.ts';
import type { TimeRule } from '#src/ports/import-files.ts';

/** How a file writes times that name no zone of their own. */
export const utcTimes: TimeRule = { zone: 'UTC', order: 'YMD' };
export const indianTimes: TimeRule = { zone: 'Asia/Kolkata', order: 'DMY' };

const day = 86_400_000;
const quarter = 900_000;
const isoTime =
  /^(\d{4}|\d{2})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(?:(Z|UTC)|([+-])(\d{2}):?(\d{2}))?$/i;
const compactTime = /^(\d{4})(\d{2})(\d{2})(?:[;,T ]\s?(\d{2}):?(\d{2}):?(\d{2}))?$/;
const localTime =
  /^(\d{1,2})[-/. ](\d{1,2}|[a-z]{3})[-/. ](\d{4})(?:,?[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*([ap]m)?)?$/i;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** ISO 8601 and what exports write; whole seconds or milliseconds since 1970. By the rule where it names no zone. */
export function readTime(text: string, now: number, rule: TimeRule = utcTimes): Read<number> {
  const time =
    plainMilliseconds(text, rule) ??
    isoMilliseconds(text, rule) ??
    compactMilliseconds(text, rule) ??
    localMilliseconds(text, rule) ??
    epochMilliseconds(text);
  if (time === undefined) {
    const { zone } = rule;
    return err(text === '' ? { code: 'TIME_EMPTY', zone } : { code: 'NOT_A_TIME', text: shown(text), zone });
  }
  if (time < 0) return err({ code: 'TIME_BEFORE_1970', text: shown(text) });
  if (time > now + day) return err({ code: 'TIME_IN_FUTURE', text: shown(text) });
  return ok(time);
}

/** 2025-01-31T14:05:09Z, as most files write it, also with milliseconds or without a zone: digit by digit. */
function plainMilliseconds(text: string, rule: TimeRule): number | undefined {
  const isDate = text[4] === '-' && text[7] === '-' && (text[10] === 'T' || text[10] === ' ');
  if (!isDate || text[13] !== ':' || text[16] !== ':') return undefined;
  const isUtc = text.endsWith('Z');
  const end = isUtc ? text.length - 1 : text.length;
  const hasFraction = end === 23 && text[19] === '.';
  if (end !== 19 && !hasFraction) return undefined;
  const wall = wallTime(numberAt(text, 0, 4), numberAt(text, 5, 2), numberAt(text, 8, 2), {
    hours: numberAt(text, 11, 2),
    minutes: numberAt(text, 14, 2),
    seconds: numberAt(text, 17, 2),
    milliseconds: hasFraction ? numberAt(text, 20, 3) : 0,
  });
  return wall === undefined || isUtc ? wall : inZone(wall, rule.zone);
}

/** NaN where they are not all digits. */
function numberAt(text: string, from: number, digits: number): number {
  let number = 0;
  for (let at = from; at < from + digits; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    number = digit >= 0 && digit <= 9 ? number * 10 + digit : Number.NaN;
  }
  return number;
}

function isoMilliseconds(text: string, rule: TimeRule): number | undefined {
  const [, year, month, date, hours, minutes, seconds, fraction, utc, sign, zoneHour, zoneMinute] =
    isoTime.exec(text) ?? [];
  if (year === undefined) return undefined;
  // Two digits of a year: some exports abbreviate it, in this order only.
  if (year.length === 2 && rule.order !== 'YMD') return undefined;
  const wall = wallTime(
    Number(year.length === 2 ? `20${year}` : year),
    Number(month),
    Number(date),
    clockOf(hours, minutes, seconds, fraction),
  );
  if (wall === undefined || utc !== undefined) return wall;
  if (sign === undefined) return inZone(wall, rule.zone);
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000;
  return sign === '-' ? wall + offset : wall - offset;
}

function compactMilliseconds(text: string, rule: TimeRule): number | undefined {
  const [, year, month, date, hours, minutes, seconds] = compactTime.exec(text) ?? [];
  if (year === undefined) return undefined;
  const wall = wallTime(Number(year), Number(month), Number(date), clockOf(hours, minutes, seconds));
  return wall === undefined ? undefined : inZone(wall, rule.zone);
}

function localMilliseconds(text: string, rule: TimeRule): number | undefined {
  const [, first, second = '', year, hours, minutes, seconds, fraction, half] = localTime.exec(text) ?? [];
  if (year === undefined) return undefined;
  const named = months.indexOf(second.toLowerCase()) + 1;
  // 03/04/2025 may be either: without a rule it is no time.
  if (named === 0 && rule.order === 'YMD') return undefined;
  const [date, month] = named > 0 || rule.order === 'DMY' ? [first, named || second] : [second, first];
  const clock = clockOf(half === undefined ? hours : hoursOf(hours, half), minutes, seconds, fraction);
  const wall = wallTime(Number(year), Number(month), Number(date), clock);
  return wall === undefined ? undefined : inZone(wall, rule.zone);
}

function hoursOf(hours: string | undefined, half: string): string {
  const twelve = Number(hours ?? 0);
  if (twelve < 1 || twelve > 12) return '99';
  return String((twelve % 12) + (half.toLowerCase() === 'pm' ? 12 : 0));
}

type ClockTime = Readonly<Record<'hours' | 'minutes' | 'seconds' | 'milliseconds', number>>;

function clockOf(hours = '0', minutes = '0', seconds = '0', fraction = ''): ClockTime {
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  return { hours: Number(hours), minutes: Number(minutes), seconds: Number(seconds), milliseconds };
}

/** As if it were UTC; undefined for a day or an hour that there is not. */
function wallTime(year: number, month: number, date: number, clock: ClockTime): number | undefined {
  const { hours, minutes, seconds, milliseconds } = clock;
  const midnight = midnightOf(year, month, date);
  const isThere = hours <= 23 && minutes <= 59 && seconds <= 59 && milliseconds <= 999;
  return midnight !== undefined && isThere
    ? midnight + (hours * 60 + minutes) * 60_000 + seconds * 1000 + milliseconds
    : undefined;
}

type Day = Readonly<Record<'year' | 'month' | 'date', number>> & { readonly midnight: number | undefined };

/** Most rows of a file are of the same day as the one before. */
let lastDay: Day | undefined;

function midnightOf(year: number, month: number, date: number): number | undefined {
  if (lastDay === undefined || lastDay.date !== date || lastDay.month !== month || lastDay.year !== year) {
    const midnight = Date.UTC(year, month - 1, date);
    // The 31st of February would become the 3rd of March, and the year 71 would become 1971.
    const made = new Date(midnight);
    const isThere =
      made.getUTCFullYear() === year && made.getUTCMonth() + 1 === month && made.getUTCDate() === date;
    lastDay = { year, month, date, midnight: isThere ? midnight : undefined };
  }
  return lastDay.midnight;
}

/**
 * What a clock change repeats is read as the later of the two. What it skips, as a clock that was not set shows it, is
 * the moment that this clock means.
 */
function inZone(wall: number, zone: string): number {
  if (zone === 'UTC') return wall;
  const today = Math.floor(wall / day) * day;
  const before = offsetAt(today - day, zone);
  const after = offsetAt(today + 2 * day, zone);
  if (before === after) return wall - before;
  return offsetAt(wall - after, zone) === after ? wall - after : wall - before;
}

const offsets = new Map<string, number>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** In milliseconds, by the quarter of an hour: Adelaide changes its clocks at half past an hour of UTC. */
function offsetAt(time: number, zone: string): number {
  const from = Math.floor(time / quarter) * quarter;
  const key = `${zone} ${from}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  formats.set(zone, format);
  const offset = Date.parse(`${format.format(from).replace(' ', 'T')}Z`) - from;
  if (offsets.size > 10_000) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/** Nine or ten digits are seconds, twelve or thirteen milliseconds: from the seventies on, neither can be the other. */
function epochMilliseconds(text: string): number | undefined {
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1000;
  return /^\d{12,13}$/.test(text) ? Number(text) : undefined;
}
