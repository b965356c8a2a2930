import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import {
  annualised,
  cashFlowsOf,
  chained,
  dailyFigures,
  flowsBetween,
  intervalsOf,
  moneyWeighted,
  valuedPoints,
} from '#src/domain/returns.ts';

const day = 86_400_000;

/** Time, equity, paid in until then. */
function pointsOf(...points: readonly (readonly [number, string, string])[]) {
  return valuedPoints(
    points.map(([time, equity, deposited]) => ({
      time,
      equity: Decimal.from(equity),
      deposited: Decimal.from(deposited),
    })),
  );
}

function timeWeighted(points: ReturnType<typeof pointsOf>, breaks: readonly number[] = []) {
  return chained(intervalsOf(points, breaks).map(({ share }) => share));
}

function dated(...flows: readonly (readonly [string, number])[]) {
  return flows.map(([date, amount]) => ({ time: Date.parse(date), amount }));
}

test('the same return each day has no deviation, and so no ratio to it', () => {
  const figures = dailyFigures(Array.from({ length: 30 }, (_, at) => (at % 2 === 0 ? 0.1 : 0.1 + 2e-17)));
  expect(figures.sharpe).toBeUndefined();
  expect(dailyFigures(Array.from({ length: 23 }, () => 0.001)).sharpe).toBeUndefined();
});

describe('the time-weighted return', () => {
  test('values at a deposit where equity is known right before it', () => {
    const noon = day / 2;
    const points = pointsOf(
      [0, '100', '100'],
      [noon, '110', '100'],
      [noon + 1, '210', '200'],
      [day, '231', '200'],
    );
    expect(timeWeighted(points)).toBeCloseTo(0.21, 12);
  });

  test('by the day takes what came in as there from its begin, and what went out as there to its end', () => {
    expect(timeWeighted(pointsOf([0, '100', '100'], [day, '231', '200']))).toBeCloseTo(0.155, 12);
    // 100 grew to 120 of which 20 were taken out.
    expect(timeWeighted(pointsOf([0, '100', '100'], [day, '100', '80']))).toBeCloseTo(0.2, 12);
  });

  test('is the same whatever is paid in, where nothing is earned', () => {
    expect(timeWeighted(pointsOf([0, '500', '1000'], [1, '9500', '10000'], [2, '4500', '5000']))).toBe(0);
  });

  test('goes no further than a loss of more than all: who pays in again begins anew', () => {
    const lost = [
      [0, '100', '100'],
      [1, '-50', '100'],
    ] as const;
    expect(timeWeighted(pointsOf(...lost))).toBeCloseTo(-1.5, 12);
    expect(timeWeighted(pointsOf(...lost, [2, '1000', '1100'], [3, '1100', '1100']))).toBeUndefined();
    // All of it and no more: nothing of a unit is left, whatever is paid in.
    expect(timeWeighted(pointsOf([0, '100', '100'], [1, '0', '100'], [2, '90', '200']))).toBe(-1);
  });

  test('has no return where nothing was there to begin with, nor over a change of the record', () => {
    const intervals = intervalsOf(
      pointsOf([0, '0', '0'], [1, '5', '0'], [2, '10', '0'], [3, '1000', '0'], [4, '1100', '0']),
      [2],
    );
    expect(intervals.map(({ share }) => share)).toEqual([undefined, 1, undefined, 0.1]);
    expect(intervals.map(({ gain }) => gain?.toString())).toEqual(['5', '5', undefined, '100']);
  });

  test('leaves out points of which a figure is not known, and is not known of fewer than two', () => {
    const points = valuedPoints([
      { time: 0, equity: Decimal.from('100'), deposited: Decimal.from('100') },
      { time: 1, equity: undefined, deposited: Decimal.from('100') },
      { time: 2, equity: Decimal.from('50'), deposited: undefined },
      { time: 3, equity: Decimal.from('125'), deposited: Decimal.from('100') },
    ]);
    expect(timeWeighted(points)).toBe(0.25);
    expect(timeWeighted(points.slice(0, 1))).toBeUndefined();
  });
});

