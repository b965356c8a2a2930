import { describe, expect, test } from 'vitest';
import { orderTerms, type OrderDraft } from '#src/contract/orders.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { stepped } from '#renderer/controls/stepped.ts';
import { missingTerms, termsOf } from '#renderer/trading/use-order-draft.ts';
import { withPrice } from '#renderer/trading/use-take-price.ts';
import { speakEnglish } from '#test/renderer/english.ts';

speakEnglish();

describe('the arrow keys', () => {
  test.each([
    ['0.3527', '0.0001', 1, '0.3528'],
    ['0.3527', '0.0001', -10, '0.3517'],
    ['0.35275', '0.0001', 1, '0.3528'],
    ['0.35275', '0.0001', -1, '0.3527'],
    ['0.0001', '0.0001', -5, '0'],
  ])('from %s by %s × %i is %s', (value, step, count, next) => {
    expect(stepped(Decimal.from(value), undefined, step, count)?.toString()).toBe(next);
  });

  test('begin in an empty field at the last price, on the grid', () => {
    expect(stepped(undefined, '0.35276', '0.0001', 1)?.toString()).toBe('0.3528');
    expect(stepped(undefined, undefined, '1', 1)?.toString()).toBe('1');
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
