import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdingBand } from '#src/domain/holding-band.ts';
import { createWallClock } from '#src/domain/wall-clock.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  [0, '1m'],
  [minute - 1, '1m'],
  [minute, '15m'],
  [15 * minute, '1h'],
  [hour, '4h'],
  [4 * hour, '1d'],
  [day, '1w'],
  [7 * day, '30d'],
  [30 * day - 1, '30d'],
  [30 * day, 'longer'],
])('held for %d ms: the band up to %s', (held, band) => {
  expect(holdingBand(held)).toBe(band);
});

test('weekday and hour are those of the clock in a zone', () => {
  const berlin = createWallClock('Europe/Berlin');
  // Saturday 23:30 UTC is Sunday in Berlin.
  expect(berlin(Date.UTC(2026, 0, 31, 23, 30))).toEqual({ weekday: 7, hour: 0 });
  // On 29 March 2026 the clocks go from 2 to 3 at 01:00 UTC.
  expect(berlin(Date.UTC(2026, 2, 29, 0, 59))).toEqual({ weekday: 7, hour: 1 });
  expect(berlin(Date.UTC(2026, 2, 29, 1, 0))).toEqual({ weekday: 7, hour: 3 });
  expect(createWallClock('Asia/Kolkata')(Date.UTC(2026, 10, 27, 18, 29))).toEqual({ weekday: 5, hour: 23 });
  expect(createWallClock('Asia/Kolkata')(Date.UTC(2026, 10, 27, 18, 30))).toEqual({ weekday: 6, hour: 0 });
});

test('for any time, as the platform writes it', () => {
  const names = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  for (const zone of ['UTC', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu']) {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      weekday: 'short',
      hour: '2-digit',
      hourCycle: 'h23',
    });
    const clock = createWallClock(zone);
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2040, 0) }), (time) => {
        const parts = new Map(format.formatToParts(time).map(({ type, value }) => [type, value]));
        expect(clock(time)).toEqual({
          weekday: names.indexOf(parts.get('weekday') ?? '') + 1,
          hour: Number(parts.get('hour')),
        });
      }),
    );
  }
});
