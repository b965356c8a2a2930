/**
 * Pages fetched by call, with what has changed since. A live row replaces the fetched one of its id where it is
 * no older; a new one joins unless it belongs to a part of the list that has not been fetched yet.
 */
export function mergeLive<Row>(
  fetched: readonly Row[],
  live: readonly Row[],
  rules: {
    readonly idOf: (row: Row) => string;
    readonly updatedAt: (row: Row) => number;
    /** Whether a row that was not fetched stands within the fetched part. */
    readonly belongs: (row: Row) => boolean;
  },
): readonly Row[] {
  if (live.length === 0) return fetched;
  const newer = new Map(live.map((row) => [rules.idOf(row), row]));
  const merged = fetched.map((row) => {
    const id = rules.idOf(row);
    const change = newer.get(id);
    newer.delete(id);
    return change !== undefined && rules.updatedAt(change) >= rules.updatedAt(row) ? change : row;
  });
  for (const row of newer.values()) if (rules.belongs(row)) merged.push(row);
  return merged;
}
