import { describe, expect, test } from 'vitest';
import { ReturnsSum } from '#src/application/portfolio/returns-sum.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { portfolioId } from '#src/domain/ids.ts';
import type { EquitySnapshot } from '#src/domain/performance.ts';
import type { DayRule } from '#src/domain/trading-day.ts';

const hour = 3_600_000;
const day = 24 * hour;
const first = Date.UTC(2026, 0, 1);
const utc = { zone: 'UTC', hour: 0 };

function snapshot(time: number, equity: string | undefined, deposited = '1000') {
  return {
    portfolioId: portfolioId('p'),
    time: first + time,
    equity: equity === undefined ? undefined : Decimal.from(equity),
    deposited: Decimal.from(deposited),
    cash: undefined,
    marketValue: undefined,
    realised: undefined,
    unrealised: undefined,
    fees: undefined,
  };
}

/** In pieces of two, as the curve is read in pieces: where one ends must not matter. */
function returnsOf(points: readonly EquitySnapshot[], breaks: readonly number[], rule: DayRule) {
  const sum = new ReturnsSum(breaks, rule);
  for (let at = 0; at < points.length; at += 2) sum.add(points.slice(at, at + 2));
  return sum.end();
}

describe('the returns of a portfolio', () => {
  test('are by the trader’s days: what ends as one begins is of the day before', () => {
    const points = [
      snapshot(0, '1000'),
      snapshot(12 * hour, '1100'),
      snapshot(day, '990'),
      snapshot(30 * hour, '1089'),
    ];
    const { days, best, worst, winningDays, losingDays, timeWeighted } = returnsOf(points, [], utc);
    expect(days.map(({ from, share, gain }) => [from - first, share?.toFixed(6), gain.toString()])).toEqual([
      [0, '-0.010000', '-10'],
      [day, '0.100000', '99'],
    ]);
    expect(timeWeighted).toBeCloseTo(0.089, 12);
    expect([best?.from, worst?.from]).toEqual([first + day, first]);
    expect([winningDays, losingDays]).toEqual([1, 1]);
  });

  test('keep days apart by the clock of the trader, over a day of 23 hours too', () => {
    const rule = { zone: 'Europe/Berlin', hour: 0 };
    // The clocks go forward on 29 March 2026, at 01:00 UTC.
    const begin = Date.UTC(2026, 2, 27, 23);
    const points = Array.from({ length: 80 }, (_, at) => ({
      ...snapshot(0, String(1_000 + at)),
      time: begin + at * hour,
    }));
    const { days } = returnsOf(points, [], rule);
    expect(days.map(({ from }) => new Date(from).toISOString())).toEqual([
      '2026-03-27T23:00:00.000Z',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
      '2026-03-30T22:00:00.000Z',
    ]);
    expect(days.map(({ gain }) => gain.toString())).toEqual(['24', '23', '24', '8']);
  });

  test('count no day on which the program was closed, or the record was changed; the chain passes over a change', () => {
    const points = [
      snapshot(0, '1000'),
      snapshot(day, '1100'),
      // Nothing was seen for three days.
      snapshot(4 * day, '1210'),
      snapshot(5 * day, '5000', '1000'),
      snapshot(6 * day, '5500', '1000'),
    ];
    const { timeWeighted, interruptions, daily, moneyWeighted, best } = returnsOf(
      points,
      [first + 4 * day + 1],
      utc,
    );
    // 10 % three times; the import between is no return.
    expect(timeWeighted).toBeCloseTo(1.1 ** 3 - 1, 12);
    expect(interruptions).toBe(1);
    expect(daily.days).toBe(2);
    expect(best?.share).toBeCloseTo(0.1, 12);
    expect(moneyWeighted).toBeUndefined();
  });

  test('of a time in which nothing was there are known by the money that was in, and interrupted by the day', () => {
    // All is taken out after a year, with a gain of 10 %, and put in again a year later, for 20 %.
    const points = [
      snapshot(0, '1000'),
      snapshot(365 * day, '0', '-100'),
      snapshot(730 * day, '0', '-100'),
      snapshot(730 * day + 1, '1000', '900'),
      snapshot(1095 * day, '1200', '900'),
    ];
    const { interruptions, timeWeighted, moneyWeighted, perYear } = returnsOf(points, [], utc);
    expect(interruptions).toBe(1);
    // In the two years in which there was anything to earn with.
    expect(perYear).toBeCloseTo(Math.sqrt(1.1 * 1.2) - 1, 10);
    const short = [
      snapshot(0, '0', '0'),
      snapshot(800 * day, '0', '0'),
      snapshot(801 * day, '1000'),
      snapshot(1_000 * day, '1200'),
    ];
    expect(returnsOf(short, [], utc).perYear).toBeUndefined();
    expect(timeWeighted).toBeCloseTo(1.1 * 1.2 - 1, 10);
    // Of x = 1 + rate: −1,000 + 1,100 / x − 1,000 / x² + 1,200 / x³ = 0.
    const x = 1 + (moneyWeighted ?? Number.NaN);
    expect(-1000 * x ** 3 + 1100 * x ** 2 - 1000 * x + 1200).toBeCloseTo(0, 4);
  });

  test('are not known as one behind a loss of more than all, which a day has', () => {
    const points = [
      snapshot(0, '1000'),
      snapshot(day, '-500'),
      snapshot(2 * day, '1000', '2500'),
      snapshot(3 * day, '1100', '2500'),
    ];
    const { timeWeighted, worst, days } = returnsOf(points, [], utc);
    expect(timeWeighted).toBeUndefined();
    expect(worst?.share).toBeCloseTo(-1.5, 12);
    expect(days.map(({ share }) => share?.toFixed(6))).toEqual(['-1.500000', '0.000000', '0.100000']);
    expect(returnsOf(points.slice(0, 2), [], utc).timeWeighted).toBeCloseTo(-1.5, 12);
  });

  test('have the drawdown of a unit that was there all the time, and the deepest fall beside it', () => {
    // 1,000, of which 500 are lost; 9,000 more, of which 1 is lost.
    const points = [
      snapshot(0, '1000'),
      snapshot(1, '500'),
      snapshot(2, '9500', '10000'),
      snapshot(3, '9499', '10000'),
    ];
    const { drawdown } = returnsOf(points, [], utc);
    expect(drawdown?.share?.toString()).toBe('0.500053');
    expect(drawdown?.amount.toString()).toBe('501');
    const other = returnsOf(
      [
        snapshot(0, '10', '10'),
        snapshot(1, '5', '10'),
        snapshot(2, '100000', '100005'),
        snapshot(3, '99000', '100005'),
      ],
      [],
      utc,
    );
    expect(other.drawdown?.share?.toString()).toBe('0.505');
  });

  test('of a year and more are told per year, with the drawdown set against them', () => {
    const points = [snapshot(0, '1000'), snapshot(day, '800'), snapshot(730 * day, '1210')];
    const { perYear, calmar, moneyWeighted } = returnsOf(points, [], utc);
    expect(perYear).toBeCloseTo(0.1, 12);
    expect(calmar).toBeCloseTo(0.5, 12);
    expect(moneyWeighted).toBeCloseTo(0.1, 8);
  });

  test('are not known of an empty workspace, nor of one point', () => {
    for (const points of [[], [snapshot(0, '1000')], [snapshot(0, undefined), snapshot(1, undefined)]]) {
      const { timeWeighted, moneyWeighted, perYear, days, best } = returnsOf(points, [], utc);
      expect([timeWeighted, moneyWeighted, perYear, best]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      expect(days).toEqual([]);
    }
  });
});
