import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { EquityAverage, TripStatisticsSum, type CountedTrip } from '#src/domain/trip-statistics.ts';

/** In cents, so that what is expected is made of whole numbers alone; undefined where the result is not known. */
type Trip = {
  readonly openedAt: number;
  readonly closedAt: number;
  readonly cents: bigint | undefined;
  readonly traded: bigint;
};

function money(cents: bigint): Decimal {
  return Decimal.from(String(cents)).dividedBy(Decimal.from('100'), 2, 'half-even');
}

function counted({ openedAt, closedAt, cents, traded }: Trip): CountedTrip {
  const net = cents === undefined ? undefined : money(cents);
  return { openedAt, closedAt, net, isEstimated: false, traded: money(traded) };
}

type Asked = {
  readonly from?: number;
  readonly until?: number;
  /** When positions that are still open were opened. */
  readonly open?: readonly number[];
  readonly averageEquity?: Decimal;
};

/** The last closed first, as they are read. */
function statisticsOf(
  trips: readonly Trip[],
  { from = 0, until = 400, open = [], averageEquity }: Asked = {},
) {
  const sum = new TripStatisticsSum({ from, until });
  for (const openedAt of open) sum.hold(openedAt, Infinity);
  for (const trip of trips.toReversed()) sum.count(counted(trip));
  return sum.end({ since: from, averageEquity });
}

/** Whether a decimal is what a fraction comes to at so many places: no further from it than half of the last one. */
function isRounded(
  decimal: Decimal | undefined,
  [above, below]: readonly [bigint, bigint],
  places: number,
): boolean {
  if (decimal === undefined) return false;
  const scale = 10n ** BigInt(places);
  const whole = BigInt(decimal.toFixed(places, 'half-even').replace('.', ''));
  const off = whole * below - above * scale;
  return size(off) * 2n <= size(below);
}

function size(number: bigint): bigint {
  return number < 0n ? -number : number;
}

/** As `isRounded`, or undefined where nothing is claimed. */
function unless(
  isUnknown: boolean,
  decimal: Decimal | undefined,
  fraction: readonly [bigint, bigint],
  places: number,
): boolean {
  return isUnknown ? decimal === undefined : isRounded(decimal, fraction, places);
}

const tripOf = fc
  .record({
    openedAt: fc.integer({ min: 0, max: 300 }),
    held: fc.integer({ min: 0, max: 99 }),
    cents: fc.option(fc.bigInt({ min: -30n, max: 30n }), { nil: undefined, freq: 8 }),
    traded: fc.bigInt({ min: 0n, max: 10_000n }),
  })
  .map(({ openedAt, held, cents, traded }): Trip => ({ openedAt, closedAt: openedAt + held, cents, traded }));
const tripsOf = fc
  .array(tripOf, { maxLength: 60 })
  .map((trips) => trips.toSorted((one, other) => one.closedAt - other.closedAt));

function letterOf(cents: bigint | undefined): string {
  if (cents === undefined) return '?';
  return cents > 0n ? 'W' : cents < 0n ? 'L' : '0';
}

function isAverage(found: number | undefined, own: readonly Trip[]): boolean {
  const sum = own.reduce((all, { openedAt, closedAt }) => all + closedAt - openedAt, 0);
  return own.length === 0
    ? found === undefined
    : found !== undefined && Math.abs(found - sum / own.length) <= 0.5;
}

const sumOf = (numbers: readonly bigint[]) => numbers.reduce((sum, each) => sum + each, 0n);

