/**
 * The ways to read a table in an order from its indexes.
 *
 * One whose first columns are filtered and whose others are the order gives the rows from the first one on, at any
 * size. So does one that begins with columns of which few values are stored, filtered or not, or few within the range of
 * time: each of these places is in the order, and SQLite merges them.
 */
import type { Condition, Filter, Place } from './conditions.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

/** Its columns, `seq` apart, with which every index ends by itself. */
export type PageIndex = {
  readonly name: string;
  readonly columns: readonly string[];
  /** Of these few values are stored. */
  readonly few?: readonly string[];
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
  /** Orders begin with it, and many rows have each of its values. */
  readonly repeated?: readonly string[];
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
  /** There is always one. */
  readonly places: readonly Place[];
  /** Filters that the places do not cover. */
  readonly residual: readonly Filter[];
  /** Whether the places are in the page's order; if not, their rows are sorted. */
  readonly ordered: boolean;
  /** The index's column behind those of the places, where the range of time is found at once in each of its values. */
  readonly steps: string | undefined;
};

export type Look = {
  /** The statement's only row. */
  numbers(sql: string, values: readonly SqlValue[]): readonly number[];
  /** What is stored in the index's next column where its first ones hold `lead`. */
  stored(index: PageIndex, lead: readonly SqlValue[]): readonly SqlValue[];
};

export type Walk = {
  readonly index: PageIndex;
  /** How many of its columns each place fixes. */
  readonly fixed: number;
  readonly residual: readonly Filter[];
  /** How a range of time is found: at once, within its periods, in each value of the next column, or anywhere. */
  readonly inTime: 'seek' | 'periods' | 'steps' | 'all';
};

/** SQLite merges five hundred at most. */
const mostPlaces = 400;
/** Four months. A longer range is so great a share of all that what lies outside is passed over. */
const mostPeriods = 40;

const timeRank: Record<Walk['inTime'], number> = { seek: 0, periods: 1, steps: 2, all: 3 };

export function byTime(one: Walk, other: Walk): number {
  return timeRank[one.inTime] - timeRank[other.inTime];
}

/** The indexes that give the order, those first that leave the fewest filters over. */
export function walksOf(query: FilteredQuery, order: readonly string[]): readonly Walk[] {
  return query.indexes
    .flatMap((index) => walkOf(query, index, order) ?? [])
    .toSorted(
      (one, other) =>
        one.residual.length - other.residual.length ||
        byTime(one, other) ||
        (one.index.few?.length ?? 0) - (other.index.few?.length ?? 0),
    );
}

function walkOf(query: FilteredQuery, index: PageIndex, order: readonly string[]): Walk | undefined {
  const { filters, time, periods, repeated = [] } = query;
  const { columns, few = [] } = index;
  const isWhole = query.range.length === 0;
  const inPeriods = columns[0] === periods?.column;
  if (inPeriods && isWhole) return undefined;
  const filtered = new Set(filters.map(({ column }) => column));
  const fixable = columns.findIndex((column) => !filtered.has(column) && !few.includes(column));
  const inOrder = Array.from({ length: fixable + 1 }, (_, fixed) => fixed).filter((fixed) => {
    const lead = new Set(columns.slice(0, fixed));
    // What a place fixes is in any order by itself.
    const rest = order.filter((column) => !lead.has(column));
    return rest.join() === columns.slice(fixed).join();
  });
  // What the order begins with need not be fixed, unless that finds a filter or the range of time.
  const [sorted = ''] = order;
  const fixed = isWhole && !filtered.has(sorted) ? inOrder[0] : inOrder.at(-1);
  if (fixed === undefined) return undefined;
  const next = columns[fixed] ?? time;
  const found = next === time ? 'seek' : !isWhole && repeated.includes(next) ? 'steps' : 'all';
  const lead = new Set(columns.slice(0, fixed));
  return {
    index,
    fixed,
    residual: filters.filter(({ column }) => !lead.has(column)),
    inTime: inPeriods ? 'periods' : found,
  };
}

/** Of the first walk that has not too many places. */
export function firstPlaced(query: FilteredQuery, walks: readonly Walk[], look: Look): PagePlan | undefined {
  if (query.filters.some(({ values }) => values.length === 0)) return nothing;
  const wanted = new Map(query.filters.map(({ column, values }) => [column, values]));
  for (const { index, fixed, residual, inTime } of walks) {
    const columns = index.columns.slice(0, fixed);
    const places = columns.reduce<readonly (readonly SqlValue[])[]>(
      (leads, column) =>
        leads.flatMap((lead) =>
          (wanted.get(column) ?? look.stored(index, lead)).map((value) => [...lead, value]),
        ),
      [[]],
    );
    if (places.length > (inTime === 'periods' ? mostPeriods : mostPlaces)) continue;
    if (places.length === 0) return nothing;
    return {
      index: index.name,
      places: places.map((values) => columns.map((column, at) => ({ column, value: values[at] ?? null }))),
      residual,
      ordered: true,
      steps: inTime === 'steps' ? index.columns[fixed] : undefined,
    };
  }
  return undefined;
}

/** Where the fewest rows have to be looked at to find all that match. */
export function planCount(query: FilteredQuery, look: Look): PagePlan {
  return firstPlaced(query, walksOf(query, [query.time]), look) ?? wholeTable(query);
}

export function wholeTable({ filters }: FilteredQuery): PagePlan {
  return { index: undefined, places: [[]], residual: filters, ordered: false, steps: undefined };
}

const nothing: PagePlan = {
  index: undefined,
  places: [[{ column: 'seq', value: null }]],
  residual: [],
  ordered: true,
  steps: undefined,
};
