import { expect, test } from 'vitest';
import { compareTripStrategies, tripStrategy, type TripStrategy } from '#src/domain/trip-strategy.ts';

test.each<[string, readonly string[], TripStrategy]>([
  ['no order of a strategy', [], { kind: 'none' }],
  ['one order of a strategy', ['Breakout'], { kind: 'one', name: 'Breakout' }],
  ['several orders of one strategy', ['Breakout', 'Breakout'], { kind: 'one', name: 'Breakout' }],
  ['orders of two strategies', ['Breakout', 'Fade'], { kind: 'several' }],
])('a round trip of %s', (_, names, strategy) => {
  expect(tripStrategy(names)).toEqual(strategy);
});

test('strategies are listed by their names, then what is of several, then what is of none', () => {
  const list: readonly TripStrategy[] = [
    { kind: 'one', name: 'Breakout' },
    { kind: 'one', name: 'Fade' },
    { kind: 'one', name: 'Value' },
    { kind: 'several' },
    { kind: 'none' },
  ];
  const byHand = list.map((_, first) => list.map((__, second) => Math.sign(first - second)));
  const compared = list.map((one) =>
    list.map((other) => (one === other ? 0 : Math.sign(compareTripStrategies(one, other)))),
  );
  expect(compared).toEqual(byHand);
  expect(list.toReversed().toSorted(compareTripStrategies)).toEqual(list);
});
