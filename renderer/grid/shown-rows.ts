import type { Table } from '#renderer/core/table.ts';
import type { RowOrder } from './sort-rows.ts';

/** Pages fetched by call, with what has changed since; of rows that are all here nothing was fetched. */
export type RowSources<Row> = {
  readonly fetched: readonly Row[];
  /** No row is in two of them. Their number does not change. */
  readonly live: readonly Table<Row>[];
  /** No row stands in a part of the list that has not been fetched yet. */
  readonly whole: boolean;
};

export type ShownRows<Row> = {
  readonly rows: readonly Row[];
  /** Its place by its id; -1 where it is not among the rows. */
  readonly indexOf: (id: string) => number;
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
}: Rules<Row>): (sources: RowSources<Row>) => ShownRows<Row> {
  let sources: RowSources<Row> = { fetched: [], live: [], whole: true };
  let fetched = new Map<string, Row>();
  let shown = new Map<string, Row>();
  let rows: readonly Row[] = [];

  function shownOf(id: string): Row | undefined {
    const [page, change] = [fetched.get(id), liveOf(id)];
    const row =
      page === undefined
        ? withinReach(change)
        : change && updatedAt(change) >= updatedAt(page)
          ? change
          : page;
    return row !== undefined && passes(row) ? row : undefined;
  }

  function liveOf(id: string): Row | undefined {
    for (const table of sources.live) {
      const row = table.find(id);
      if (row !== undefined) return row;
    }
    return undefined;
  }

  function withinReach(row: Row | undefined): Row | undefined {
    const last = sources.fetched.at(-1);
    const beyond =
      row !== undefined && last !== undefined && order !== undefined && order.compare(row, last) > 0;
    return sources.whole || !beyond ? row : undefined;
  }

  function readAnew(): readonly Row[] {
    fetched = new Map(sources.fetched.map((row) => [idOf(row), row]));
    shown = new Map();
    for (const id of [...fetched.keys(), ...sources.live.flatMap((table) => table.ids())]) {
      const row = shownOf(id);
      if (row !== undefined) shown.set(id, row);
    }
    const all = [...shown.values()];
    return order === undefined ? all : order.sorted(all);
  }

  /** The ids whose row may be another one than before; undefined where nothing before is of use. */
  function changedIds(before: RowSources<Row>): ReadonlySet<string> | undefined {
    if (order === undefined || !goesOn(before.fetched, sources.fetched)) return undefined;
    const changed = new Set<string>();
    for (const row of sources.fetched.slice(before.fetched.length)) {
      const id = idOf(row);
      fetched.set(id, row);
      changed.add(id);
    }
    // Where what has been fetched ends elsewhere, any live row may have come within it, or be beyond it.
    const otherReach = before.whole !== sources.whole || (changed.size > 0 && !sources.whole);
    for (const [at, table] of sources.live.entries()) {
      const then = before.live[at];
      const ids = then && table.changedSince(then);
      if (ids === undefined) return undefined;
      for (const id of otherReach ? [...ids, ...table.ids()] : ids) changed.add(id);
    }
    return changed.size > manyChanges + rows.length * largeShare ? undefined : changed;
  }

  function withChanges(changed: ReadonlySet<string>, by: RowOrder<Row>): readonly Row[] {
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

  function indexIn(held: readonly Row[], id: string): number {
    const row = shown.get(id);
    if (row === undefined) return -1;
    return order === undefined ? held.indexOf(row) : placeOf(held, order, row);
  }

  return (next) => {
    const before = sources;
    sources = next;
    const changed = changedIds(before);
    rows = changed === undefined || order === undefined ? readAnew() : withChanges(changed, order);
    const held = rows;
    return { rows, indexOf: (id) => indexIn(held, id) };
  };
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
