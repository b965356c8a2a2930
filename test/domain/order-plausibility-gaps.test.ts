import { expect, test } from 'vitest';
import { codes, decimal, own, warned } from './order-surroundings.ts';

test('what is not written or not known yet is not doubted', () => {
  expect(codes({ type: 'LIMIT' })).toEqual([]);
  expect(codes({ type: 'STOP' })).toEqual([]);
  expect(codes({ type: 'STOP_LIMIT', stop: '101' })).toEqual([]);
  const silent = { bid: undefined, ask: undefined, last: undefined };
  expect(codes({ type: 'STOP', stop: '2500' }, silent)).toEqual([]);
  expect(codes({ type: 'LIMIT', limit: '2500' }, silent)).toEqual([]);
  // A share of nothing is none.
  const nothing = { bid: decimal('0'), ask: decimal('0'), last: decimal('0') };
  expect(codes({ type: 'LIMIT', limit: '2500' }, nothing)).toEqual([]);
  expect(codes({ type: 'STOP', stop: '2500' }, nothing)).toEqual([]);
  expect(codes({ type: 'MARKET' }, nothing)).toEqual([]);
});

test('a warning says of which figure it speaks', () => {
  expect(warned({ limit: '50' }, {})).toMatchObject([{ code: 'FAR_FROM_MARKET', field: 'limitPrice' }]);
  expect(warned({ type: 'STOP', stop: '150' }, {})).toMatchObject([
    { code: 'FAR_FROM_MARKET', field: 'stopPrice' },
  ]);
  const usual = { usualNotional: decimal('10'), notional: decimal('200'), equity: undefined };
  expect(warned({ limit: '100' }, usual)).toMatchObject([{ code: 'SIZE_UNUSUAL', of: 'notional' }]);
  expect(warned({ limit: '100' }, { usualQuantity: decimal('0.1') })).toMatchObject([
    { code: 'SIZE_UNUSUAL', of: 'quantity' },
  ]);
});

test('what an order opens is set against equity that is known and not nothing', () => {
  const opening = { openingNotional: decimal('200') };
  expect(codes({ limit: '100' }, { ...opening, equity: decimal('399') })).toEqual(['EQUITY_SHARE']);
  expect(codes({ limit: '100' }, { ...opening, equity: decimal('400') })).toEqual([]);
  expect(codes({ limit: '100' }, { ...opening, equity: undefined })).toEqual([]);
  expect(codes({ limit: '100' }, { ...opening, equity: decimal('0') })).toEqual([]);
});

test.each([
  ['BUY', { bid: undefined }, []],
  ['BUY', { ask: undefined }, ['QUOTE_UNKNOWN']],
  ['SELL', { ask: undefined }, []],
  ['SELL', { bid: undefined }, ['QUOTE_UNKNOWN']],
  ['BUY', { quoteAge: undefined }, ['QUOTE_UNKNOWN']],
] as const)('a market order to %s needs the price that it would take: %o', (side, around, expected) => {
  expect(codes({ type: 'MARKET', side }, around)).toEqual(expected);
});

test.each([
  ['BUY', '100.1', ['QUANTITY_LIKE_PRICE']],
  ['BUY', '99.9', []],
  ['SELL', '99.9', ['QUANTITY_LIKE_PRICE']],
  ['SELL', '100.1', []],
] as const)(
  'a market order to %s %s is like the price that it would take, or not',
  (side, quantity, expected) => {
    expect(codes({ type: 'MARKET', side, quantity }, { last: undefined })).toEqual(expected);
  },
);

test('a position that is closed but once is not doubted', () => {
  const waiting = [own('target', 'SELL', '110', '4')];
  expect(codes({ side: 'SELL', limit: '100', quantity: '2' }, { held: decimal('6'), waiting })).toEqual([]);
});

test('a size whose worth is not known is not set against the usual one', () => {
  expect(codes({ limit: '100' }, { usualNotional: decimal('10') })).toEqual([]);
});
