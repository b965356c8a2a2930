import { expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { currency } from '#src/domain/ids.ts';
import { daysFor, isReversed, referenceBetween } from '#src/domain/reference-rate.ts';

const [euro, dollar, franc] = ['EUR', 'USD', 'CHF'].map(currency);
const thursday = Date.UTC(2024, 2, 28);
const dayLength = 86_400_000;

function rate(of = euro, into = dollar, value = '1.0811', day = thursday, file = 'ecb') {
  return { of: of ?? currency('EUR'), into: into ?? currency('USD'), day, rate: Decimal.from(value), file };
}

function between(from: typeof euro, to: typeof euro, rates: readonly ReturnType<typeof rate>[]) {
  const found = referenceBetween(from ?? currency('EUR'), to ?? currency('USD'), rates);
  return found && { ...found, rate: found.rate.toString() };
}

test('a rate holds both ways, of the last day that has one', () => {
  const rates = [rate(), rate(euro, dollar, '1.25', thursday + dayLength)];
  expect(between(euro, dollar, rates)).toMatchObject({
    rate: '1.25',
    day: thursday + dayLength,
    through: undefined,
  });
  expect(between(dollar, euro, rates)).toMatchObject({ rate: '0.8' });
});

test('two rates of one day and one file are crossed, and say over what', () => {
  const pair = [rate(euro, dollar, '1.25'), rate(euro, franc, '0.95')];
  // 0.95 / 1.25
  expect(between(dollar, franc, pair)).toEqual({ rate: '0.76', day: thursday, file: 'ecb', through: 'EUR' });
  expect(between(dollar, franc, [rate(dollar, euro, '0.8'), rate(franc, euro, '1.25')])).toMatchObject({
    rate: '0.64',
  });
  expect(
    between(dollar, franc, [pair[0] ?? rate(), rate(euro, franc, '0.95', thursday - dayLength)]),
  ).toBeUndefined();
  expect(
    between(dollar, franc, [pair[0] ?? rate(), rate(euro, franc, '0.95', thursday, 'other')]),
  ).toBeUndefined();
});

test('of a hundred thousand rates of a day two are crossed at once', () => {
  const many = (of: string) =>
    Array.from({ length: 50_000 }, (_, at) => rate(currency(of), currency(`${of}${at}`), '2'));
  const rates = [...many('USD'), ...many('CHF'), rate(euro, dollar, '1.25'), rate(euro, franc, '0.95')];
  expect(between(dollar, franc, rates)).toMatchObject({ rate: '0.76', through: 'EUR' });
});

test('the days that may say what a moment’s worth was are its own and seven before', () => {
  expect(daysFor(thursday + 3_600_000)).toEqual({ from: thursday - 7 * dayLength, to: thursday });
});

test('what is nearer to the other way round is reversed', () => {
  expect(reversed('0.925', '1.0811')).toBe(true);
  expect(reversed('163.45', '0.00611')).toBe(true);
  expect(reversed('1.0811', '1.0816')).toBe(false);
  expect(reversed('1.02', '1.01')).toBe(false);
});

function reversed(one: string, other: string): boolean {
  return isReversed(Decimal.from(one), Decimal.from(other));
}
