import { expect, test } from 'vitest';
import { strategyKey, type TripKey } from '#src/domain/trip-key.ts';

test.each<[string, readonly string[], TripKey]>([
  ['no order of a strategy', [], { kind: 'none' }],
  ['one order of a strategy', ['Breakout'], { kind: 'one', name: 'Breakout' }],
  ['several orders of one strategy', ['Breakout', 'Breakout'], { kind: 'one', name: 'Breakout' }],
  ['orders of two strategies', ['Breakout', 'Fade'], { kind: 'several' }],
])('a round trip of %s', (_, names, key) => {
  expect(strategyKey(names)).toEqual(key);
});
