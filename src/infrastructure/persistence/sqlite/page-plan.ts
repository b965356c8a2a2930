/**
 * Which index a page is read from.
 *
 * SQLite's planner guesses how rare a value is; a wrong guess sorts a million rows for a page of a hundred. Here the
 * index is named. One whose first columns are filtered and whose others are the page's order gives the page from its
 * first row on, at any size. Where every such index leaves filters over, it may have to be read far for a page:
 * rows that a filter makes rare (counted, up to a bound) are sorted instead.
 */
import { placeholders, type SqlValue } from './session.ts';

export type Condition = { readonly sql: string; readonly values: readonly SqlValue[] };

/** `column` is one of `values`. */
export type Filter = { readonly column: string; readonly values: readonly SqlValue[] };

/** Its columns, `seq` apart, with which every index ends by itself. */
export type PageIndex = { readonly name: string; readonly columns: readonly string[] };

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
  /** Holds for every row that may be seen: the indexes may hold no others. */
  readonly always: readonly Condition[];
  readonly others: readonly Condition[];
};

export type PagePlan = {
  /** Undefined for the order of the rows themselves. */
  readonly index: string | undefined;
  /** Filters whose values are read one by one and merged; the others are tested row by row. */
  readonly merged: readonly Filter[];
};

type Count = (sql: string, values: readonly SqlValue[]) => number;

const rare = 2_000;
/** SQLite merges a few hundred branches at most, and is slow before that. */
const mostBranches = 64;

export function planPage(query: FilteredQuery, order: readonly string[], count: Count): PagePlan {
  const byTime = order[0] === query.time;
  const [walk] = walksOf(query, order).toSorted((one, other) => one.left - other.left);
  if (walk?.left === 0 && (byTime || query.range.length === 0)) return walk;
  return rarestOf(query, count) ?? walk ?? { index: undefined, merged: [] };
}

type Walk = PagePlan & {
  /** How many filters it leaves to the rows themselves. */
  readonly left: number;
};

/** The indexes that give the order: all columns before it are filtered, and their values merged. */
function walksOf({ indexes, filters }: FilteredQuery, order: readonly string[]): readonly Walk[] {
  return indexes.flatMap(({ name, columns }) => {
    const lead = columns.slice(0, columns.length - order.length);
    const merged = lead.flatMap((column) => filters.filter((filter) => filter.column === column));
    const fits = order.every((column, at) => column === columns[lead.length + at]);
    const branches = merged.reduce((product, { values }) => product * values.length, 1);
    if (!fits || merged.length < lead.length || branches > mostBranches) return [];
    const left = filters.filter(({ column }) => !columns.includes(column)).length;
    return [{ index: name, merged, left }];
  });
}

/** The filters, or the time, that leave so few rows that they can be sorted; undefined where none does. */
function rarestOf(query: FilteredQuery, count: Count): PagePlan | undefined {
  const { table, always, range } = query;
  let rarest: PagePlan | undefined;
  let least = rare;
  for (const { index, merged } of walksOf(query, [query.time])) {
    if (merged.length === 0 && range.length === 0) continue;
    const all = conjunction([...always, ...merged.map(anyOf), ...range]);
    const some = `SELECT 1 FROM ${table} INDEXED BY ${index} WHERE ${all.sql} LIMIT ${least}`;
    const rows = count(`SELECT count(*) AS count FROM (${some})`, all.values);
    if (rows < least) [least, rarest] = [rows, { index, merged: [] }];
    if (least === 0) break;
  }
  return rarest;
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
