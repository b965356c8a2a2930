import { err, ok, type Result } from '#src/domain/result.ts';
import { shown } from './csv-values.ts';

/** How a file writes times that name no zone of their own. */
export type TimeRule = {
  /** An IANA zone; `UTC` needs no look-up. */
  readonly zone: string;
  /** Which part of a date such as 03/04/2025 comes first. */
  readonly order: 'YMD' | 'DMY' | 'MDY';
};

export const utcTimes: TimeRule = { zone: 'UTC', order: 'YMD' };
export const indianTimes: TimeRule = { zone: 'Asia/Kolkata', order: 'DMY' };

const day = 86_400_000;
const hour = 3_600_000;
const isoTime =
  /^(\d{4}|\d{2})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(?:(Z|UTC)|([+-])(\d{2}):?(\d{2}))?$/i;
const compactTime = /^(\d{4})(\d{2})(\d{2})(?:[;,T ]\s?(\d{2}):?(\d{2}):?(\d{2}))?$/;
const localTime =
  /^(\d{1,2})[-/. ](\d{1,2}|[a-z]{3})[-/. ](\d{4})(?:,?[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*([ap]m)?)?$/i;
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** ISO 8601 and what exports write; whole seconds or milliseconds since 1970. By the rule where it names no zone. */
export function readTime(text: string, now: number, rule: TimeRule = utcTimes): Result<number, string> {
  const time =
    isoMilliseconds(text, rule) ??
    compactMilliseconds(text, rule) ??
    localMilliseconds(text, rule) ??
    epochMilliseconds(text);
  if (time === undefined) {
    const why = text === '' ? 'Time is empty' : `Time ${shown(text)} is not a time`;
    const zone = rule.zone === 'UTC' ? 'UTC where no zone is given' : `${rule.zone} where no zone is given`;
    return err(`${why}; write 2025-01-31T14:05:09Z (${zone}) or milliseconds since 1970.`);
  }
  if (time < 0 || time > now + day) {
    return err(
      `Time ${shown(text)} lies ${time < 0 ? 'before 1970' : 'in the future'}; write when the fill happened.`,
    );
  }
  return ok(time);
}

function isoMilliseconds(text: string, rule: TimeRule): number | undefined {
  const [, year, month = '', date = '', hours, minutes, seconds, fraction, utc, sign, zoneHour, zoneMinute] =
    isoTime.exec(text) ?? [];
  if (year === undefined) return undefined;
  // Two digits of a year: some exports abbreviate it, in this order only.
  if (year.length === 2 && rule.order !== 'YMD') return undefined;
  const wall = wallTime(year.length === 2 ? `20${year}` : year, month, date, {
    hours,
    minutes,
    seconds,
    fraction,
  });
  if (wall === undefined || utc !== undefined) return wall;
  if (sign === undefined) return inZone(wall, rule.zone);
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000;
  return sign === '-' ? wall + offset : wall - offset;
}

function compactMilliseconds(text: string, rule: TimeRule): number | undefined {
  const [, year, month = '', date = '', hours, minutes, seconds] = compactTime.exec(text) ?? [];
  if (year === undefined) return undefined;
  const wall = wallTime(year, month, date, { hours, minutes, seconds, fraction: undefined });
  return wall === undefined ? undefined : inZone(wall, rule.zone);
}

function localMilliseconds(text: string, rule: TimeRule): number | undefined {
  const [, first = '', second = '', year, hours, minutes, seconds, fraction, half] =
    localTime.exec(text) ?? [];
  if (year === undefined) return undefined;
  const named = months.indexOf(second.toLowerCase()) + 1;
  // 03/04/2025 may be either: without a rule it is no time.
  if (named === 0 && rule.order === 'YMD') return undefined;
  const [date, month] = named > 0 || rule.order === 'DMY' ? [first, named || second] : [second, first];
  const clock = { hours: half === undefined ? hours : hoursOf(hours, half), minutes, seconds, fraction };
  const wall = wallTime(year, twoDigits(month), twoDigits(date), clock);
  return wall === undefined ? undefined : inZone(wall, rule.zone);
}

function hoursOf(hours: string | undefined, half: string): string {
  const twelve = Number(hours ?? 0);
  if (twelve < 1 || twelve > 12) return '99';
  return String((twelve % 12) + (half.toLowerCase() === 'pm' ? 12 : 0));
}

function twoDigits(value: string | number): string {
  return String(value).padStart(2, '0');
}

type ClockTime = Readonly<Record<'hours' | 'minutes' | 'seconds' | 'fraction', string | undefined>>;

/** As if it were UTC; undefined for a day or an hour that there is not. */
function wallTime(year: string, month: string, date: string, clock: ClockTime): number | undefined {
  const { hours = '0', minutes = '0', seconds = '0', fraction } = clock;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const midnight = midnightOf(year, month, date);
  if (midnight === undefined) return undefined;
  const milliseconds = fraction === undefined ? 0 : Number(fraction.padEnd(3, '0').slice(0, 3));
  return midnight + (Number(hours) * 60 + Number(minutes)) * 60_000 + Number(seconds) * 1000 + milliseconds;
}

type Day = Readonly<Record<'year' | 'month' | 'date', string>> & { readonly midnight: number | undefined };

/** Most rows of a file are of the same day as the one before. */
let lastDay: Day | undefined;

function midnightOf(year: string, month: string, date: string): number | undefined {
  if (lastDay === undefined || lastDay.date !== date || lastDay.month !== month || lastDay.year !== year) {
    const midnight = Date.UTC(Number(year), Number(month) - 1, Number(date));
    // The 31st of February would become the 3rd of March.
    const made = new Date(midnight);
    const isThere = made.getUTCMonth() + 1 === Number(month) && made.getUTCDate() === Number(date);
    lastDay = { year, month, date, midnight: isThere ? midnight : undefined };
  }
  return lastDay.midnight;
}

/** An hour that a clock change repeats is read as the later of the two. */
function inZone(wall: number, zone: string): number {
  if (zone === 'UTC') return wall;
  const guess = wall - offsetAt(wall, zone);
  return wall - offsetAt(guess, zone);
}

const offsets = new Map<string, number>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** In milliseconds, by the hour: no zone changes its clocks within one. */
function offsetAt(time: number, zone: string): number {
  const from = Math.floor(time / hour) * hour;
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