describe('the money-weighted return', () => {
  // The example of Microsoft's documentation of XIRR.
  test('is that of a spreadsheet’s XIRR', () => {
    const flows = dated(
      ['2008-01-01', -10_000],
      ['2008-03-01', 2_750],
      ['2008-10-30', 4_250],
      ['2009-02-15', 3_250],
      ['2009-04-01', 2_750],
    );
    expect(moneyWeighted(flows)).toBeCloseTo(0.373_362_535, 8);
  });

  test('of less than a year is not told as of a year', () => {
    expect(moneyWeighted(dated(['2026-01-01', -1_000], ['2026-02-01', 1_100]))).toBeCloseTo(0.1, 10);
  });

  test('is not known where two rates fit, or none', () => {
    // −100, 230, −132 a year apart: 10 % and 20 %.
    expect(
      moneyWeighted(dated(['2001-01-01', -100], ['2002-01-01', 230], ['2003-01-01', -132])),
    ).toBeUndefined();
    expect(moneyWeighted(dated(['2001-01-01', -100], ['2002-01-01', -5]))).toBeUndefined();
    expect(moneyWeighted(dated(['2001-01-01', -100], ['2001-01-01', 110]))).toBeUndefined();
    expect(moneyWeighted([])).toBeUndefined();
  });

  test.each([
    ['-5 % in a day', '2026-01-02', 95, -0.05],
    ['6 % in a day', '2026-01-02', 106, 0.06],
    ['1 % in an hour', '2026-01-01T01:00Z', 101, 0.01],
    ['-70 % in a month', '2026-01-31', 30, -0.7],
  ])('of a short time is known, however much it would come to in a year: %s', (_, end, left, share) => {
    expect(moneyWeighted(dated(['2026-01-01', -100], [end, left]))).toBeCloseTo(share, 10);
  });

  // A profitable position, closed long before the end: beancount/beangrow issue 51, where it was told as −100 %. Begun long
  // after the begin: Portfolio Performance issue 1517, where it skyrockets.
  test('is that of the time with money in it, of a year only where that is one', () => {
    const short = dated(['2018-01-01', 0], ['2020-05-20', -72], ['2020-11-01', 99], ['2022-12-31', 0]);
    expect(moneyWeighted(short)).toBeCloseTo(99 / 72 - 1, 10);
    const long = dated(['2018-01-01', 0], ['2019-05-20', -72], ['2021-05-19', 99], ['2022-12-31', 0]);
    expect(moneyWeighted(long)).toBeCloseTo((99 / 72) ** (1 / 2) - 1, 10);
    expect(moneyWeighted(dated(['2020-01-01', 0], ['2021-01-01', 0]))).toBeUndefined();
  });

  test('is not known where rates that lie close to one another fit beside a third', () => {
    // (x − 1.1)(x − 1.12)(x − 1.6): 10 %, 12 % and 60 %.
    const flows = dated(
      ['2021-01-01', -1_000],
      ['2022-01-01', 3_820],
      ['2023-01-01', -4_784],
      ['2024-01-01', 1_971.2],
    );
    expect(moneyWeighted(flows)).toBeUndefined();
  });

  test('counts what was paid in as put in from the begin of its interval on, and what is there at the end as taken out', () => {
    const points = pointsOf([0, '100', '90'], [1, '110', '90'], [2, '310', '290'], [3, '250', '240']);
    const [first, , , last] = points;
    if (first === undefined || last === undefined) throw new Error('four points');
    const flows = cashFlowsOf(first, flowsBetween(points), last);
    expect(flows).toEqual([
      { time: 0, amount: -100 },
      { time: 1, amount: -200 },
      { time: 3, amount: 50 },
      { time: 3, amount: 250 },
    ]);
  });
});

describe('figures of daily returns', () => {
  const shares = Array.from({ length: 30 }, (_, at) => (at % 3 === 0 ? -0.01 : 0.01 + at / 10_000));

  test('are the mean and the deviations, by their definitions', () => {
    let [sum, squares, losses] = [0, 0, 0];
    for (const share of shares) {
      sum += share;
      squares += share * share;
      if (share < 0) losses += share * share;
    }
    const mean = sum / 30;
    // The other form of the variance: (Σx² − n·mean²) / (n − 1).
    const deviation = Math.sqrt((squares - 30 * mean * mean) / 29);
    const { volatility, sharpe, sortino, days } = dailyFigures(shares);
    expect(days).toBe(30);
    expect(volatility).toBeCloseTo(deviation * 19.104_973_174_542_8, 10);
    expect(sharpe).toBeCloseTo((mean / deviation) * 19.104_973_174_542_8, 8);
    expect(sortino).toBeCloseTo((mean / Math.sqrt(losses / 30)) * 19.104_973_174_542_8, 8);
  });

  test('are not known of few days, without a deviation or without a loss', () => {
    expect(dailyFigures(shares.slice(0, 19))).toEqual({
      days: 19,
      volatility: undefined,
      sharpe: undefined,
      sortino: undefined,
    });
    const even = dailyFigures(Array.from({ length: 25 }, () => 0));
    expect(even).toMatchObject({ volatility: 0, sharpe: undefined, sortino: undefined });
  });
});

test('a year’s growth is told of a year or longer, and of no loss of all', () => {
  expect(annualised(0.21, 2 * 365 * day)).toBeCloseTo(0.1, 12);
  expect(annualised(0.21, 364 * day)).toBeUndefined();
  expect(annualised(-1, 800 * day)).toBeUndefined();
  expect(annualised(undefined, 800 * day)).toBeUndefined();
});
