import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { portfolioId } from '#src/domain/ids.ts';
import {
  drawdownOf,
  noFalls,
  plusPoint,
  minusResult,
  noResults,
  performanceFrom,
  plusResult,
  type EquitySnapshot,
} from '#src/domain/performance.ts';
import { decimalBetween } from './arbitraries.ts';

function decimals(...texts: readonly string[]): readonly Decimal[] {
  return texts.map((text) => Decimal.from(text));
}

function performanceOf(results: readonly Decimal[]) {
  return performanceFrom(results.reduce(plusResult, noResults));
}

describe('closed trades', () => {
  test('by hand', () => {
    expect(performanceOf(decimals('30', '-10', '0', '20', '-15'))).toEqual({
      trades: 5,
      wins: 2,
      losses: 2,
      winRate: Decimal.from('0.4'),
      grossProfit: Decimal.from('50'),
      grossLoss: Decimal.from('25'),
      net: Decimal.from('25'),
      profitFactor: Decimal.from('2'),
      averageWin: Decimal.from('25'),
      averageLoss: Decimal.from('12.5'),
      payoffRatio: Decimal.from('2'),
      expectancy: undefined,
    });
  });

  test('without a loss there is no profit factor; without a win it is zero', () => {
    expect(performanceOf(decimals('1')).profitFactor).toBeUndefined();
    expect(performanceOf(decimals('1')).winRate).toEqual(Decimal.one);
    expect(performanceOf(decimals('-1')).profitFactor).toEqual(Decimal.zero);
    expect(performanceOf(decimals('-1')).averageWin).toBeUndefined();
  });

  test('profit less loss is the sum of the results', () => {
    fc.assert(
      fc.property(fc.array(decimalBetween(-10_000n, 10_000n, 2)), (results) => {
        const { grossProfit, grossLoss, wins, losses, trades } = performanceOf(results);
        expect(grossProfit.minus(grossLoss)).toEqual(Decimal.sum(results));
        expect(wins + losses + results.filter((result) => result.isZero()).length).toBe(trades);
      }),
    );
  });
});

function maximumDrawdown(points: readonly EquitySnapshot[], breaks: readonly number[]) {
  return drawdownOf(points.reduce((falls, point) => plusPoint(falls, point, breaks), noFalls));
}

type Point = readonly [equity: string | undefined, deposited: string | undefined];

function snapshots(...points: readonly Point[]): readonly EquitySnapshot[] {
  const unknown = {
    cash: undefined,
    marketValue: undefined,
    realised: undefined,
    unrealised: undefined,
    fees: undefined,
  };
  return points.map(([equity, deposited], index) => ({
    ...unknown,
    portfolioId: portfolioId('portfolio'),
    time: index + 1,
    equity: equity === undefined ? undefined : Decimal.from(equity),
    deposited: deposited === undefined ? undefined : Decimal.from(deposited),
  }));
}

function drawdown(...points: readonly Point[]): readonly (string | undefined)[] {
  const deepest = maximumDrawdown(snapshots(...points), []);
  if (deepest === undefined) return [];
  return [deepest.amount.toString(), deepest.share?.toString()];
}

