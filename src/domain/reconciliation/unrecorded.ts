/** The fills that a venue has, of which the record has too few: a trade between two own orders is one of each. */
export function unrecorded<Theirs extends { readonly venueTradeId: string }>(
  theirs: readonly Theirs[],
  ours: readonly { readonly venueTradeId: string }[],
): readonly Theirs[] {
  const recorded = Map.groupBy(ours, ({ venueTradeId }) => venueTradeId.split('/')[0]);
  return [...Map.groupBy(theirs, ({ venueTradeId }) => venueTradeId)].flatMap(([id, fills]) =>
    (recorded.get(id) ?? []).length >= fills.length ? [] : fills,
  );
}
