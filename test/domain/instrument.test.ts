import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { checkPrice, checkQuantity, isMargined, notionalOf } from '#src/domain/instrument.ts';
import { decimalBetween, instrumentOf } from './arbitraries.ts';

const rules = instrumentOf({
  tickSize: Decimal.from('0.05'),
  lotSize: Decimal.from('0.002'),
  minQuantity: Decimal.from('0.01'),
  maxQuantity: Decimal.from('100'),
});

describe('quantity', () => {
  test.each([
    ['0.01', undefined],
    ['100', undefined],
    ['0.012', undefined],
    ['0', 'QUANTITY_NOT_POSITIVE'],
    ['-1', 'QUANTITY_NOT_POSITIVE'],
    ['0.013', 'QUANTITY_OFF_LOT'],
    ['0.0120000001', 'QUANTITY_OFF_LOT'],
    ['0.008', 'QUANTITY_TOO_SMALL'],
    ['100.002', 'QUANTITY_TOO_LARGE'],
  ])('%s: %s', (text, code) => {
    expect(checkQuantity(rules, Decimal.from(text))?.code).toBe(code);
  });

  test('no bounds, no complaint', () => {
    expect(checkQuantity(instrumentOf(), Decimal.from('1e30'))).toBeUndefined();
  });
});

describe('price', () => {
  test.each([
    ['0.05', undefined],
    ['100', undefined],
    ['0', 'PRICE_NOT_POSITIVE'],
    ['-0.05', 'PRICE_NOT_POSITIVE'],
    ['100.01', 'PRICE_OFF_TICK'],
  ])('%s: %s', (text, code) => {
    expect(checkPrice(rules, Decimal.from(text))?.code).toBe(code);
  });

  test('off the tick names the two prices around it', () => {
    expect(checkPrice(rules, Decimal.from('100.01'))).toEqual({
      code: 'PRICE_OFF_TICK',
      price: Decimal.from('100.01'),
      tickSize: Decimal.from('0.05'),
      below: Decimal.from('100'),
      above: Decimal.from('100.05'),
    });
  });

  test('the neighbours are valid and one tick apart', () => {
    fc.assert(
      fc.property(decimalBetween(500n, 10n ** 9n, 4), (price) => {
        const problem = checkPrice(rules, price);
        const onTick = price.isMultipleOf(rules.tickSize);
        expect(problem?.code).toBe(onTick ? undefined : 'PRICE_OFF_TICK');
        if (problem?.code !== 'PRICE_OFF_TICK') return;
        expect(problem.above.minus(problem.below)).toEqual(rules.tickSize);
        expect(problem.below.lessThan(price) && problem.above.greaterThan(price)).toBe(true);
        expect(checkPrice(rules, problem.above)).toBeUndefined();
      }),
    );
  });
});

test('notional is quantity × price × multiplier', () => {
  const [quantity, price] = [Decimal.from('2'), Decimal.from('10.5')];
  expect(notionalOf(instrumentOf(), quantity, price).toString()).toBe('21');
  expect(notionalOf(instrumentOf({ multiplier: Decimal.from('50') }), quantity, price).toString()).toBe(
    '1050',
  );
  expect(notionalOf(instrumentOf(), quantity.negated(), price).toString()).toBe('-21');
});

test('futures and perpetuals are margined; what is paid for in full is not', () => {
  const kinds = ['spot', 'equity', 'future', 'perpetual', 'option'] as const;
  expect(kinds.filter((kind) => isMargined(instrumentOf({ kind })))).toEqual(['future', 'perpetual']);
});