describe('drawdown', () => {
  test.each<[string, readonly Point[], readonly (string | undefined)[]]>([
    ['nothing known', [[undefined, '100']], []],
    [
      'only rising',
      [
        ['100', '100'],
        ['110', '100'],
      ],
      ['0', '0'],
    ],
    [
      'a loss before the first moment that was kept, from what was paid in',
      [
        ['80', '100'],
        ['85', '100'],
      ],
      ['20', '0.2'],
    ],
    [
      'half of a small account, and later more money of a large one',
      [
        ['1000', '1000'],
        ['500', '1000'],
        ['10500', '1000'],
        ['9900', '1000'],
      ],
      ['600', '0.5'],
    ],
    [
      'one fall',
      [
        ['100', '100'],
        ['120', '100'],
        ['90', '100'],
        ['110', '100'],
      ],
      ['30', '0.25'],
    ],
    [
      'the deeper of two',
      [
        ['100', '100'],
        ['95', '100'],
        ['120', '100'],
        ['90', '100'],
      ],
      ['30', '0.25'],
    ],
    [
      'a deposit is no gain',
      [
        ['100', '100'],
        ['190', '200'],
      ],
      ['10', '0.05'],
    ],
    [
      'a withdrawal is no loss',
      [
        ['100', '100'],
        ['50', '50'],
      ],
      ['0', '0'],
    ],
    [
      'a loss of money paid in after the peak',
      [
        ['100', '100'],
        ['1000', '1000'],
        ['500', '1000'],
      ],
      ['500', '0.5'],
    ],
    [
      'a loss of what a withdrawal left',
      [
        ['1000', '1000'],
        ['100', '100'],
        ['50', '100'],
      ],
      ['50', '0.5'],
    ],
    [
      'a tenth, whatever is taken out afterwards',
      [
        ['1000', '1000'],
        ['900', '1000'],
        ['100', '200'],
      ],
      ['100', '0.1'],
    ],
    [
      'a hundredth, where all that is left is taken out in the time in which it was lost',
      [
        ['1000', '1000'],
        ['0', '10'],
      ],
      ['10', '0.01'],
    ],
    [
      'half of what was left, which is little of what was there before nearly all was taken out',
      [
        ['1000', '1000'],
        ['0.5', '1'],
      ],
      ['0.5', '0.0005'],
    ],
    [
      'a tenth and then a tenth of what was added to',
      [
        ['100', '100'],
        ['90', '100'],
        ['1000', '1010'],
        ['900', '1010'],
      ],
      // 0.9 × 0.9 of a unit are left.
      ['110', '0.19'],
    ],
    [
      'more than all, and then a tenth of what was paid in again',
      [
        ['100', '100'],
        ['-10', '100'],
        ['100', '210'],
        ['90', '210'],
      ],
      ['120', '1.1'],
    ],
    [
      'an unknown moment is left out',
      [
        ['100', '100'],
        [undefined, '100'],
        ['1', undefined],
        ['90', '100'],
      ],
      ['10', '0.1'],
    ],
    [
      'nothing was there to fall from',
      [
        ['0', '0'],
        ['-10', '0'],
      ],
      ['10', undefined],
    ],
    [
      'a fee before the first deposit is a share of nothing, and ends nothing that can be told later',
      [
        ['0', '0'],
        ['-5', '0'],
        ['9995', '10000'],
        ['8995.5', '10000'],
      ],
      // 5 of nothing, and 999.5 of 9,995.
      ['1004.5', '0.1'],
    ],
    [
      'nothing was lost yet of what was paid in behind such a fee',
      [
        ['0', '0'],
        ['-5', '0'],
        ['9995', '10000'],
      ],
      ['5', '0'],
    ],
    [
      'a fee behind all that was taken out is a share of nothing',
      [
        ['100', '100'],
        ['90', '100'],
        ['0', '10'],
        ['-1', '10'],
        ['99', '110'],
        ['94.05', '110'],
      ],
      // 0.9 × 0.95 of a unit are left.
      ['15.95', '0.145'],
    ],
    [
      'more than all, and more behind that: nobody can say of how much',
      [
        ['100', '100'],
        ['-10', '100'],
        ['-20', '100'],
        ['100', '220'],
        ['90', '220'],
      ],
      ['130', undefined],
    ],
  ])('%s', (_, points, expected) => {
    expect(drawdown(...points)).toEqual(expected);
  });

  test('is the greatest fall between any two moments', () => {
    fc.assert(
      fc.property(fc.array(decimalBetween(1n, 1000n, 1), { minLength: 1, maxLength: 20 }), (equities) => {
        const falls = equities.flatMap((peak, index) =>
          equities.slice(index).map((trough) => peak.minus(trough)),
        );
        const deepest = maximumDrawdown(
          snapshots(...equities.map((equity): Point => [equity.toString(), '0'])),
          [],
        );
        expect(deepest?.amount).toEqual(falls.reduce(Decimal.max));
      }),
    );
  });

  test.each<[string, readonly number[], readonly Point[], readonly string[]]>([
    // The point of the time of a break is of before it.
    [
      'a loss of another time',
      [1],
      [
        ['1000', '1000'],
        ['667', '1000'],
      ],
      ['0', '0'],
    ],
    [
      'a gain of another time, which is no peak to fall from',
      [1, 2],
      [
        ['100', '100'],
        ['500', '100'],
        ['90', '100'],
      ],
      ['0', '0'],
    ],
    [
      'what was there before the first moment that was kept',
      [0],
      [
        ['80', '100'],
        ['60', '100'],
      ],
      ['20', '0.25'],
    ],
    [
      'a fall that went on behind it, from the peak of before',
      [3],
      [
        ['1000', '1000'],
        ['1200', '1000'],
        ['1190', '1000'],
        ['590', '1000'],
        ['472', '1000'],
      ],
      // 10 before and 118 behind it: 1 − 1190 ÷ 1200 × 472 ÷ 590.
      ['128', '0.206667'],
    ],
    [
      'one beside an unknown moment',
      [2],
      [
        ['100', '100'],
        ['1', undefined],
        ['50', '100'],
        ['45', '100'],
      ],
      ['5', '0.1'],
    ],
  ])('does not count over a change of the record: %s', (_, breaks, points, expected) => {
    const deepest = maximumDrawdown(snapshots(...points), breaks);
    expect([deepest?.amount.toString(), deepest?.share?.toString()]).toEqual(expected);
  });
});

test('a result that is taken back leaves the sums as they were', () => {
  const before = ['3', '-2', '0'].map((text) => Decimal.from(text)).reduce(plusResult, noResults);
  for (const text of ['5', '-7', '0']) {
    const result = Decimal.from(text);
    expect(minusResult(plusResult(before, result), result)).toEqual(before);
  }
});

test('shares that do not end are rounded to six places, averages to eighteen', () => {
  const { winRate, averageWin } = performanceOf(['1', '-1', '1'].map((text) => Decimal.from(text)));
  expect([winRate?.toString(), averageWin?.toString()]).toEqual(['0.666667', '1']);
  const thirds = performanceOf(['1', '1', '3'].map((text) => Decimal.from(text)));
  expect(thirds.averageWin?.toString()).toBe('1.666666666666666667');
});
