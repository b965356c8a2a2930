import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFormat } from '#renderer/format/format.ts';
import {
  changeShare,
  dress,
  dressTiny,
  formatFixed,
  formatPercent,
  formatSignedPercent,
} from '#renderer/format/number.ts';

describe('dress', () => {
  test.each([
    ['0', 'comma-point', '0'],
    ['999', 'comma-point', '999'],
    ['1000', 'comma-point', '1,000'],
    ['-1234567.089', 'comma-point', '−1,234,567.089'],
    ['1234567.5', 'point-comma', '1.234.567,5'],
    ['1234567.5', 'space-point', '1\u202f234\u202f567.5'],
    ['1234567.5', 'none-point', '1234567.5'],
    ['-1234567.5', 'space-comma', '−1\u202f234\u202f567,5'],
    ['-1234567.5', 'apostrophe-point', '−1’234’567.5'],
  ] as const)('%s with %s is %s', (plain, separators, shown) => {
    expect(dress(plain, separators)).toBe(shown);
  });

  test('changes no digit of any number', () => {
    const digits = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.stringMatching(/^\d{1,20}$/));
    fc.assert(
      fc.property(digits, ([whole, fraction]) => {
        expect(dress(`${whole}.${fraction}`, 'comma-point').replaceAll(',', '')).toBe(`${whole}.${fraction}`);
      }),
    );
  });
});

describe('dressTiny', () => {
  test.each([
    ['0.000000087', '0.0₇87'],
    ['-0.00001234', '−0.0₄1234'],
    ['0.0000000000012', '0.0₁₁12'],
    ['0.0001', '0.0001'],
    ['0.00000000', '0.00000000'],
    ['12.000000087', '12.000000087'],
    ['10.000000087', '10.000000087'],
  ])('%s is %s', (plain, shown) => {
    expect(dressTiny(plain, 'comma-point')).toBe(shown);
  });
});

test('an unknown value is a dash, never zero', () => {
  expect(formatFixed(undefined, 2, 'comma-point')).toBe('–');
  expect(formatPercent(undefined, 'comma-point')).toBe('–');
  expect(formatSignedPercent(undefined, 'comma-point')).toBe('–');
});

test('a figure is rounded to its digits, a tie to the even one', () => {
  const fixed = ['0.125', '0.135', '0.129', '0.121', '-0.125'].map((text) =>
    formatFixed(text, 2, 'point-comma'),
  );
  expect(fixed).toEqual(['0,12', '0,14', '0,13', '0,12', '−0,12']);
  expect(formatFixed('0.121', 2, 'comma-point', 'up')).toBe('0.13');
  const percent = ['0.00125', '0.00135', '0.00129'].map((share) => formatPercent(share, 'comma-point'));
  expect(percent).toEqual(['0.12%', '0.14%', '0.13%']);
});

test('a share is a percentage, and a rise has its plus', () => {
  expect(formatPercent('0.5952', 'comma-point')).toBe('59.52%');
  expect(formatSignedPercent('0.0123', 'comma-point')).toBe('+1.23%');
  expect(formatSignedPercent('-0.0123', 'comma-point')).toBe('−1.23%');
  expect(formatSignedPercent('0', 'comma-point')).toBe('0.00%');
});

test('a language may have a space before its percent sign, in which no line breaks', () => {
  expect(createFormat('point-comma', 'utc', false, 'de').percent('0.5952')).toBe('59,52\u00a0%');
  expect(createFormat('point-comma', 'utc', false, 'de').signedPercent('-0.0123')).toBe('−1,23\u00a0%');
  expect(createFormat('point-comma', 'utc', false, 'de').exactPercent('0.123456')).toBe('12,3456\u00a0%');
  expect(createFormat('apostrophe-point', 'utc', false, 'de').wholePercent(7.9)).toBe('7\u00a0%');
  expect(createFormat('comma-point', 'utc', false, 'en').percent('0.5952')).toBe('59.52%');
  expect(createFormat('apostrophe-point', 'utc', false, 'de-CH').percent('0.5952')).toBe('59.52%');
});

test('a change needs both prices and a base that is not zero', () => {
  expect(changeShare('110', '100')).toBe('0.1');
  expect(changeShare('1', '3')).toBe('-0.66666667');
  expect(changeShare('110', undefined)).toBeUndefined();
  expect(changeShare(undefined, '100')).toBeUndefined();
  expect(changeShare('110', '0')).toBeUndefined();
});
