import { expect, test } from 'vitest';
import { workingTime } from '#renderer/words/order-words.ts';

test.each([
  ['MARKET', 'GTC', 'IOC'],
  ['MARKET', 'DAY', 'IOC'],
  ['MARKET', 'IOC', 'IOC'],
  ['MARKET', 'FOK', 'FOK'],
  ['STOP', 'GTC', 'GTC'],
  ['LIMIT', 'DAY', 'DAY'],
] as const)('a %s order of %s works %s', (type, timeInForce, shown) => {
  expect(workingTime({ type, timeInForce })).toBe(shown);
});
