import { Big } from 'big.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal, type Rounding } from '#src/domain/decimal.ts';
import { decimalText } from './arbitraries.ts';

const roundings: readonly Rounding[] = ['half-even', 'half-up', 'down', 'up', 'floor', 'ceiling'];
const scale = fc.integer({ min: 0, max: 40 });

/** Big knows four modes; floor and ceiling are down or up by sign. */
function bigMode(rounding: Rounding, negative: boolean): Big.RoundingMode {
  if (rounding === 'floor') return negative ? Big.roundUp : Big.roundDown;
  if (rounding === 'ceiling') return negative ? Big.roundDown : Big.roundUp;
  const modes = {
    down: Big.roundDown,
    up: Big.roundUp,
    'half-up': Big.roundHalfUp,
    'half-even': Big.roundHalfEven,
  } as const;
  return modes[rounding];
}

/** The oracle's canonical text: no negative zero. */
function plain(value: Big): string {
  return value.eq(0) ? '0' : value.toFixed();
}

function quotient(left: string, right: string, places: number, rounding: Rounding): string {
  const Divider = Big();
  Divider.DP = places;
  Divider.RM = bigMode(rounding, left.startsWith('-') !== right.startsWith('-'));
  return plain(new Divider(left).div(right));
}

function isZeroText(text: string): boolean {
  return new Big(text).eq(0);
}

