import { expect, test } from 'vitest';
import { dressProse } from '#renderer/format/dress-prose.ts';

test.each([
  [
    'insufficient balance: needs 12345.5 USDT, free 9500 USDT',
    'insufficient balance: needs 12.345,5 USDT, free 9.500 USDT',
  ],
  ['makes 1.5, below the minimum notional of 10.25', 'makes 1,5, below the minimum notional of 10,25'],
  [
    'the stop would trigger at once: the market is at 61234.5.',
    'the stop would trigger at once: the market is at 61.234,5.',
  ],
  ['Filled −0.5', 'Filled −0,5'],
])('%s', (text, shown) => {
  expect(dressProse(text, 'point-comma')).toBe(shown);
});

test.each([
  'Filter failure: PRICE_FILTER (-1013)',
  'order td-01M8BY9Y.5 of 2026-03-08 14:05:09.123',
  'refused by 127.0.0.1:8080, version 1.2.3',
  'order 1234567 is not known',
])('no date, address or id is written anew: %s', (text) => {
  expect(dressProse(text, 'point-comma')).toBe(text);
});
