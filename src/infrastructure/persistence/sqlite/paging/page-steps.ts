/**
 * A page that is read value by value of the column that its order begins with, until it is full. In each value the
 * places are in order of time, so that the range and the page's start are found at once: to read on from value to value
 * would be to pass over what each has outside the range, and over what lies before the start.
 */
import type { Condition, Place } from './conditions.ts';
import { behind, type Keyset, type PageStart } from './keyset.ts';
import type { FilteredQuery, PagePlan } from './page-walk.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import { storedValues } from './stored-values.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

/** By one statement. */
export type Reading = { readonly places: readonly Place[]; readonly from: readonly Condition[] };

/**
 * So many values are looked up at once. Where they do not fill the page few rows have each, and what else it has is soon
 * passed over: the rest is read from value to value.
 */
const stepsAtOnce = [2, 8];

/** One after the other they are in the page's order. */
export function readingsOf(
  { places, ordered }: PagePlan,
  keyset: Keyset,
  start: PageStart,
): readonly Reading[] {
  const { columns } = keyset;
  const [sorted = ''] = columns;
  const { keys, ascending } = start;
  const valueIn = (place: Place): SqlValue | undefined =>
    place.find(({ column }) => column === sorted)?.value;
  const values = new Set(places.map(valueIn));
  if (!ordered || values.has(undefined)) {
    return [{ places, from: keys === undefined ? [] : [behind(columns, keys, ascending)] }];
  }
  const [first] = keys ?? [];
  const isAhead = (value: SqlValue | undefined): boolean =>
    first === undefined || (ascending ? compareStored(value, first) >= 0 : compareStored(value, first) <= 0);
  const inOrder = [...values].filter(isAhead).toSorted(compareStored);
  return (ascending ? inOrder : inOrder.toReversed()).map((value) => ({
    places: places.filter((place) => valueIn(place) === value),
    from: startIn(value, keyset, start),
  }));
}

/** As `readingsOf`, by the plan's own steps: their values are looked up as they are needed. */
export function* stepsOf(
  session: Session,
  query: FilteredQuery,
  plan: PagePlan,
  keyset: Keyset,
  start: PageStart,
): Generator<Reading, void> {
  const { places, index } = plan;
  const { table, always: among } = query;
  const { ascending, keys = [] } = start;
  const [column = ''] = keyset.columns;
  let [last] = keys;
  if (last !== undefined) {
    const value = last;
    yield {
      places: places.map((place) => [...place, { column, value }]),
      from: startIn(value, keyset, start),
    };
  }
  for (const most of stepsAtOnce) {
    const wanted = { table, index, places, column, ascending, behind: last, among, most };
    const values = storedValues(session, wanted);
    // Text that was damaged is another one when it comes back.
    if (values.some((value) => String(value).includes('\u{fffd}'))) break;
    // In this form SQLite takes them in the page's order.
    const isOne = `${column} IN (SELECT value FROM json_each(?))`;
    yield { places, from: [{ sql: isOne, values: [JSON.stringify(values)] }] };
    if (values.length < most) return;
    last = values.at(-1);
  }
  yield { places, from: last === undefined ? [] : [behind([column], [last], ascending)] };
}

/** In the places that hold this value: of the rows behind the start, the value's own ties. */
function startIn(
  value: SqlValue | undefined,
  { columns }: Keyset,
  { keys = [], ascending }: PageStart,
): readonly Condition[] {
  const [first, ...others] = keys;
  return value === first ? [behind(columns.slice(1), others, ascending)] : [];
}

/** As SQLite does: by bytes. */
function compareStored(one: SqlValue | undefined, other: SqlValue | undefined): number {
  return Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)));
}
