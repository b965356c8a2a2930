import type { Count } from '#src/ports/page.ts';

type Counting<Filter> = {
  count(filter: Filter): Promise<number>;
  countSome(filter: Filter, most: number): Promise<Count>;
};

/** A page must not wait for millions of rows to be counted. */
export const mostCounted = 10_000;

/** Of the rows that match, as a page tells it. */
export async function totalOf<Filter>(
  rows: Counting<Filter>,
  filter: Filter,
  { countAll }: { readonly countAll?: boolean | undefined },
  onPage: number,
): Promise<{ readonly total: number; readonly exact: boolean }> {
  if (countAll === true) return { total: await rows.count(filter), exact: true };
  const { count, exact } = await rows.countSome(filter, mostCounted);
  return { total: Math.max(count, onPage), exact };
}