describe('against big.js', () => {
  test('sum, difference, product, comparison, sign', () => {
    fc.assert(
      fc.property(decimalText, decimalText, (left, right) => {
        const [a, b, x, y] = [Decimal.from(left), Decimal.from(right), new Big(left), new Big(right)];
        expect(a.plus(b).toString()).toBe(plain(x.plus(y)));
        expect(a.minus(b).toString()).toBe(plain(x.minus(y)));
        expect(a.times(b).toString()).toBe(plain(x.times(y)));
        expect(a.negated().toString()).toBe(plain(x.neg()));
        expect(a.abs().toString()).toBe(plain(x.abs()));
        expect(a.compare(b)).toBe(x.cmp(y));
        expect(a.sign()).toBe(x.cmp(0));
        expect([a.isNegative(), a.isZero(), a.isPositive()]).toEqual([x.lt(0), x.eq(0), x.gt(0)]);
        expect([a.equals(b), a.lessThan(b), a.atMost(b), a.greaterThan(b), a.atLeast(b)]).toEqual([
          x.eq(y),
          x.lt(y),
          x.lte(y),
          x.gt(y),
          x.gte(y),
        ]);
        expect(Decimal.min(a, b).toString()).toBe(plain(x.lt(y) ? x : y));
        expect(Decimal.max(a, b).toString()).toBe(plain(x.gt(y) ? x : y));
      }),
      { numRuns: 1000 },
    );
  });

  test('numbers that are the same are neither less nor more, however they were written', () => {
    fc.assert(
      fc.property(decimalText, fc.integer({ min: 1, max: 5 }), (text, zeros) => {
        const longer = `${text}${text.includes('.') ? '' : '.'}${'0'.repeat(zeros)}`;
        const [a, b] = [Decimal.from(text), Decimal.from(longer)];
        expect([a.compare(b), a.equals(b), a.atMost(b), a.atLeast(b)]).toEqual([0, true, true, true]);
        expect([a.lessThan(b), b.lessThan(a), a.greaterThan(b), b.greaterThan(a)]).toEqual(
          Array.from({ length: 4 }, () => false),
        );
        expect(a.minus(b).toString()).toBe('0');
      }),
    );
  });

  test.each(roundings)('quotient, roundTo and toFixed, %s', (rounding) => {
    fc.assert(
      fc.property(decimalText, decimalText, scale, (left, right, places) => {
        const a = Decimal.from(left);
        const mode = bigMode(rounding, left.startsWith('-'));
        const rounded = new Big(left).round(places, mode);
        expect(a.roundTo(places, rounding).toString()).toBe(plain(rounded));
        expect(a.toFixed(places, rounding)).toBe(
          rounded.eq(0) ? new Big(0).toFixed(places) : rounded.toFixed(places),
        );
        if (isZeroText(right)) return;
        expect(a.dividedBy(Decimal.from(right), places, rounding).toString()).toBe(
          quotient(left, right, places, rounding),
        );
      }),
      { numRuns: 400 },
    );
  });

  test('a quotient of any size keeps 18 digits that count, and 18 places', () => {
    const size = fc.integer({ min: -12, max: 12 });
    fc.assert(
      fc.property(decimalText, decimalText, size, size, (left, right, up, down) => {
        if (isZeroText(left) || isZeroText(right)) return;
        const [a, b] = [Decimal.from(`${left}e${up}`), Decimal.from(`${right}e${down}`)];
        const got = new Big(a.per(b).toString());
        const error = got.times(b.toString()).minus(a.toString()).abs();
        // Half of the last digit, of the quotient and of its 18th place.
        expect(error.lte(new Big(a.toString()).abs().times('5e-18'))).toBe(true);
        expect(error.lte(new Big(b.toString()).abs().times('5e-19'))).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(Decimal.zero.per(Decimal.from('3e12')).toString()).toBe('0');
    expect(Decimal.one.per(Decimal.from('3e12')).toString()).toBe(`0.${'0'.repeat(12)}${'3'.repeat(18)}`);
    expect(Decimal.from('-2').per(Decimal.from('3')).toString()).toBe(`-0.${'6'.repeat(17)}7`);
    expect(() => Decimal.one.per(Decimal.zero)).toThrow(RangeError);
  });

  test('a multiple is recognised and made', () => {
    fc.assert(
      fc.property(decimalText, decimalText, fc.constantFrom(...roundings), (text, stepText, rounding) => {
        fc.pre(!isZeroText(stepText));
        const [value, step] = [Decimal.from(text), Decimal.from(stepText).abs()];
        const multiple = value.roundToMultiple(step, rounding);
        const count = quotient(text, step.toString(), 0, rounding);
        expect(multiple.toString()).toBe(plain(new Big(count).times(step.toString())));
        expect(multiple.isMultipleOf(step)).toBe(true);
        expect(value.isMultipleOf(step)).toBe(new Big(text).mod(step.toString()).eq(0));
        expect(value.roundToMultiple(step, 'floor').atMost(value)).toBe(true);
        expect(value.roundToMultiple(step, 'ceiling').atLeast(value)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('scientific text', () => {
    fc.assert(
      fc.property(
        decimalText,
        fc.integer({ min: -60, max: 60 }),
        fc.constantFrom('e', 'E'),
        (text, exponent, e) => {
          const sign = exponent > 0 ? ['', '+'] : [''];
          for (const plus of sign) {
            const scientific = `${text}${e}${plus}${exponent}`;
            expect(Decimal.from(scientific).toString()).toBe(plain(new Big(scientific)));
          }
        },
      ),
    );
  });
});

describe('text', () => {
  test('is canonical, and parses to the same number', () => {
    fc.assert(
      fc.property(decimalText, (text) => {
        const canonical = Decimal.from(text).toString();
        expect(canonical).toMatch(/^(?:0|-?(?:[1-9]\d*|0\.\d*[1-9]|[1-9]\d*\.\d*[1-9]))$/);
        expect(Decimal.from(canonical).toString()).toBe(canonical);
        expect(Decimal.from(canonical).equals(Decimal.from(text))).toBe(true);
        expect(JSON.stringify({ value: Decimal.from(text) })).toBe(`{"value":"${canonical}"}`);
        expect(Decimal.from(text).decimalPlaces()).toBe(canonical.split('.')[1]?.length ?? 0);
        expect(Decimal.from(text).toNumber()).toBe(Number(canonical));
      }),
    );
  });

  test('whatever parses has a canonical text that parses', () => {
    const text = fc
      .tuple(decimalText, fc.integer({ min: -999, max: 999 }))
      .map(([mantissa, e]) => `${mantissa}e${e}`);
    fc.assert(
      fc.property(text, (scientific) => {
        const parsed = Decimal.parse(scientific);
        expect(parsed === undefined ? undefined : Decimal.parse(parsed.toString())).toEqual(parsed);
      }),
    );
    expect(Decimal.parse('1e999')).toBeUndefined();
    expect(Decimal.parse('1e-999')).toBeUndefined();
    expect(Decimal.parse('1e100')?.toString()).toBe(`1${'0'.repeat(100)}`);
  });

  test.each([
    ['1.50', '1.5'],
    ['-0', '0'],
    ['-0.000', '0'],
    ['007.10', '7.1'],
    ['007', '7'],
    ['-07', '-7'],
    ['00.5', '0.5'],
    ['-00', '0'],
    ['-0.5', '-0.5'],
    ['0', '0'],
    ['9', '9'],
    ['0.000', '0'],
    ['100.100', '100.1'],
    ['123456789012345', '123456789012345'],
    ['1234567890123456', '1234567890123456'],
    ['1.000', '1'],
    ['100', '100'],
    ['0.00000001', '0.00000001'],
    ['-3e-8', '-0.00000003'],
    ['1.5E+3', '1500'],
    ['1e0', '1'],
  ])('%s reads %s', (text, canonical) => {
    expect(Decimal.from(text).toString()).toBe(canonical);
  });

  test('may have 200 characters, a shift by an exponent counted in', () => {
    const long = '9'.repeat(200);
    expect(Decimal.from(long).toString()).toBe(long);
    expect(Decimal.from('1e195').toString()).toBe(`1${'0'.repeat(195)}`);
    expect(Decimal.parse('1e196')).toBeUndefined();
  });

  const refused = [
    '',
    ' ',
    '.',
    '.5',
    '5.',
    '+1',
    '1.2.3',
    '1..2',
    '1.2.',
    '-',
    '-.',
    '-.5',
    '-5.',
    '1-2',
    '1:2',
    '1/2',
    '1,5',
    '1 ',
    ' 1',
    '--1',
    '1e',
    'e5',
    '1e1.5',
    '1e1000',
    '0x10',
    'NaN',
  ];
  test.each([...refused, 'Infinity', '1_000', '１', '1\n', '9'.repeat(201)])('%j is refused', (text) => {
    expect(Decimal.parse(text)).toBeUndefined();
    expect(() => Decimal.from(text)).toThrow(RangeError);
  });
});

describe('guards', () => {
  const two = Decimal.from('2');

  test('no primitive value', () => {
    expect(() => Number(two)).toThrow(TypeError);
    expect(() => two.valueOf()).toThrow(TypeError);
    expect(String(two)).toBe('2');
  });

  test('zero divisors and negative scales are refused', () => {
    expect(() => two.dividedBy(Decimal.zero, 2, 'down')).toThrow(RangeError);
    expect(() => two.isMultipleOf(Decimal.zero)).toThrow(RangeError);
    expect(() => two.roundToMultiple(Decimal.zero, 'down')).toThrow(RangeError);
    expect(() => two.dividedBy(two, -1, 'down')).toThrow(RangeError);
    expect(() => two.roundTo(-1, 'down')).toThrow(RangeError);
  });

  test('whole numbers only, and only the exact ones', () => {
    expect(Decimal.fromInteger(-42).toString()).toBe('-42');
    expect(Decimal.fromInteger(10n ** 30n).toString()).toBe(`1${'0'.repeat(30)}`);
    for (const wrong of [0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => Decimal.fromInteger(wrong)).toThrow(RangeError);
    }
  });

  test('sums', () => {
    expect(Decimal.sum([]).toString()).toBe('0');
    expect(Decimal.sum(['0.1', '0.2', '-0.3'].map((text) => Decimal.from(text))).toString()).toBe('0');
  });

  test.each<[string, Rounding, string]>([
    ['2.5', 'half-even', '2'],
    ['3.5', 'half-even', '4'],
    ['-2.5', 'half-even', '-2'],
    ['2.5', 'half-up', '3'],
    ['-2.5', 'half-up', '-3'],
    ['-2.1', 'floor', '-3'],
    ['-2.9', 'ceiling', '-2'],
    ['2.1', 'up', '3'],
    ['-2.9', 'down', '-2'],
    ['-0.4', 'half-up', '0'],
  ])('%s rounded %s is %s', (text, rounding, expected) => {
    expect(Decimal.from(text).roundTo(0, rounding).toString()).toBe(expected);
    expect(Decimal.from(text).toFixed(0, rounding)).toBe(expected);
  });

  test('a long chain of exact steps keeps its digits few', () => {
    const step = Decimal.from('0.00000001');
    let value = Decimal.zero;
    for (let count = 0; count < 10_000; count += 1) value = value.plus(step).minus(step).plus(step);
    expect(value.toString()).toBe('0.0001');
  });
});
