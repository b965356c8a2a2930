import { expect, it } from 'vitest';

import { inText } from '#src/domain/in-text.ts';
import { Decimal } from '#src/domain/decimal.ts';

it('every decimal is its own text, to the last digit and however deep; all else is as it was', () => {
  const long = '12345678901234567890.123456789012345678';
  const value = {
    price: Decimal.from(long),
    limit: undefined,
    code: 'RISK_LIMIT',
    orders: 3,
    isLeast: false,
    levels: [[Decimal.from('-0.5'), Decimal.zero]],
  };
  expect(inText(value)).toEqual({
    price: long,
    limit: undefined,
    code: 'RISK_LIMIT',
    orders: 3,
    isLeast: false,
    levels: [['-0.5', '0']],
  });
  // As it goes over the wire, an amount is never a number.
  expect(JSON.parse(JSON.stringify(inText(value)))).toMatchObject({ price: long });
});

it('is a copy: whoever changes what was sent changes nothing here', () => {
  const held = { unknown: ['BTC'] };
  inText(held).unknown.push('ETH');
  expect(held).toEqual({ unknown: ['BTC'] });
});
