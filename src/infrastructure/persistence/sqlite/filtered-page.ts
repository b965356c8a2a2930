/**
 * Keyset pages of a filtered table, fast at any size.
 *
 * SQLite's planner guesses how rare a value is; a wrong guess sorts a million rows for a page of a hundred. Here
 * the index is named. Sorted by time, the rarest filter's index is walked: each one ends with the time, and
 * several values of a filter are merged. Sorted by another column, that column's index is walked, unless a
 * filter leaves so few rows that sorting them is cheaper. How rare a filter is gets counted, up to a bound.
 */
import type { Page, PageRequest } from '#src/ports/page.ts';
import { keysetClause, pageOf, type Keyset } from './keyset.ts';
import { placeholders, type Session, type SqlValue } from './session.ts';

export type Condition = { readonly sql: string; readonly values: readonly SqlValue[] };

/** A filter with an index of its own: `column` is one of `values`, then the time. */
export type IndexedFilter = {
  readonly index: string;
  readonly column: string;
  readonly values: readonly SqlValue[];
};

export type FilteredQuery = {
  readonly table: string;
  /** What an entity is read from, where that is not all: computing columns that only sort costs a fifth of a page. */
  readonly columns?: readonly string[];
  /** The column with which every filter's index ends. */
  readonly time: string;
  readonly indexed: readonly IndexedFilter[];
  /** Holds for every row that may be seen; the indexes hold no others. */
  readonly always?: string;
  readonly range: readonly Condition[];
  readonly others: readonly Condition[];
};

export type Sorting = {
  readonly keyset: Keyset;
  /** The index that has the keyset's order; undefined where the rows themselves do. */
  readonly index: string | undefined;
};

const rare = 5_000;

/** `from` inclusive, `to` exclusive. */
export function timeRange(
  column: string,
  from: number | undefined,
  to: number | undefined,
): readonly Condition[] {
  return [
    ...(from === undefined ? [] : [{ sql: `${column} >= ?`, values: [from] }]),
    ...(to === undefined ? [] : [{ sql: `${column} < ?`, values: [to] }]),
  ];
}

export function fetchPage<Entity>(
  session: Session,
  query: FilteredQuery,
  { keyset, index }: Sorting,
  request: PageRequest,
  toEntity: (row: never) => Entity,
): Page<Entity> {
  const { where, values, orderBy, limit } = keysetClause(keyset, request);
  if (query.indexed.some((filter) => filter.values.length === 0)) return pageOf([], keyset, request);
  const byTime = keyset.columns[0] === query.time;
  const filter = drivingFilter(session, query, index, byTime);
  const columns =
    query.columns === undefined ? '*' : [...new Set([...query.columns, ...keyset.columns])].join(', ');
  const selects = branchesOf(filter, byTime).map((branch) => {
    const residual = query.indexed.filter((other) => other !== filter).map(anyOf);
    const all = conjunction([
      ...alwaysOf(query),
      ...branch,
      ...residual,
      ...query.range,
      ...query.others,
      { sql: where, values },
    ]);
    const walked = filter?.index ?? index;
    const from = walked === undefined ? query.table : `${query.table} INDEXED BY ${walked}`;
    return { sql: `SELECT ${columns} FROM ${from} WHERE ${all.sql}`, values: all.values };
  });
  // The limit is a checked number in the text: SQLite reads a page a quarter slower when it is a parameter.
  const sql = `${selects.map((select) => select.sql).join(' UNION ALL ')} ORDER BY ${orderBy} LIMIT ${limit}`;
  const parameters = selects.flatMap((select) => select.values);
  const rows = session.list(`page of ${query.table}`, sql, parameters, (row) => ({
    row,
    entity: toEntity(row),
  }));
  return pageOf(rows, keyset, request);
}

export function countRows(session: Session, query: FilteredQuery): number {
  const all = conjunction([...alwaysOf(query), ...query.indexed.map(anyOf), ...query.range, ...query.others]);
  return countOf(session, query, `SELECT count(*) AS count FROM ${query.table} WHERE ${all.sql}`, all.values);
}

/** The filter whose index is walked; undefined for the sort's own index. */
function drivingFilter(
  session: Session,
  query: FilteredQuery,
  sortIndex: string | undefined,
  byTime: boolean,
): IndexedFilter | undefined {
  const own = query.indexed.find((filter) => filter.index === sortIndex);
  const [first, ...others] = query.indexed;
  if (first === undefined || (byTime && others.length === 0)) return first;
  let rarest = { filter: first, count: countUpToRare(session, query, first) };
  for (const filter of others) {
    const count = countUpToRare(session, query, filter);
    if (count < rarest.count) rarest = { filter, count };
  }
  return byTime || rarest.count < rare ? rarest.filter : own;
}

function countUpToRare(session: Session, query: FilteredQuery, filter: IndexedFilter): number {
  const all = conjunction([...alwaysOf(query), anyOf(filter), ...query.range]);
  const some = `SELECT 1 FROM ${query.table} INDEXED BY ${filter.index} WHERE ${all.sql} LIMIT ${rare}`;
  return countOf(session, query, `SELECT count(*) AS count FROM (${some})`, all.values);
}

/** Each branch is in order of time by itself; SQLite merges them. For another order one sorted branch does. */
function branchesOf(filter: IndexedFilter | undefined, byTime: boolean): readonly (readonly Condition[])[] {
  if (filter === undefined) return [[]];
  if (!byTime) return [[anyOf(filter)]];
  return filter.values.map((value) => [{ sql: `${filter.column} = ?`, values: [value] }]);
}

function alwaysOf({ always }: FilteredQuery): readonly Condition[] {
  return always === undefined ? [] : [{ sql: always, values: [] }];
}

function anyOf({ column, values }: IndexedFilter): Condition {
  return { sql: `${column} IN (${placeholders(values)})`, values };
}

function conjunction(conditions: readonly Condition[]): Condition {
  return {
    sql: ['TRUE', ...conditions.map((condition) => condition.sql)].join(' AND '),
    values: conditions.flatMap((condition) => condition.values),
  };
}

function countOf(session: Session, query: FilteredQuery, sql: string, values: readonly SqlValue[]): number {
  return (
    session.find(`count of ${query.table}`, sql, values, (row: { readonly count: number }) => row.count) ?? 0
  );
}
