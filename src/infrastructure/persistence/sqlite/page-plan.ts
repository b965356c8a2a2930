/**
 * How a page is read: from which index, and from which places of it.
 *
 * SQLite's planner guesses how rare a value is; a wrong guess sorts a million rows for a page of a hundred. Here the
 * index is named. One whose first columns are filtered and whose others are the page's order gives the page from its
 * first row on, at any size. So does one that begins with columns of which few values are stored, filtered or not:
 * each of its groups is in the page's order, and SQLite merges them. Where every such index leaves filters over, it
 * may have to be read far for a page: rows that a filter or a time makes rare (counted, up to a bound) are sorted.
 */
import { placeholders, type SqlValue } from './connection.ts';

export type Condition = { readonly sql: string; readonly values: readonly SqlValue[] };

/** `column` is one of `values`. */
export type Filter = { readonly column: string; readonly values: readonly SqlValue[] };

/** Its columns, `seq` apart, with which every index ends by itself. */
export type PageIndex = {
  readonly name: string;
  readonly columns: readonly string[];
  /** It begins with the query's groups. */
  readonly grouped?: boolean;
};

/** Columns of which few values are stored, and an index that begins with them. */
export type Groups = { readonly index: string; readonly columns: readonly string[] };

export type FilteredQuery = {
  readonly table: string;
  /** What an entity is read from, where that is not all: computing columns that only sort costs a fifth of a page. */
  readonly columns?: readonly string[];
  /** With which the filters' own indexes end. */
  readonly time: string;
  readonly indexes: readonly PageIndex[];
  readonly groups?: Groups;
  readonly filters: readonly Filter[];
  /** Of the time. */
  readonly range: readonly Condition[];
  /** Holds for every row that may be seen: the indexes may hold no others. */
  readonly always: readonly Condition[];
  readonly others: readonly Condition[];
};

export type PagePlan = {
  /** Undefined for the order of the rows themselves. */
  readonly index: string | undefined;
  /** Equalities, one list for each place of the index. */
  readonly places: readonly (readonly Condition[])[];
  /** Filters that the places do not cover. */
  readonly residual: readonly Filter[];
  /** Whether the places are in the page's order; if not, their rows are sorted. */
  readonly ordered: boolean;
};

export type Look = {
  /** Of the statement's only column. */
  number(sql: string, values: readonly SqlValue[]): number;
  /** The groups that may match. */
  groups(groups: Groups): readonly (readonly SqlValue[])[];
};

/** SQLite merges five hundred at most. */
const mostPlaces = 400;
const pageRows = 100;
/** In the time that one row takes which is sorted with its neighbours: one that is sorted from elsewhere. */
const scatteredRow = 16;
/** An entry of an index that is passed over, and one whose row is looked up for that. */
const entryPassed = 0.25;
const rowPassed = 4;

export function planPage(query: FilteredQuery, order: readonly string[], look: Look): PagePlan {
  const byTime = order[0] === query.time;
  const walk = walkOf(query, order, look);
  if (walk?.residual.length === 0 && (byTime || query.range.length === 0)) return walk;
  const lost = (walk?.residual.length ?? 0) > 0 || query.others.length > 0 ? rowPassed : entryPassed;
  return rarestOf(query, lost, look) ?? walk ?? wholeTable(query);
}

/** Where the fewest rows have to be looked at to find all that match. */
export function planCount(query: FilteredQuery, look: Look): PagePlan {
  return walkOf(query, [query.time], look) ?? wholeTable(query);
}

function wholeTable({ filters }: FilteredQuery): PagePlan {
  return { index: undefined, places: [[]], residual: filters, ordered: false };
}

/** Of the indexes that give the order, the one that leaves the fewest filters over. */
function walkOf(query: FilteredQuery, order: readonly string[], look: Look): PagePlan | undefined {
  const [best] = walksOf(query, order).toSorted(
    (one, other) => one.residual.length - other.residual.length || one.groups - other.groups,
  );
  return best === undefined ? undefined : placed(query, best, look);
}

type Walk = {
  readonly index: PageIndex;
  /** How many of its columns each place fixes; the first of them may be groups. */
  readonly fixed: number;
  readonly groups: number;
  readonly residual: readonly Filter[];
};

function walksOf(query: FilteredQuery, order: readonly string[]): readonly Walk[] {
  return query.indexes.flatMap((index) => {
    const { columns } = index;
    const groups = index.grouped === true ? (query.groups?.columns.length ?? 0) : 0;
    let filtered = groups;
    while (query.filters.some(({ column }) => column === columns[filtered])) filtered += 1;
    for (let fixed = filtered; fixed >= groups; fixed -= 1) {
      const lead = new Set(columns.slice(0, fixed));
      // What a place fixes is in any order by itself.
      const rest = order.filter((column) => !lead.has(column));
      if (rest.join() !== columns.slice(fixed).join()) continue;
      const residual = query.filters.filter(({ column }) => !lead.has(column));
      return [{ index, fixed, groups, residual }];
    }
    return [];
  });
}

/** Undefined where there are too many places to merge. */
function placed(
  query: FilteredQuery,
  { index, fixed, groups, residual }: Walk,
  look: Look,
): PagePlan | undefined {
  const wanted = new Map(query.filters.map(({ column, values }) => [column, values]));
  const stored = groups === 0 || query.groups === undefined ? [[]] : look.groups(query.groups);
  const places = index.columns
    .slice(groups, fixed)
    .reduce<readonly (readonly SqlValue[])[]>(
      (some, column) =>
        some.flatMap((values) => (wanted.get(column) ?? []).map((value) => [...values, value])),
      stored,
    );
  if (places.length > mostPlaces) return undefined;
  return {
    index: index.name,
    places: places.map((values) =>
      values.map((value, at) => ({ sql: `${index.columns[at]} = ?`, values: [value] })),
    ),
    residual,
    ordered: true,
  };
}

/**
 * The filters, or the time, that leave so few rows that sorting them takes no longer than a walk is expected to,
 * which passes over all rows of the table for each of them; undefined where none does.
 */
function rarestOf(query: FilteredQuery, lost: number, look: Look): PagePlan | undefined {
  const size = look.number(`SELECT coalesce(max(seq), 0) AS number FROM ${query.table}`, []);
  let rarest: PagePlan | undefined;
  let least = Infinity;
  for (const walk of walksOf(query, [query.time])) {
    if (walk.residual.length === query.filters.length && query.range.length === 0) continue;
    const plan = placed(query, walk, look);
    if (plan === undefined) continue;
    const each = walk.fixed === 0 ? 1 : scatteredRow;
    const bound = Math.ceil(Math.min(Math.sqrt((pageRows * size * lost) / each), least / each));
    const some = unionOf(plan.places, (place) => {
      const all = conjunction([...query.always, ...place, ...query.range]);
      return {
        sql: `SELECT 1 FROM ${query.table} INDEXED BY ${plan.index} WHERE ${all.sql}`,
        values: all.values,
      };
    });
    const rows = look.number(`SELECT count(*) AS number FROM (${some.sql} LIMIT ${bound})`, some.values);
    if (rows < bound) [least, rarest] = [rows * each, { ...plan, ordered: false }];
    if (least === 0) break;
  }
  return rarest;
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
