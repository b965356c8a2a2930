import type { TimeZone } from '#renderer/format/time.ts';
import { foldTyped } from '#renderer/format/typed-text.ts';

/** `from` is part of it, `to` is not. */
export type TimeSpan = { readonly from: number; readonly to: number };

const latest = 8_640_000_000_000_000;
const datePattern =
  /^(?:(?<year>\d{4})(?:-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?)?|(?:(?<firstDay>\d{1,2})\.)?(?<secondMonth>\d{1,2})\.(?<lastYear>\d{4}))$/u;

/**
 * `2026`, `2026-03`, `2026-03-08`, `2026-03-01..2026-03-08`, `>=2026-03-01`, `<=2026-03`, each also as
 * `08.03.2026`, in the zone of the setting.
 */
export function parseTimeSpan(text: string, zone: TimeZone): TimeSpan | undefined {
  const plain = foldTyped(text).replaceAll(/\s/g, '');
  if (plain.startsWith('>=') || plain.startsWith('<=')) {
    const period = parsePeriod(plain.slice(2), zone);
    if (period === undefined) return undefined;
    return plain.startsWith('>=') ? { from: period.from, to: latest } : { from: 0, to: period.to };
  }
  const [first = '', last = first, ...rest] = plain.split('..');
  const one = parsePeriod(first, zone);
  const other = parsePeriod(last, zone);
  if (one === undefined || other === undefined || rest.length > 0) return undefined;
  // Whichever of the two stands first.
  return { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
}

function parsePeriod(text: string, zone: TimeZone): TimeSpan | undefined {
  const parts = datePattern.exec(text)?.groups;
  if (parts === undefined) return undefined;
  const year = numberOf(parts['year'] ?? parts['lastYear']);
  const month = numberOf(parts['month'] ?? parts['secondMonth']);
  const day = numberOf(parts['day'] ?? parts['firstDay']);
  if (year === undefined || (month !== undefined && (month < 1 || month > 12))) return undefined;
  if (day !== undefined && !isThere(year, month ?? 1, day)) return undefined;
  const from = startOf(zone, year, month ?? 1, day ?? 1);
  if (day !== undefined) return { from, to: startOf(zone, year, month ?? 1, day + 1) };
  if (month !== undefined) return { from, to: startOf(zone, year, month + 1, 1) };
  return { from, to: startOf(zone, year + 1, 1, 1) };
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** The 31st of February would otherwise be the 3rd of March. */
function isThere(year: number, month: number, day: number): boolean {
  const made = new Date(Date.UTC(year, month - 1, day));
  return made.getUTCMonth() + 1 === month && made.getUTCDate() === day;
}

function startOf(zone: TimeZone, year: number, month: number, day: number): number {
  return zone === 'utc' ? Date.UTC(year, month - 1, day) : new Date(year, month - 1, day).getTime();
}
