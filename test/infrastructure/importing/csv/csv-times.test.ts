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
