import { describe, expect, it } from 'vitest';
import { parseTimeSpan } from '#renderer/grid/time-span.ts';

describe('parseTimeSpan', () => {
  it.each([
    ['2026', Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1)],
    ['2026-12', Date.UTC(2026, 11, 1), Date.UTC(2027, 0, 1)],
    ['2026-02-28', Date.UTC(2026, 1, 28), Date.UTC(2026, 2, 1)],
    ['2026-3-1..2026-3-8', Date.UTC(2026, 2, 1), Date.UTC(2026, 2, 9)],
    ['2026-01 .. 2026-03', Date.UTC(2026, 0, 1), Date.UTC(2026, 3, 1)],
    ['<=2026-03', 0, Date.UTC(2026, 3, 1)],
    ['2026-03..2026-01', Date.UTC(2026, 0, 1), Date.UTC(2026, 3, 1)],
    ['２０２６－０３', Date.UTC(2026, 2, 1), Date.UTC(2026, 3, 1)],
  ])('%s', (text, from, to) => {
    expect(parseTimeSpan(text, 'utc')).toEqual({ from, to });
  });

  it('is open to the future after >=', () => {
    expect(parseTimeSpan('>=2026-03-08', 'utc')?.from).toBe(Date.UTC(2026, 2, 8));
    expect(parseTimeSpan('>=2026-03-08', 'utc')?.to).toBeGreaterThan(Date.UTC(2200, 0, 1));
  });

  it('takes days of the local zone where the setting says so', () => {
    expect(parseTimeSpan('2026-03-08', 'local')?.from).toBe(new Date(2026, 2, 8).getTime());
  });

  it.each([
    '',
    'march',
    '2026-13',
    '2026-01-32',
    '2026-02-30',
    '2026-04-31..2026-05',
    '2026..2027..2028',
    '>=',
    '26-01-01',
  ])('cannot read "%s"', (text) => {
    expect(parseTimeSpan(text, 'utc')).toBeUndefined();
  });
});
