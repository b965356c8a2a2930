/** What the round trips of a group have in common: an id, a name or a number as text. */
export type TripKey =
  | { readonly kind: 'one'; readonly name: string }
  | { readonly kind: 'several' }
  | { readonly kind: 'none' };

/**
 * Whose a round trip is, by the strategies whose orders were filled in it. An order without one, such as the market
 * order that closes it, changes nothing; a round trip of several strategies is none of theirs, so that each is counted
 * once.
 */
export function strategyKey(names: readonly string[]): TripKey {
  const [name, ...others] = new Set(names);
  if (name === undefined) return { kind: 'none' };
  return others.length === 0 ? { kind: 'one', name } : { kind: 'several' };
}
