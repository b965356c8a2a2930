import { describe, expect, test } from 'vitest';
import { orderTerms, type OrderDraft } from '#src/contract/orders.ts';
import { stepped } from '#renderer/panels/order-ticket/stepped.ts';
import { missingTerms, termsOf, typed } from '#renderer/panels/order-ticket/use-order-draft.ts';
import { withPrice } from '#renderer/panels/order-ticket/use-take-price.ts';

describe('the arrow keys', () => {
  test.each([
    ['0.3527', '0.0001', 1, '0.3528'],
    ['0.3527', '0.0001', -10, '0.3517'],
    ['0.35275', '0.0001', 1, '0.3528'],
    ['0.35275', '0.0001', -1, '0.3527'],
    ['0.0001', '0.0001', -5, '0'],
  ])('from %s by %s × %i is %s', (value, step, count, next) => {
    expect(stepped(value, undefined, step, count)).toBe(next);
  });

  test('begin in an empty field at the last price, on the grid', () => {
    expect(stepped('', '0.35276', '0.0001', 1)).toBe('0.3528');
    expect(stepped('', undefined, '1', 1)).toBe('1');
  });

  test('leave text alone that is no number', () => {
    expect(stepped('abc', undefined, '1', 1)).toBeUndefined();
  });
});

describe('what was typed', () => {
  test('may have well-formed thousands', () => {
    expect(typed(' 20,000 ', 'comma-point')).toBe('20000');
    expect(typed('1,234,567.25', 'comma-point')).toBe('1234567.25');
  });

  test('is never made another number', () => {
    expect(typed('1,5', 'comma-point')).toBe('1,5');
    expect(typed('1,500', 'point-comma')).toBe('1,500');
  });
});

const draft: OrderDraft = {
  accountId: 'a1',
  instrumentId: 'sim:NKNUSDT',
  side: 'BUY',
  type: 'LIMIT',
  quantity: '20000',
  limitPrice: '0.3531',
  stopPrice: '',
  timeInForce: 'GTC',
};

describe('the terms of a draft', () => {
  test('are what the contract takes', () => {
    expect(orderTerms.parse(termsOf(draft))).toEqual({
      accountId: 'a1',
      instrumentId: 'sim:NKNUSDT',
      side: 'BUY',
      type: 'LIMIT',
      quantity: '20000',
      limitPrice: '0.3531',
      timeInForce: 'GTC',
    });
  });

  test('are none while a number is missing', () => {
    expect(termsOf({ ...draft, quantity: '' })).toBeUndefined();
    expect(termsOf({ ...draft, limitPrice: 'x' })).toBeUndefined();
    expect(termsOf({ ...draft, type: 'STOP' })).toBeUndefined();
  });
});

test('what the order type needs and is empty is missing', () => {
  const empty = { ...draft, quantity: '', limitPrice: '' };
  expect(missingTerms(empty).map(({ field }) => field)).toEqual(['quantity', 'limitPrice']);
  expect(missingTerms({ ...empty, type: 'MARKET' }).map(({ field }) => field)).toEqual(['quantity']);
  expect(missingTerms(draft)).toEqual([]);
});

test('a clicked price goes where the order type has one', () => {
  expect(withPrice('LIMIT', '1')).toEqual({ limitPrice: '1' });
  expect(withPrice('STOP', '1')).toEqual({ stopPrice: '1' });
  expect(withPrice('MARKET', '1')).toEqual({ type: 'LIMIT', limitPrice: '1' });
});
