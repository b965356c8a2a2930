import { say } from './say.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "5 days", "3 hours", "1 minute": in the largest unit, rounded down. */
export function ageWords(milliseconds: number): string {
  const age = Math.max(milliseconds, 0);
  if (age >= day) return say('price.days', { count: Math.floor(age / day) });
  if (age >= hour) return say('price.hours', { count: Math.floor(age / hour) });
  return say('price.minutes', { count: Math.floor(age / minute) });
}
