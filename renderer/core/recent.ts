import type { LiveState } from './live-store.ts';
import { type Table, tableOf } from './table.ts';

/** From `most` on only the newest `kept` stay. */
const recent = { most: 400, kept: 200 };

/** What happened is in the pages; here are the last of it, so that a change costs and holds the same for ever. */
export function plusRecent<Row extends { readonly id: string }>(
  held: Table<Row>,
  row: Row,
  timeOf: (row: Row) => number,
): Table<Row> {
  const all = held.with(row.id, row);
  if (all.size <= recent.most) return all;
  const newest = all
    .list()
    .toReversed()
    .toSorted((left, right) => timeOf(right) - timeOf(left))
    .slice(0, recent.kept);
  return tableOf(newest.toReversed(), ({ id }) => id);
}

/** What was let go is to be found in the pages alone, once they are fetched again. */
export function generationAfter<Row>(
  { generation }: LiveState,
  before: Table<Row>,
  after: Table<Row>,
): number {
  return after.size < before.size ? generation + 1 : generation;
}
