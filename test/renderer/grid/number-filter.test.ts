import { describe, expect, it, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import type { Separators } from '#renderer/format/number.ts';
import { initialView, withSeparators } from '#renderer/grid/grid-view.ts';
import { readNumberFilter, respellNumberFilter } from '#renderer/grid/number-filter.ts';
import { tradeColumns } from './trade.ts';
import { speakEnglish } from '#test/renderer/english.ts';

speakEnglish();

function passing(text: string, separators: Separators, values: readonly string[]): readonly string[] {
  const filter = readNumberFilter(text, separators);
  return filter.ok ? values.filter((value) => filter.value(Decimal.from(value))) : [];
}

function problem(text: string, separators: Separators): string | undefined {
  const filter = readNumberFilter(text, separators);
  return filter.ok ? undefined : filter.error;
}

describe('readNumberFilter', () => {
  it.each([
    ['5', ['5']],
    ['=5', ['5']],
    ['>5', ['5.01', '1000']],
    ['>=5', ['5', '5.01', '1000']],
    ['<5', ['-3', '4.99']],
    ['<= 5', ['-3', '4.99', '5']],
    ['5..1,000', ['5', '5.01', '1000']],
    ['\u22123 .. 4.99', ['-3', '4.99']],
    ['4.99...5', []],
  ])('%s', (text, expected) => {
    expect(passing(text, 'comma-point', ['-3', '4.99', '5', '5.01', '1000'])).toEqual(expected);
  });

  test.each([
    ['<0,5', 'point-comma', ['0.4']],
    ['>=1.234,50', 'point-comma', ['1234.5', '5000']],
    ['1.000..2.000', 'point-comma', ['1234.5']],
    ['.3...45', 'comma-point', ['0.4']],
    ['>1\u202f234.4', 'space-point', ['1234.5', '5000']],
  ] as const)('%s with %s', (text, separators, expected) => {
    expect(passing(text, separators, ['0.4', '0.5', '1234.5', '5000'])).toEqual(expected);
  });

  it.each(['', '>', 'ten', '1..', '..2', '1..2..3'])('cannot read "%s"', (text) => {
    expect(problem(text, 'comma-point')).toMatch(/is not a number/u);
  });

  it('names what else a bound could be', () => {
    expect(problem('<0,5', 'comma-point')).toBe(
      '“0,5” is no number with your separators (1,234.50), but 0.5 where numbers are written 1.234,50. Write 0.5.',
    );
  });
});

describe('a filter that is kept', () => {
  test.each([
    ['>=1,234.50', 'comma-point', 'point-comma', '>=1.234,50'],
    ['1.000..2.000,5', 'point-comma', 'none-point', '1000..2000.5'],
    ['<0,5', 'comma-point', 'space-point', '<0,5'],
  ] as const)('%s with %s is with %s %s', (text, from, to, expected) => {
    expect(respellNumberFilter(text, from, to)).toBe(expected);
  });

  it('means the same after the setting has changed', () => {
    const view = {
      ...initialView({ id: 'time', descending: true }),
      filters: { price: '>1.000', symbol: '1.000' },
      filterSeparators: 'point-comma',
    } as const;
    expect(withSeparators(view, tradeColumns, 'comma-point')).toMatchObject({
      filters: { price: '>1,000', symbol: '1.000' },
      filterSeparators: 'comma-point',
    });
  });
});
