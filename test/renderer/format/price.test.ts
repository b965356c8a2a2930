import { expect, test } from 'vitest';
import { formatAveragePrice, formatPrice, formatQuantity } from '#renderer/format/price.ts';

test('a price has the digits of its tick', () => {
  expect(formatPrice('67231.4', '0.01', 'comma-point')).toBe('67,231.40');
  expect(formatPrice('0.35270000', '0.0001', 'comma-point')).toBe('0.3527');
  expect(formatPrice('100', '5', 'comma-point')).toBe('100');
  expect(['1.005', '1.015', '1.019'].map((text) => formatPrice(text, '0.01', 'comma-point'))).toEqual([
    '1.00',
    '1.02',
    '1.02',
  ]);
});

test('a very small price counts its zeros', () => {
  expect(formatPrice('0.000000087', '0.000000001', 'comma-point')).toBe('0.0₇87');
});

test('a price of an unknown instrument is shown in full, an unknown price as a dash', () => {
  expect(formatPrice('0.123456', undefined, 'comma-point')).toBe('0.123456');
  expect(formatAveragePrice('0.129', undefined, 'comma-point')).toBe('0.13');
  expect(formatQuantity('0.12', undefined, 'comma-point')).toBe('0.12');
  for (const format of [formatPrice, formatAveragePrice, formatQuantity])
    expect(format(undefined, '0.01', 'comma-point')).toBe('–');
});

test('an average between ticks has at most two digits more', () => {
  expect(formatAveragePrice('0.35311234', '0.0001', 'comma-point')).toBe('0.353112');
  expect(formatAveragePrice('0.3531', '0.0001', 'comma-point')).toBe('0.3531');
});

test('a large average needs no digits between ticks', () => {
  expect(formatAveragePrice('24689.07202', '0.01', 'comma-point')).toBe('24,689.07');
  expect(formatAveragePrice('2468.90721', '0.01', 'comma-point')).toBe('2,468.907');
});

test('a quantity has the digits of its lot, and never loses one that is finer', () => {
  expect(formatQuantity('20000', '1', 'comma-point')).toBe('20,000');
  expect(formatQuantity('0.5', '0.001', 'comma-point')).toBe('0.500');
  expect(formatQuantity('0.00012345', '0.001', 'comma-point')).toBe('0.00012345');
  expect(formatQuantity('-20', '0.1', 'comma-point')).toBe('−20.0');
});
