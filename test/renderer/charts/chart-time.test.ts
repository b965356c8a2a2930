import { TickMarkType, type UTCTimestamp } from 'lightweight-charts';
import { expect, test } from 'vitest';
import { tickText, toChartTime } from '#renderer/charts/chart-time.ts';

const time: UTCTimestamp = toChartTime(Date.UTC(2026, 2, 8, 14, 5, 9));

test.each([
  [TickMarkType.Year, '2026', '2026'],
  [TickMarkType.Month, '2026-03', '03.2026'],
  [TickMarkType.DayOfMonth, '03-08', '08.03.'],
  [TickMarkType.Time, '14:05', '14:05'],
  [TickMarkType.TimeWithSeconds, '14:05:09', '14:05:09'],
])('a tick of the axis is written as dates are: %s', (kind, yearFirst, dayFirst) => {
  expect(tickText(time, kind, 'utc', 'year-first')).toBe(yearFirst);
  expect(tickText(time, kind, 'utc', 'day-first')).toBe(dayFirst);
});
