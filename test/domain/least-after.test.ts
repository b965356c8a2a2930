import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { leastAfter } from '#src/domain/dust.ts';
import { currency } from '#src/domain/ids.ts';
import { instrumentOf, orderOf } from './arbitraries.ts';

describe('the least that can be traded after a fill', () => {
  const order = orderOf({ quantity: Decimal.one, filledQuantity: Decimal.one });
  const rules = {
    lotSize: Decimal.from('0.001'),
    minQuantity: Decimal.from('0.002'),
    minNotional: Decimal.from('100'),
  };
  const least = (change: object, price = '30000', of = order) =>
    leastAfter(instrumentOf({ ...rules, ...change }), of, Decimal.from(price)).toString();

  test('is the lot, the minimum, or what is worth the minimum in whole lots', () => {
    expect(least({ minQuantity: undefined, minNotional: undefined })).toBe('0.001');
    expect(least({ minNotional: undefined })).toBe('0.002');
    // 100 / 30,000 = 0.00333…
    expect(least({})).toBe('0.004');
    expect(least({ multiplier: Decimal.from('10') })).toBe('0.002');
    expect(least({ minQuantity: Decimal.from('0.0025'), minNotional: undefined })).toBe('0.003');
    expect(least({}, '0')).toBe('0.002');
  });

  test('is the lot while its order can go on', () => {
    expect(least({}, '30000', orderOf({ quantity: Decimal.one, filledQuantity: Decimal.from('0.9') }))).toBe(
      '0.001',
    );
  });

  test('of an inverse contract is by its worth in the coin', () => {
    const inverse = { kind: 'perpetual', settle: currency('BTC'), multiplier: Decimal.from('10') };
    // At 50,000 a contract of 10 is worth 0.0002.
    const of = {
      ...inverse,
      lotSize: Decimal.one,
      minQuantity: undefined,
      minNotional: Decimal.from('0.0009'),
    };
    expect(least(of, '50000')).toBe('5');
  });

  test('is that of an order of its own once the order has ended', () => {
    const ended = { status: 'CANCELLED', at: 1, presumed: false, reason: '' } as const;
    const part = { quantity: Decimal.one, filledQuantity: Decimal.from('0.9'), ended };
    expect(least({}, '30000', orderOf(part))).toBe('0.004');
  });
});
