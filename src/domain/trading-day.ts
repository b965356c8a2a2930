/** When the trader's day begins: at an hour of the clock in a zone. */
export type DayRule = {
  /** A name of the IANA database: Europe/Berlin, UTC. */
  readonly zone: string;
  /** 0 to 23. */
  readonly hour: number;
};

/** The last that a date can tell, by ECMAScript. */
export const lastTime = 8_640_000_000_000_000;

const minute = 60_000;
const hour = 60 * minute;
/** No zone is further from UTC, and none moves its clocks by more. */
const furthest = 26 * hour;
/** A date can be told for a little longer, but not in every zone: each keeps its offset from then on. */
const outermost = lastTime - furthest;

/** Whether the zone is one that times can be told in. */
export function isZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** When the day began that `time` lies in. */
export function dayBegin(time: number, rule: DayRule): number {
  const day = Math.floor(wallTime(time, rule.zone) / (24 * hour));
  const today = momentOf(day * 24 * hour + rule.hour * hour, rule.zone);
  return today <= time ? today : momentOf((day - 1) * 24 * hour + rule.hour * hour, rule.zone);
}

/** When the next day begins after the one that began at `begin`: 23 to 25 hours later, as the clocks go. */
export function nextDay(begin: number, rule: DayRule): number {
  return dayBegin(begin + 30 * hour, rule);
}

/** When a day of the calendar (2025-12-31) is over in a zone: the first moment of the next. */
export function endOfDate(date: string, zone: string): number {
  return momentOf(Date.parse(`${date}T00:00:00Z`) + 24 * hour, zone);
}

/** What the clock shows in a zone, as if it were UTC. */
function wallTime(time: number, zone: string): number {
  return time + offsetAt(time, zone);
}

/**
 * When the clock of a zone first shows `wall`. Where it never does, because it is set forward over it, the moment at
 * which it is set.
 */
function momentOf(wall: number, zone: string): number {
  const before = wall - offsetAt(wall - furthest, zone);
  const after = wall - offsetAt(wall + furthest, zone);
  return [before, after].find((moment) => wallTime(moment, zone) === wall) ?? clocksSet(after, before, zone);
}

/** When the clock of a zone is set in a span at whose end it shows another offset from UTC. To the minute. */
function clocksSet(from: number, to: number, zone: string): number {
  const offset = offsetAt(to, zone);
  let [before, after] = [from, to];
  while (after - before > minute) {
    const middle = before + Math.floor((after - before) / 2 / minute) * minute;
    if (offsetAt(middle, zone) === offset) after = middle;
    else before = middle;
  }
  return after;
}

/** Of the clock in a zone from UTC, in milliseconds: every zone of today is whole minutes from it. */
export function offsetAt(time: number, zone: string): number {
  const asked = Math.floor(Math.min(time, outermost) / minute) * minute;
  const parts = new Map(
    formatOf(zone)
      .formatToParts(asked)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute')) - asked;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than all else here. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  formats.set(zone, format);
  return format;
}