describe('statistics of round trips', () => {
  test('by hand: 30, −10, −20, 0, 15, 5', () => {
    const nets = [3_000n, -1_000n, -2_000n, 0n, 1_500n, 500n];
    const trips = nets.map((cents, at) => ({
      openedAt: at * 10,
      closedAt: at * 10 + 5,
      cents,
      traded: 10_000n,
    }));
    expect(statisticsOf(trips, { until: 60, averageEquity: Decimal.from('400') })).toMatchObject({
      trades: 6,
      net: Decimal.from('20'),
      // 50 / 3 over 30 / 2
      payoffRatio: Decimal.from('1.111111'),
      profitFactor: Decimal.from('1.666667'),
      longestWins: 2,
      longestLosses: 2,
      holding: 5,
      holdingOfWins: 5,
      holdingOfLosses: 5,
      exposure: Decimal.from('0.5'),
      traded: Decimal.from('600'),
      turnover: Decimal.from('1.5'),
      leftOut: 0,
    });
  });

  test('what to expect of the next one is told of 20 or more alone', () => {
    const trips = Array.from({ length: 20 }, (_, at) => ({
      openedAt: at,
      closedAt: at,
      cents: at === 0 ? 10n : 5n,
      traded: 0n,
    }));
    expect(statisticsOf(trips).expectancy).toEqual(Decimal.from('0.0525'));
    expect(statisticsOf(trips.slice(1)).expectancy).toBeUndefined();
  });

  test('none: nothing is claimed', () => {
    expect(statisticsOf([])).toMatchObject({
      trades: 0,
      winRate: undefined,
      profitFactor: undefined,
      averageWin: undefined,
      averageLoss: undefined,
      expectancy: undefined,
      payoffRatio: undefined,
      longestWins: 0,
      longestLosses: 0,
      holding: undefined,
      holdingOfWins: undefined,
      holdingOfLosses: undefined,
      exposure: Decimal.zero,
      turnover: undefined,
    });
  });

  test('amounts and ratios, against fractions of whole numbers', () => {
    fc.assert(
      fc.property(tripsOf, (trips) => {
        const found = statisticsOf(trips, { averageEquity: Decimal.from('7.5') });
        const known = trips.flatMap(({ cents }) => (cents === undefined ? [] : [cents]));
        const wins = known.filter((cents) => cents > 0n);
        const losses = known.filter((cents) => cents < 0n);
        expect([found.trades, found.leftOut]).toEqual([known.length, trips.length - known.length]);
        const isKnown = [
          unless(known.length < 20, found.expectancy, [sumOf(known), 100n * BigInt(known.length)], 18),
          unless(
            wins.length === 0 || losses.length === 0,
            found.payoffRatio,
            [sumOf(wins) * BigInt(losses.length), -sumOf(losses) * BigInt(wins.length)],
            6,
          ),
          isRounded(found.turnover, [sumOf(trips.map(({ traded }) => traded)), 750n], 6),
        ];
        expect(isKnown).toEqual([true, true, true]);
      }),
    );
  });

  test('streaks, against the letters of a word: one that is even or not known ends both', () => {
    fc.assert(
      fc.property(tripsOf, (trips) => {
        const word = trips.map(({ cents }) => letterOf(cents)).join('');
        const longest = (runs: RegExp) => Math.max(0, ...(word.match(runs) ?? []).map((run) => run.length));
        const { longestWins, longestLosses } = statisticsOf(trips);
        expect([longestWins, longestLosses]).toEqual([longest(/W+/g), longest(/L+/g)]);
      }),
    );
  });

  test('holding times, to the millisecond', () => {
    fc.assert(
      fc.property(tripsOf, (trips) => {
        const { holding, holdingOfWins, holdingOfLosses } = statisticsOf(trips);
        expect([
          isAverage(holding, trips),
          isAverage(
            holdingOfWins,
            trips.filter(({ cents = 0n }) => cents > 0n),
          ),
          isAverage(
            holdingOfLosses,
            trips.filter(({ cents = 0n }) => cents < 0n),
          ),
        ]).toEqual([true, true, true]);
      }),
    );
  });

  test('exposure, against every millisecond by itself', () => {
    const spans = fc.record({
      from: fc.integer({ min: 0, max: 150 }),
      length: fc.integer({ min: 1, max: 200 }),
      open: fc.array(fc.integer({ min: 0, max: 399 }), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(tripsOf, spans, (trips, { from, length, open }) => {
        const until = from + length;
        const found = statisticsOf(trips, { from, until, open });
        const held = [...trips, ...open.map((openedAt) => ({ openedAt, closedAt: Infinity }))];
        const inside = Array.from({ length }, (_, at) => from + at);
        const exposed = inside.filter((moment) =>
          held.some(({ openedAt, closedAt }) => openedAt <= moment && moment < closedAt),
        );
        expect(isRounded(found.exposure, [BigInt(exposed.length), BigInt(length)], 6)).toBe(true);
      }),
    );
  });

  test('the time of exposure begins later where nothing was there before', () => {
    const sum = new TripStatisticsSum({ from: 0, until: 100 });
    sum.count(counted({ openedAt: 60, closedAt: 70, cents: 1n, traded: 0n }));
    expect(sum.end({ since: 50, averageEquity: undefined }).exposure).toEqual(Decimal.from('0.2'));
    expect(sum.end({ since: 100, averageEquity: undefined }).exposure).toBeUndefined();
  });

  test('turnover is unknown over equity that is unknown, zero or owed', () => {
    const trips = [{ openedAt: 0, closedAt: 1, cents: 1n, traded: 100n }];
    expect(statisticsOf(trips).turnover).toBeUndefined();
    for (const averageEquity of [Decimal.zero, Decimal.from('-5')])
      expect(statisticsOf(trips, { averageEquity }).turnover).toBeUndefined();
  });
});

describe('the average of equity', () => {
  test('weighs each point by how long it holds, the last until the end', () => {
    const average = new EquityAverage();
    average.add(0, Decimal.from('100'));
    average.add(10, Decimal.from('200'));
    average.add(40, Decimal.from('0.4'));
    // (100 × 10 + 200 × 30 + 0.4 × 60) / 100
    expect(average.end(100)).toEqual(Decimal.from('70.24'));
    expect(average.first).toBe(0);
  });

  test('is unknown without a point, or without time', () => {
    expect(new EquityAverage().end(5)).toBeUndefined();
    const one = new EquityAverage();
    one.add(5, Decimal.one);
    expect(one.end(5)).toBeUndefined();
    expect(one.end(6)).toEqual(Decimal.one);
  });

  test('for any points, against the sum over every millisecond', () => {
    const points = fc.uniqueArray(
      fc.tuple(fc.integer({ min: 0, max: 99 }), fc.bigInt({ min: -500n, max: 500n })),
      {
        selector: ([time]) => time,
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(points, (unsorted) => {
        const sorted = unsorted.toSorted(([one], [other]) => one - other);
        const average = new EquityAverage();
        for (const [time, amount] of sorted) average.add(time, Decimal.from(String(amount)));
        const first = sorted[0]?.[0] ?? 0;
        const worth = Array.from(
          { length: 100 - first },
          (_, at) => sorted.findLast(([time]) => time <= first + at)?.[1] ?? 0n,
        );
        expect(isRounded(average.end(100), [sumOf(worth), BigInt(100 - first)], 18)).toBe(true);
      }),
    );
  });
});
