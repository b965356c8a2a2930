import { err, ok } from '#src/domain/result.ts';
import type { Read } from './read-cell.ts';
import { shown } from './csv-values.ts';
import type { TimeRule } from '#src/ports/import-files.ts';

/** How a file writes times that name no zone of their own. */
export const utcTimes: TimeRule = { zone: 'UTC', order: 'YMD' };
export const indianTimes: TimeRule = { zone: 'Asia/Kolkata', order: 'DMY' };
export const newYorkTimes: TimeRule = { zone: 'America/New_York', order: 'YMD' };

const day = 86_400_000;
const grain = 60_000;
const clockAtEnd =
  /[T;,\s]+(?:(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]m)?|(\d{2})(\d{2})(\d{2}))\s*(?:(Z|UTC|GMT|EST|EDT)|([+-]\d{2}):?(\d{2})?)?$/i;
/** What the letters say, in hours of UTC; New York's brokers write the others. */
const namedZones = new Map([
  ['Z', 0],
  ['UTC', 0],
  ['GMT', 0],
  ['EST', -5],
  ['EDT', -4],
]);
const yearFirst = /^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))$/;
const shortYearFirst = /^(\d{2})-(\d{2})-(\d{2})$/;
const yearLast = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/;
const monthNamed = /^(\d{1,2})[-/. ]([a-z]{3,9})\.?[-/., ]+(\d{4}|\d{2})$/i;
const monthFirst = /^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$/i;
const months = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** ISO 8601 and what exports write; whole seconds or milliseconds since 1970. By the rule where it names no zone. */
export function readTime(text: string, now: number, rule: TimeRule = utcTimes): Read<number> {
  const time = plainMilliseconds(text, rule) ?? writtenMilliseconds(text, rule) ?? epochMilliseconds(text);
  if (time === 'TWO_DATES') return err({ code: 'TWO_DATES', text: shown(text) });
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

function writtenMilliseconds(text: string, rule: TimeRule): number | 'TWO_DATES' | undefined {
  const at = clockAtEnd.exec(text);
  const [, hour, minute, second, fraction, half, h, m, sec, named, offset, offsetMinutes] = at ?? [];
  const date = dateOf(text.slice(0, at?.index), rule);
  if (date === undefined || date === 'TWO_DATES') return date;
  const hours = half === undefined ? (hour ?? h) : hoursOf(hour, half);
  const wall = wallTime(...date, clockOf(hours, minute ?? m, second ?? sec, fraction));
  if (wall === undefined) return undefined;
  const zone = named === undefined ? offset : namedZones.get(named.toUpperCase());
  if (zone === undefined) return inZone(wall, rule.zone);
  const minutes = Math.abs(Number(zone)) * 60 + Number(offsetMinutes ?? 0);
  return String(zone).startsWith('-') ? wall + minutes * 60_000 : wall - minutes * 60_000;
}

type Date3 = readonly [year: number, month: number, date: number];

function dateOf(text: string, { order }: TimeRule): Date3 | 'TWO_DATES' | undefined {
  const [, year, , month, day0, monthJoined, dayJoined] = yearFirst.exec(text) ?? [];
  if (year !== undefined) return [Number(year), Number(month ?? monthJoined), Number(day0 ?? dayJoined)];
  // Two digits of a year: some exports abbreviate it, in this order only.
  const short = order === 'YMD' ? shortYearFirst.exec(text) : null;
  if (short !== null) return [yearOf(short[1]), Number(short[2]), Number(short[3])];
  const [, first, second, last] = yearLast.exec(text) ?? [];
  if (first !== undefined) return orderedDate(Number(first), Number(second), yearOf(last), order);
  const [, date, name, yearNamed] = monthNamed.exec(text) ?? [];
  if (name !== undefined) return [yearOf(yearNamed), monthOf(name), Number(date)];
  const [, nameFirst, dateSecond, yearThird] = monthFirst.exec(text) ?? [];
  return nameFirst === undefined ? undefined : [Number(yearThird), monthOf(nameFirst), Number(dateSecond)];
}

/** Where no rule says which comes first, one above twelve is the day. */
function orderedDate(
  first: number,
  second: number,
  year: number,
  order: TimeRule['order'],
): Date3 | 'TWO_DATES' {
  if (order === 'DMY') return [year, second, first];
  if (order === 'MDY') return [year, first, second];
  if (first > 12 || first === second) return [year, second, first];
  return second > 12 ? [year, first, second] : 'TWO_DATES';
}

/** Nobody's trades of before 1970 are in a file: 24 is 2024. */
function yearOf(digits: string | undefined): number {
  const year = Number(digits);
  return digits?.length === 2 ? year + (year >= 70 ? 1900 : 2000) : year;
}

/** 0, which is no month, for what is no name of one. */
function monthOf(name: string): number {
  return months.findIndex((month) => month.startsWith(name.toLowerCase())) + 1;
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

/** In milliseconds, by the minute: St. John’s changed its clocks at one past midnight. */
function offsetAt(time: number, zone: string): number {
  const from = Math.floor(time / grain) * grain;
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

/**
 * Nine or ten digits are seconds, twelve or thirteen milliseconds, fifteen or sixteen microseconds, eighteen or nineteen
 * nanoseconds: from the seventies on, none can be another.
 */
function epochMilliseconds(text: string): number | undefined {
  const [, seconds, fraction = ''] = /^(\d{9,10})(?:\.(\d{1,9}))?$/.exec(text) ?? [];
  if (seconds !== undefined) return Number(seconds) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  const [, milliseconds] = /^(\d{12,13})(?:\d{3}){0,2}$/.exec(text) ?? [];
  return milliseconds === undefined ? undefined : Number(milliseconds);
}
