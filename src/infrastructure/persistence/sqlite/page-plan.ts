/**
 * How a page is read: from which index, and from which places of it.
 *
 * SQLite's planner guesses how rare a value is; a wrong guess sorts a million rows for a page of a hundred. Here the
 * index is named. One whose first columns are filtered and whose others are the page's order gives the page from its
 * first row on, at any size. So does one that begins with columns of which few values are stored, filtered or not, or
 * few within the range of time: each of these places is in the page's order, and SQLite merges them. Where every such
 * index leaves filters over, it may have to be read far for a page, unless what they want is common: rows that a filter
 * or a time makes rare (counted, up to a bound) are sorted.
 */
import { placeholders, type SqlValue } from './connection.ts';

export type Condition = { readonly sql: string; readonly values: readonly SqlValue[] };

/** `column` is one of `values`. */
export type Filter = { readonly column: string; readonly values: readonly SqlValue[] };

/** Its columns, `seq` apart, with which every index ends by itself. */
export type PageIndex = {
  readonly name: string;
  readonly columns: readonly string[];
  /** Of so many of its first columns few values are stored. */
  readonly few?: number;
};

/** A column that is the time cut into periods, and those that the range of time touches. */
export type Periods = { readonly column: string; readonly first: number; readonly last: number };

export type FilteredQuery = {
  readonly table: string;
  /** What an entity is read from, where that is not all: computing columns that only sort costs a fifth of a page. */
  readonly columns?: readonly string[];
  /** With which the filters' own indexes end. */
  readonly time: string;
  readonly indexes: readonly PageIndex[];
  readonly filters: readonly Filter[];
  /** Of the time. */
  readonly range: readonly Condition[];
  readonly periods?: Periods;
  /** Holds for every row that may be seen: the indexes may hold no others. */
  readonly always: readonly Condition[];
  readonly others: readonly Condition[];
};

export type PagePlan = {
  /** Undefined for the order of the rows themselves. */
  readonly index: string | undefined;
  /** Equalities, one list for each place of the index; there is always one. */
  readonly places: readonly (readonly Condition[])[];
  /** Filters that the places do not cover. */
  readonly residual: readonly Filter[];
  /** Whether the places are in the page's order; if not, their rows are sorted. */
  readonly ordered: boolean;
};

export type Look = {
  /** The statement's only row. */
  numbers(sql: string, values: readonly SqlValue[]): readonly number[];
  /** What may match of the few values in the index's first columns. */
  few(index: PageIndex): readonly (readonly SqlValue[])[];
};

/** SQLite merges five hundred at most. */
const mostPlaces = 400;
/** Four months. A longer range is so great a share of all that what lies outside is passed over. */
const mostPeriods = 40;
const placesStep = 16;
const pageRows = 100;
/** In the time that one row takes which is sorted with its neighbours: one that is sorted from elsewhere. */
const scatteredRow = 16;
/** An entry of an index that is passed over, and one whose row is looked up for that. */
const entryPassed = 0.25;
const rowPassed = 4;
/** Rows are common of which so many are among the oldest hundred and among the newest: a page of them is near. */
const commonRows = 20;
/** What sorting may take where a page is near, but perhaps not at once. */
const soon = 1_000;

export function planPage(query: FilteredQuery, order: readonly string[], look: Look): PagePlan {
  const walks = walksOf(query, order);
  const isWhole = query.range.length === 0;
  const exact = walks.filter((walk) => walk.residual.length === 0 && (isWhole || walk.inTime === 'seek'));
  const known = firstPlaced(query, exact, look);
  if (known !== undefined) return known;
  if (isWhole && query.filters.length === 0) return wholeTable(query);
  const { common, rows } = endsOf(query, look);
  const walk = firstPlaced(query, common ? walks.toSorted(byTime) : walks, look) ?? wholeTable(query);
  if (common && isWhole) return walk;
  const [all = 0] = look.numbers(`SELECT coalesce(max(seq), 0) FROM ${query.table}`, []);
  const worth = (each: number): number => {
    if (common) return soon / each;
    const looksRowsUp = walk.residual.length > 0 || query.others.length > 0;
    // The fewer rows match, the farther the walk for a page of them; out of a range of time, it is as far as that is rare.
    return looksRowsUp
      ? Math.sqrt((pageRows * rows * rowPassed) / each)
      : (pageRows * (all / rows) * entryPassed) / each;
  };
  return rarestOf(query, worth, look) ?? walk;
}

