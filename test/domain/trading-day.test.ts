import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDays } from '#src/domain/days.ts';
import { dayBegin, isZone, nextDay } from '#src/domain/trading-day.ts';
import { createCalendar } from '#src/domain/wall-clock.ts';

const hour = 3_600_000;

function at(text: string): number {
  return Date.parse(text);
}

describe('the trader’s day', () => {
  // The offsets are the zones' own: Berlin UTC+1 and +2, New York −5 and −4, Kolkata +5:30, Kathmandu +5:45.
  test.each([
    ['UTC', 0, '2026-12-05T09:00:00Z', '2026-12-05T00:00:00Z'],
    ['UTC', 0, '2026-12-05T00:00:30Z', '2026-12-05T00:00:00Z'],
    ['UTC', 17, '2026-12-05T09:00:00Z', '2026-12-04T17:00:00Z'],
    ['Europe/Berlin', 0, '2026-01-10T22:59:59Z', '2026-01-09T23:00:00Z'],
    ['Europe/Berlin', 0, '2026-01-10T23:00:00Z', '2026-01-10T23:00:00Z'],
    ['Europe/Berlin', 0, '2026-07-10T12:00:00Z', '2026-07-09T22:00:00Z'],
    ['America/New_York', 17, '2026-07-10T20:59:59Z', '2026-07-09T21:00:00Z'],
    ['Asia/Kolkata', 0, '2026-07-10T18:29:59Z', '2026-07-09T18:30:00Z'],
    ['Asia/Kathmandu', 0, '2026-07-10T18:15:00Z', '2026-07-10T18:15:00Z'],
    ['Pacific/Kiritimati', 0, '2026-07-10T09:59:00Z', '2026-07-09T10:00:00Z'],
  ])('in %s at %i hours, as of %s, begins at %s', (zone, begins, time, begin) => {
    expect(new Date(dayBegin(at(time), { zone, hour: begins })).toISOString()).toBe(
      begin.replace('Z', '.000Z'),
    );
  });

  // The last millisecond that a date can have, by ECMAScript: 13 September 275760, midnight UTC.
  test.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'])(
    'is there at the end of what a date can tell, in %s',
    (zone) => {
      for (const time of [8_640_000_000_000_000, 8_639_999_999_999_999]) {
        const { from, to } = createDays({ zone, hour: 0 })(time);
        expect(from).toBeLessThanOrEqual(time);
        expect(to).toBeGreaterThan(time);
        expect(to - from).toBe(24 * hour);
        expect(createCalendar(zone)(time)).toMatch(/^\+275760-09/);
      }
    },
  );

  test('has 23 hours when the clocks are set forward and 25 when they are set back', () => {
    const rule = { zone: 'Europe/Berlin', hour: 0 };
    const spring = dayBegin(at('2026-03-29T12:00:00Z'), rule);
    const autumn = dayBegin(at('2026-10-25T12:00:00Z'), rule);
    expect(nextDay(spring, rule) - spring).toBe(23 * hour);
    expect(nextDay(autumn, rule) - autumn).toBe(25 * hour);
  });

  test('begins when the clocks are set forward where they skip its hour', () => {
    // Cairo goes from 00:00 to 01:00 on 24 April 2026, and Santiago on 6 September.
    expect(dayBegin(at('2026-04-24T12:00:00Z'), { zone: 'Africa/Cairo', hour: 0 })).toBe(
      at('2026-04-23T22:00:00Z'),
    );
    expect(dayBegin(at('2026-09-06T12:00:00Z'), { zone: 'America/Santiago', hour: 0 })).toBe(
      at('2026-09-06T04:00:00Z'),
    );
    // On the Chatham Islands 02:45 becomes 03:45 on 27 September 2026; at Troll 01:00 becomes 03:00 on 29 March.
    expect(dayBegin(at('2026-09-27T00:00:00Z'), { zone: 'Pacific/Chatham', hour: 3 })).toBe(
      at('2026-09-26T14:00:00Z'),
    );
    expect(dayBegin(at('2026-03-29T12:00:00Z'), { zone: 'Antarctica/Troll', hour: 2 })).toBe(
      at('2026-03-29T01:00:00Z'),
    );
  });

  test('begins the first time where the clocks show its hour twice', () => {
    expect(dayBegin(at('2026-10-25T12:00:00Z'), { zone: 'Europe/Berlin', hour: 2 })).toBe(
      at('2026-10-25T00:00:00Z'),
    );
  });

  test('holds every moment in exactly one day', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Cairo',
    );
    const time = fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') });
    fc.assert(
      fc.property(zone, fc.integer({ min: 0, max: 23 }), time, (name, begins, moment) => {
        const rule = { zone: name, hour: begins };
        const begin = dayBegin(moment, rule);
        const next = nextDay(begin, rule);
        expect(begin).toBeLessThanOrEqual(moment);
        expect(moment).toBeLessThan(next);
        expect(dayBegin(begin, rule)).toBe(begin);
        expect(dayBegin(begin - 1, rule)).toBeLessThan(begin);
      }),
    );
  });
});

test('a zone is one that is known', () => {
  expect(['UTC', 'Asia/Tokyo'].every(isZone)).toBe(true);
  expect(['Middle/Earth', '', 'local'].map(isZone)).toEqual([false, false, false]);
});
