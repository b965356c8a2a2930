import { expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { refusedByRules } from '#src/domain/matching/refusal.ts';
import { coin, orderOf, type TermsText } from './matching-fixtures.ts';

// A lot of 1 between 1 and 100,000, a tick of 0.1 and a least notional of 5.
test.each<[string, TermsText, Partial<Instrument>, string, string]>([
  ['nothing', { quantity: 0, limit: '100' }, {}, 'QUANTITY_NOT_POSITIVE', 'quantity must be above zero'],
  [
    'a part of a lot',
    { quantity: '1.5', limit: '100' },
    {},
    'QUANTITY_OFF_LOT',
    'quantity 1.5 is no multiple of the lot 1',
  ],
  [
    'too little',
    { quantity: 4, limit: '100' },
    { minQuantity: Decimal.from('5') },
    'QUANTITY_TOO_SMALL',
    'quantity 4 is below the minimum of 5',
  ],
  [
    'too much',
    { quantity: 100_001, limit: '100' },
    {},
    'QUANTITY_TOO_LARGE',
    'quantity 100001 is above the maximum of 100000',
  ],
  ['no price', { type: 'LIMIT' }, {}, 'PRICE_REQUIRED', 'limit price is missing'],
  [
    'a price that is not asked for',
    { type: 'MARKET', limit: '100' },
    {},
    'PRICE_NOT_ALLOWED',
    'limit price does not belong to this type of order',
  ],
  ['a price of zero', { limit: '0' }, {}, 'PRICE_NOT_POSITIVE', 'limit price must be above zero'],
  [
    'a stop price between two ticks',
    { stop: '100.05' },
    {},
    'PRICE_OFF_TICK',
    'stop price 100.05 is no multiple of the tick 0.1',
  ],
  [
    'a stop at once or never',
    { stop: '100', timeInForce: 'IOC' },
    {},
    'TIME_IN_FORCE_NOT_ALLOWED',
    'time in force does not fit a stop order',
  ],
  ['a halted symbol', { limit: '100' }, { tradable: false }, 'NOT_TRADABLE', 'the instrument is halted'],
  [
    'a future',
    { limit: '100' },
    { kind: 'future' },
    'KIND_NOT_SUPPORTED',
    'a paper account trades spot and equity, and COIN-USDT is of kind future',
  ],
])('%s is refused in words', (_, terms, changes, venueCode, reason) => {
  expect(refusedByRules(orderOf(terms), { ...coin, ...changes }, undefined)).toEqual({
    code: 'REFUSED',
    venueCode,
    reason,
  });
});

test('too small a worth is told with the least there is, and what keeps to the rules is not refused', () => {
  expect(refusedByRules(orderOf({ quantity: 1, limit: '4.9' }), coin, undefined)).toMatchObject({
    venueCode: 'NOTIONAL_TOO_SMALL',
    reason: expect.stringMatching(/^quantity makes .*4\.9.*, below the minimum notional of .*5/),
  });
  const fine = { ...coin, tickSize: Decimal.from('0.001'), minNotional: Decimal.from('5.001') };
  // What it makes is rounded down and what it must make is rounded up.
  expect(refusedByRules(orderOf({ quantity: 1, limit: '4.999' }), fine, undefined)?.reason).toBe(
    'quantity makes 4.99, below the minimum notional of 5.01',
  );
  expect(refusedByRules(orderOf({ limit: '100' }), coin, undefined)).toBeUndefined();
  expect(refusedByRules(orderOf({ limit: '100' }), { ...coin, kind: 'equity' }, undefined)).toBeUndefined();
});