/** Where the fewest rows have to be looked at to find all that match. */
export function planCount(query: FilteredQuery, look: Look): PagePlan {
  return firstPlaced(query, walksOf(query, [query.time]), look) ?? wholeTable(query);
}

function wholeTable({ filters }: FilteredQuery): PagePlan {
  return { index: undefined, places: [[]], residual: filters, ordered: false };
}

const nothing: PagePlan = {
  index: undefined,
  places: [[{ sql: 'FALSE', values: [] }]],
  residual: [],
  ordered: true,
};

type Walk = {
  readonly index: PageIndex;
  /** How many of its columns each place fixes. */
  readonly fixed: number;
  readonly residual: readonly Filter[];
  /** How a range of time is found: at once, within its periods, or anywhere. */
  readonly inTime: 'seek' | 'periods' | 'all';
};

const timeRank: Record<Walk['inTime'], number> = { seek: 0, periods: 1, all: 2 };

function byTime(one: Walk, other: Walk): number {
  return timeRank[one.inTime] - timeRank[other.inTime];
}

/** The indexes that give the order, those first that leave the fewest filters over. */
function walksOf(query: FilteredQuery, order: readonly string[]): readonly Walk[] {
  const walks = query.indexes.flatMap((index): readonly Walk[] => {
    const { columns, few = 0 } = index;
    const inPeriods = columns[0] === query.periods?.column;
    if (inPeriods && query.range.length === 0) return [];
    let filtered = few;
    while (query.filters.some(({ column }) => column === columns[filtered])) filtered += 1;
    for (let fixed = filtered; fixed >= few; fixed -= 1) {
      const lead = new Set(columns.slice(0, fixed));
      // What a place fixes is in any order by itself.
      const rest = order.filter((column) => !lead.has(column));
      if (rest.join() !== columns.slice(fixed).join()) continue;
      const residual = query.filters.filter(({ column }) => !lead.has(column));
      const inTime = inPeriods ? 'periods' : rest[0] === query.time ? 'seek' : 'all';
      return [{ index, fixed, residual, inTime }];
    }
    return [];
  });
  return walks.toSorted(
    (one, other) =>
      one.residual.length - other.residual.length ||
      byTime(one, other) ||
      (one.index.few ?? 0) - (other.index.few ?? 0),
  );
}

/** Of the first walk that has not too many places to merge. */
function firstPlaced(query: FilteredQuery, walks: readonly Walk[], look: Look): PagePlan | undefined {
  if (query.filters.some(({ values }) => values.length === 0)) return nothing;
  for (const { index, fixed, residual, inTime } of walks) {
    const wanted = new Map(query.filters.map(({ column, values }) => [column, values]));
    const places = index.columns
      .slice(index.few ?? 0, fixed)
      .reduce(
        (some, column) =>
          some.flatMap((values) => (wanted.get(column) ?? []).map((value) => [...values, value])),
        look.few(index),
      );
    if (places.length > (inTime === 'periods' ? mostPeriods : mostPlaces)) continue;
    if (places.length === 0) return nothing;
    return {
      index: index.name,
      places: padded(places).map((values) =>
        values.map((value, at) => ({ sql: `${index.columns[at]} = ?`, values: [value] })),
      ),
      residual,
      ordered: true,
    };
  }
  return undefined;
}

