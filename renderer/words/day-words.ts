import type { ValuationInfo } from '#src/contract/portfolio.ts';
import { dayOrderEnd } from '#src/domain/day-order.ts';
import { say } from './say.ts';
import type { TimeZone } from '#renderer/format/time.ts';

/** since 00:00 Europe/Berlin: from when the day's profit counts. */
export function sinceWords({ from, zone }: NonNullable<ValuationInfo['day']>): string {
  return say('day.since', { clock: clockIn(from, zone), zone });
}

export function countsWords({ from, zone }: NonNullable<ValuationInfo['day']>): string {
  return say('day.counts', { clock: clockIn(from, zone), zone });
}

/** Why the day's profit is unknown; undefined where it is known. */
export function unknownDayWords(day: ValuationInfo['day']): string | undefined {
  if (day === undefined) return say('day.unread');
  if (day.unknown.length === 0) return undefined;
  const { unknown, from, zone } = day;
  return say('day.unknown', { names: unknown.join(', '), clock: clockIn(from, zone), zone });
}

/** Until when an order is good that is placed now for the day, by the venue's clock and by the trader's. */
export function dayOrderWords(now: number, zone: TimeZone): string {
  const end = dayOrderEnd(now);
  const time = clockIn(end, 'UTC');
  const here = clockIn(end, zone === 'utc' ? 'UTC' : undefined);
  return here === time ? say('ticket.goodUntil', { time }) : say('ticket.goodUntilHere', { time, here });
}

/** Hours and minutes; of this machine's zone where none is named. */
function clockIn(time: number, zone: string | undefined): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  });
  return format.format(time);
}
