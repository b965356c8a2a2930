import type { RowOrder } from './sort-rows.ts';

/** Pages fetched by call, with what has changed since; of rows that are all here nothing was fetched. */
export type RowSources<Row> = {
  readonly fetched: readonly Row[];
  readonly live: readonly Row[];
  /** No row stands in a part of the list that has not been fetched yet. */
  readonly whole: boolean;
};

type Rules<Row> = {
  readonly idOf: (row: Row) => string;
  readonly updatedAt: (row: Row) => number;
  readonly passes: (row: Row) => boolean;
  /** Undefined where the rows stand as they come. */
  readonly order: RowOrder<Row> | undefined;
};

/** From so many changes on, beside a share of the rows, all of them are sorted anew. */
const manyChanges = 64;
const largeShare = 0.25;

/**
 * The rows that pass, in order. A live row replaces the fetched one of its id where it is no older; a new one joins unless
 * it belongs to a part of the list that has not been fetched yet. What is returned follows from the sources alone; what
 * they were before only says how little of it has to be worked out again: a change is looked up and inserted by halving.
 */
export function createShownRows<Row>({
  idOf,
  updatedAt,
  passes,
  order,
}: Rules<Row>): (sources: RowSources<Row>) => readonly Row[] {
  let sources: RowSources<Row> = { fetched: [], live: [], whole: true };
  let fetched = new Map<string, Row>();
  let live = new Map<string, Row>();
  let shown = new Map<string, Row>();
  let rows: readonly Row[] = [];

  function shownOf(id: string): Row | undefined {
    const [page, change] = [fetched.get(id), live.get(id)];
    const row =
      page === undefined
        ? withinReach(change)
        : change && updatedAt(change) >= updatedAt(page)
          ? change
          : page;
    return row !== undefined && passes(row) ? row : undefined;
  }

  function withinReach(row: Row | undefined): Row | undefined {
    const last = sources.fetched.at(-1);
    const beyond =
      row !== undefined && last !== undefined && order !== undefined && order.compare(row, last) > 0;
    return sources.whole || !beyond ? row : undefined;
  }

  function readAnew(): readonly Row[] {
    fetched = byId(sources.fetched);
    live = byId(sources.live);
    shown = new Map();
    for (const id of new Set([...fetched.keys(), ...live.keys()])) {
      const row = shownOf(id);
      if (row !== undefined) shown.set(id, row);
    }
    const all = [...shown.values()];
    return order === undefined ? all : order.sorted(all);
  }

  /** The ids whose row may be another one than before; undefined where nothing before is of use. */
  function changedIds(before: RowSources<Row>): Set<string> | undefined {
    if (order === undefined || !goesOn(before.fetched, sources.fetched)) return undefined;
    const changed = new Set<string>();
    for (const row of sources.fetched.slice(before.fetched.length)) {
      const id = idOf(row);
      fetched.set(id, row);
      changed.add(id);
    }
    const { left, come } = difference(before.live, sources.live);
    for (const row of left) {
      const id = idOf(row);
      if (live.get(id) === row) live.delete(id);
      changed.add(id);
    }
    for (const row of come) {
      const id = idOf(row);
      live.set(id, row);
      changed.add(id);
    }
    // The reach of what has been fetched is another one.
    if (!before.whole || !sources.whole) for (const id of live.keys()) changed.add(id);
    return changed.size > manyChanges + rows.length * largeShare ? undefined : changed;
  }

  function withChanges(changed: Set<string>, by: RowOrder<Row>): readonly Row[] {
    const gone: Row[] = [];
    const come: Row[] = [];
    for (const id of changed) {
      const [before, now] = [shown.get(id), shownOf(id)];
      if (before === now) continue;
      if (before !== undefined) gone.push(before);
      if (now !== undefined) come.push(now);
      if (now === undefined) shown.delete(id);
      else shown.set(id, now);
    }
    return gone.length + come.length === 0 ? rows : spliced(rows, by, gone, come);
  }

  return (next) => {
    const before = sources;
    sources = next;
    if (before.fetched === next.fetched && before.live === next.live && before.whole === next.whole)
      return rows;
    const changed = changedIds(before);
    rows = changed === undefined || order === undefined ? readAnew() : withChanges(changed, order);
    return rows;
  };

  function byId(some: readonly Row[]): Map<string, Row> {
    return new Map(some.map((row) => [idOf(row), row]));
  }
}

/** Sorted rows without some of them and with others. */
function spliced<Row>(
  rows: readonly Row[],
  order: RowOrder<Row>,
  gone: readonly Row[],
  come: readonly Row[],
): readonly Row[] {
  const parts: (readonly Row[])[] = [];
  const added = order.sorted(come);
  const cuts = [
    ...gone.map((row) => ({ at: placeOf(rows, order, row), skip: 1, row: [] as readonly Row[] })),
    ...added.map((row) => ({ at: placeOf(rows, order, row), skip: 0, row: [row] })),
  ].toSorted((left, right) => left.at - right.at || left.skip - right.skip);
  let from = 0;
  for (const { at, skip, row } of cuts) {
    parts.push(rows.slice(from, at), row);
    from = at + skip;
  }
  parts.push(rows.slice(from));
  const all: Row[] = [];
  return all.concat(...parts);
}

/** The place of a row, or the one at which it would stand. */
function placeOf<Row>(rows: readonly Row[], { compare }: RowOrder<Row>, wanted: Row): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row !== undefined && compare(row, wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether `after` is `before` with more behind it. */
function goesOn<Row>(before: readonly Row[], after: readonly Row[]): boolean {
  const last = before.length - 1;
  return last === -1 || (after.length > last && before[0] === after[0] && before[last] === after[last]);
}

/** What only one of two lists has, between the ends that they have in common. */
function difference<Row>(
  before: readonly Row[],
  after: readonly Row[],
): { readonly left: readonly Row[]; readonly come: readonly Row[] } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const left = new Set(before.slice(start, before.length - end));
  // One that has only moved is in both.
  const come = after.slice(start, after.length - end).filter((row) => !left.delete(row));
  return { left: [...left], come };
}
