/**
 * Whose a round trip is, by the strategies whose orders were filled in it. An order without one, such as the market
 * order that closes it, changes nothing; a round trip of several strategies is none of theirs, so that each is counted
 * once.
 */
export type TripStrategy =
  | { readonly kind: 'one'; readonly name: string }
  | { readonly kind: 'several' }
  | { readonly kind: 'none' };

export function tripStrategy(names: readonly string[]): TripStrategy {
  const [name, ...others] = new Set(names);
  if (name === undefined) return { kind: 'none' };
  return others.length === 0 ? { kind: 'one', name } : { kind: 'several' };
}

/** Those by name, then what is of several, then what is of none. */
export function compareTripStrategies(one: TripStrategy, other: TripStrategy): number {
  if (one.kind === 'one' && other.kind === 'one') return one.name < other.name ? -1 : 1;
  return places[one.kind] - places[other.kind];
}

const places = { one: 0, several: 1, none: 2 } as const;