/** With places that hold nothing: a statement for each number of them would be prepared, and kept, otherwise. */
function padded(places: readonly (readonly SqlValue[])[]): readonly (readonly SqlValue[])[] {
  const [first] = places;
  if (first === undefined || places.length <= placesStep) return places;
  const empty = first.map(() => null);
  const missing = Math.ceil(places.length / placesStep) * placesStep - places.length;
  return [...places, ...Array.from({ length: missing }, () => empty)];
}

/** As far as both ends of the time tell: whether a row that matches is never far, and how many rows there are. */
function endsOf(query: FilteredQuery, look: Look): { readonly common: boolean; readonly rows: number } {
  if (query.filters.length === 0) return { common: true, rows: 0 };
  const { index, places } = planCount({ ...query, filters: [] }, look);
  const hit = conjunction([...query.filters.map(anyOf), ...query.others]);
  const rows = unionOf(places, (place) => {
    const { sql, values } = conjunction([...query.always, ...place, ...query.range]);
    return {
      sql: `SELECT seq, ${query.time}, ${hit.sql} AS hit FROM ${sourceOf(query.table, index)} WHERE ${sql}`,
      values: [...hit.values, ...values],
    };
  });
  const end = (direction: 'ASC' | 'DESC'): readonly number[] =>
    look.numbers(
      `SELECT coalesce(sum(hit), 0), coalesce(min(seq), 1), coalesce(max(seq), 0)
       FROM (${rows.sql} ORDER BY ${query.time} ${direction} LIMIT ${pageRows})`,
      rows.values,
    );
  const [oldestHits = 0, first = 1] = end('ASC');
  const [newestHits = 0, , last = 0] = end('DESC');
  return { common: Math.min(oldestHits, newestHits) >= commonRows, rows: Math.max(1, last - first + 1) };
}

/**
 * The filters, or the time, that leave so few rows that sorting them takes no longer than what a walk is worth;
 * undefined where none does.
 */
function rarestOf(query: FilteredQuery, worth: (each: number) => number, look: Look): PagePlan | undefined {
  let rarest: PagePlan | undefined;
  let least = Infinity;
  for (const walk of walksOf(query, [query.time])) {
    const filtersNone = walk.residual.length === query.filters.length;
    if (filtersNone && query.range.length === 0) continue;
    const plan = firstPlaced(query, [walk], look);
    if (plan === undefined) continue;
    const each = filtersNone ? 1 : scatteredRow;
    const bound = Math.ceil(Math.min(worth(each), least / each));
    const some = unionOf(plan.places, (place) => {
      const { sql, values } = conjunction([...query.always, ...place, ...query.range]);
      return { sql: `SELECT 1 FROM ${sourceOf(query.table, plan.index)} WHERE ${sql}`, values };
    });
    const [rows = 0] = look.numbers(`SELECT count(*) FROM (${some.sql} LIMIT ?)`, [...some.values, bound]);
    if (rows < bound) [least, rarest] = [rows * each, { ...plan, ordered: false }];
    if (least === 0) break;
  }
  return rarest;
}

export function sourceOf(table: string, index: string | undefined): string {
  return index === undefined ? table : `${table} INDEXED BY ${index}`;
}

export function unionOf(
  places: PagePlan['places'],
  select: (place: readonly Condition[]) => Condition,
): Condition {
  const selects = places.map(select);
  return {
    sql: selects.map(({ sql }) => sql).join(' UNION ALL '),
    values: selects.flatMap(({ values }) => values),
  };
}

export function anyOf({ column, values }: Filter): Condition {
  return { sql: `${column} IN (${placeholders(values)})`, values };
}

export function conjunction(conditions: readonly Condition[]): Condition {
  return {
    sql: ['TRUE', ...conditions.map((condition) => condition.sql)].join(' AND '),
    values: conditions.flatMap((condition) => condition.values),
  };
}
