import { expect, test } from 'vitest';
import {
  formatClock,
  formatDate,
  formatDateTime,
  formatDuration,
  formatExactTime,
  formatMoment,
} from '#renderer/format/time.ts';

const time = Date.UTC(2026, 2, 8, 4, 5, 9);

test('a time is written in the zone of the setting', () => {
  expect(formatDateTime(time, 'utc')).toBe('2026-03-08 04:05:09');
  const here = new Date(2026, 2, 8, 14, 5, 9).getTime();
  expect(formatDateTime(here, 'local')).toBe('2026-03-08 14:05:09');
  expect([formatExactTime(time + 7, 'utc'), formatExactTime(here + 70, 'local')]).toEqual([
    '2026-03-08 04:05:09.007',
    '2026-03-08 14:05:09.070',
  ]);
  for (const format of [formatDate, formatClock, formatDateTime, formatExactTime])
    expect(format(undefined, 'utc')).toBe('–');
  expect([formatMoment(undefined, 'utc', time), formatDuration(undefined)]).toEqual(['–', '–']);
});

test.each([0, 23])('a day is that of its zone at %i hours too, and so is its year', (hours) => {
  expect(formatDate(Date.UTC(2026, 0, 1, hours, 59), 'utc')).toBe('2026-01-01');
  expect(formatDate(new Date(2026, 0, 1, hours, 59).getTime(), 'local')).toBe('2026-01-01');
});

test('a moment of today needs no date', () => {
  expect(formatMoment(time, 'utc', time + 1000)).toBe('04:05:09');
  expect(formatMoment(time, 'utc', time + 86_400_000)).toBe('2026-03-08 04:05:09');
});

test.each([
  [850, '850ms'],
  [999.6, '1s'],
  [60_000, '1m 0s'],
  [3_600_000, '1h 0m'],
  [86_400_000, '1d 0h'],
  [5000, '5s'],
  [725_000, '12m 5s'],
  [7_500_000, '2h 5m'],
  [273_600_000, '3d 4h'],
  [-5, '0ms'],
])('%i ms is %s', (span, shown) => {
  expect(formatDuration(span)).toBe(shown);
});
