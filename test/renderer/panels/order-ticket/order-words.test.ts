import { expect, test } from 'vitest';
import { workingTimeWords } from '#renderer/panels/order-ticket/order-words.ts';

test.each([
  ['MARKET', 'GTC', 'at once or cancel the rest'],
  ['MARKET', 'DAY', 'at once or cancel the rest'],
  ['MARKET', 'IOC', 'at once or cancel the rest'],
  ['MARKET', 'FOK', 'FOK, all at once or nothing'],
  ['STOP', 'GTC', 'GTC, until cancelled'],
  ['LIMIT', 'DAY', 'DAY, until the day ends'],
] as const)('a %s order of %s works %s', (type, timeInForce, words) => {
  expect(workingTimeWords({ type, timeInForce })).toBe(words);
});
