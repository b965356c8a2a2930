import { expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { refusedByRules } from '#src/domain/matching/refusal.ts';
import { coin, orderOf, type TermsText } from './matching-fixtures.ts';

// A lot of 1 between 1 and 100,000, a tick of 0.1 and a least notional of 5.
test.each<[string, TermsText, Partial<Instrument>, object]>([
  ['nothing', { quantity: 0, limit: '100' }, {}, { code: 'QUANTITY_NOT_POSITIVE' }],
  [
    'a part of a lot',
    { quantity: '1.5', limit: '100' },
    {},
    { code: 'QUANTITY_OFF_LOT', quantity: '1.5', lot: '1' },
  ],
  [
    'too little',
    { quantity: 4, limit: '100' },
    { minQuantity: Decimal.from('5') },
    { code: 'QUANTITY_TOO_SMALL', quantity: '4', minimum: '5' },
  ],
  [
    'too much',
    { quantity: 100_001, limit: '100' },
    {},
    { code: 'QUANTITY_TOO_LARGE', quantity: '100001', maximum: '100000' },
  ],
  ['no price', { type: 'LIMIT' }, {}, { code: 'PRICE_REQUIRED', field: 'limitPrice' }],
  [
    'a price that is not asked for',
    { type: 'MARKET', limit: '100' },
    {},
    { code: 'PRICE_NOT_ALLOWED', field: 'limitPrice' },
  ],
  ['a price of zero', { limit: '0' }, {}, { code: 'PRICE_NOT_POSITIVE', field: 'limitPrice' }],
  [
    'a stop price between two ticks',
    { stop: '100.05' },
    {},
    { code: 'PRICE_OFF_TICK', field: 'stopPrice', price: '100.05', tick: '0.1' },
  ],
  ['a stop at once or never', { stop: '100', timeInForce: 'IOC' }, {}, { code: 'TIME_IN_FORCE_NOT_ALLOWED' }],
  ['a halted symbol', { limit: '100' }, { tradable: false }, { code: 'NOT_TRADABLE' }],
  ['a future', { limit: '100' }, { kind: 'future' }, { code: 'KIND_NOT_SUPPORTED', symbol: 'COIN-USDT' }],
])('%s is refused, with what says why', (_, terms, changes, reason) => {
  expect(refusedByRules(orderOf(terms), { ...coin, ...changes }, undefined)).toMatchObject({
    code: 'REFUSED',
    reason,
  });
});

test('too small a worth is told with the least there is, and what keeps to the rules is not refused', () => {
  expect(refusedByRules(orderOf({ quantity: 1, limit: '4.9' }), coin, undefined)).toMatchObject({
    venueCode: 'NOTIONAL_TOO_SMALL',
    reason: { code: 'NOTIONAL_TOO_SMALL', notional: '4.9', minimum: '5', currency: 'USDT' },
  });
  const fine = { ...coin, tickSize: Decimal.from('0.001'), minNotional: Decimal.from('5.001') };
  // What it makes is rounded down and what it must make is rounded up.
  expect(refusedByRules(orderOf({ quantity: 1, limit: '4.999' }), fine, undefined)?.reason).toMatchObject({
    notional: '4.99',
    minimum: '5.01',
  });
  expect(refusedByRules(orderOf({ limit: '100' }), coin, undefined)).toBeUndefined();
  expect(refusedByRules(orderOf({ limit: '100' }), { ...coin, kind: 'equity' }, undefined)).toBeUndefined();
});
