import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { indianTimes, readTime } from '#src/infrastructure/importing/csv/csv-times.ts';
import { now } from './read-file.ts';

const instant = fc.integer({ min: 86_400_000, max: now });

it('reads a time in every usual writing of it', () => {
  fc.assert(
    fc.property(instant, (time) => {
      const iso = new Date(time).toISOString();
      const second = time - (time % 1000);
      for (const text of [iso, iso.replace('T', ' '), iso.slice(0, -1), `${iso.slice(0, -1)}+00:00`]) {
        expect(readTime(text, now)).toEqual({ ok: true, value: time });
      }
      for (const text of [
        `${iso.slice(0, 19)}Z`,
        iso.slice(0, 19),
        iso.slice(0, 19).replaceAll(/[-:]/g, ''),
      ]) {
        expect(readTime(text, now)).toEqual({ ok: true, value: second });
      }
      const inKolkata = iso.slice(0, 19).replace('T', ' ');
      expect(readTime(inKolkata, now, indianTimes)).toEqual({ ok: true, value: second - 19_800_000 });
    }),
  );
});

it('reads the end of a month whatever month and year the row before was of', () => {
  for (const [text, value] of [
    ['2025-01-31T00:00:00Z', Date.UTC(2025, 0, 31)],
    ['2025-03-31T00:00:00Z', Date.UTC(2025, 2, 31)],
    ['2024-03-31T00:00:00Z', Date.UTC(2024, 2, 31)],
  ] as const) {
    expect(readTime(text, now)).toEqual({ ok: true, value });
  }
  expect(readTime('2025-01-30T00:00:00Z', now).ok).toBe(true);
  expect(readTime('2025-02-30T00:00:00Z', now).ok).toBe(false);
  expect(readTime('2025-03-30T00:00:00Z', now)).toEqual({ ok: true, value: Date.UTC(2025, 2, 30) });
  // A leap day, after the same day of a year that has none.
  expect(readTime('2023-02-29T00:00:00Z', now).ok).toBe(false);
  expect(readTime('2024-02-29T00:00:00Z', now)).toEqual({ ok: true, value: Date.UTC(2024, 1, 29) });
});

it('refuses a day, an hour or a digit that there is not', () => {
  const refused = [
    '2025-02-29T10:00:00Z',
    '2025-04-31T10:00:00',
    '2025-13-01T10:00:00Z',
    '2025-00-10T10:00:00Z',
    '2025-01-01T24:00:00Z',
    '2025-01-01T10:60:00.000Z',
    '2025-01-01T10:00:60Z',
    '2025-01-01T1O:00:00Z',
    '2025-01-0 T10:00:00Z',
    '2025-01-01T10:00:00.1x3Z',
    '2025-01-01T10:00:00ZZ',
    '0071-01-01T10:00:00Z',
  ];
  expect(refused.filter((text) => readTime(text, now).ok)).toEqual([]);
  expect(readTime('2024-02-29T10:00:00Z', now)).toEqual({ ok: true, value: Date.UTC(2024, 1, 29, 10) });
});

it.each([
  ['Australia/Adelaide', '2024-10-06 01:59:00', '2024-10-05T16:29:00Z'],
  ['Australia/Adelaide', '2024-10-06 03:10:00', '2024-10-05T16:40:00Z'],
  ['Australia/Adelaide', '2024-10-06 03:45:00', '2024-10-05T17:15:00Z'],
  ['Australia/Adelaide', '2024-04-07 02:10:00', '2024-04-06T16:40:00Z'],
  ['Australia/Lord_Howe', '2024-10-06 02:35:00', '2024-10-05T15:35:00Z'],
  ['America/St_Johns', '2024-11-03 00:50:00', '2024-11-03T03:20:00Z'],
  ['America/St_Johns', '2024-11-03 01:10:00', '2024-11-03T04:40:00Z'],
  ['America/St_Johns', '2024-11-03 02:10:00', '2024-11-03T05:40:00Z'],
  ['America/New_York', '2024-11-03 01:30:00', '2024-11-03T06:30:00Z'],
  ['America/New_York', '2024-03-10 02:30:00', '2024-03-10T07:30:00Z'],
  ['Europe/Berlin', '2024-10-27 02:10:00', '2024-10-27T01:10:00Z'],
  ['Pacific/Kiritimati', '2024-10-27 00:10:00', '2024-10-26T10:10:00Z'],
])('reads the clock of %s around the change of its clocks: %s', (zone, text, expected) => {
  expect(readTime(text, now, { zone, order: 'YMD' })).toEqual({ ok: true, value: Date.parse(expected) });
});

it('follows clocks that change at any minute', () => {
  // St. John's went from 00:01 to 01:01, which is 03:31 of UTC.
  const read = readTime('1990-04-01 01:08:46', now, { zone: 'America/St_Johns', order: 'YMD' });
  expect(read).toEqual({ ok: true, value: Date.UTC(1990, 3, 1, 3, 38, 46) });
});

it('reads what the clock of any zone shows as a moment at which it shows that', () => {
  const zones = [
    'Australia/Adelaide',
    'Australia/Lord_Howe',
    'America/St_Johns',
    'America/New_York',
    'Asia/Kathmandu',
  ];
  fc.assert(
    fc.property(instant, fc.constantFrom(...zones), (time, zone) => {
      const clock = new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'medium',
      });
      const read = readTime(clock.format(time), now, { zone, order: 'YMD' });
      expect(read.ok && clock.format(read.value)).toBe(clock.format(time));
    }),
    { numRuns: 1_000 },
  );
});
