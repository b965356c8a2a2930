/** Keyset pages of a filtered table, as `page-plan.ts` says. */
import type { Count, Page, PageRequest } from '#src/ports/page.ts';
import { keysetClause, pageOf, type Keyset } from './keyset.ts';
import {
  anyOf,
  conjunction,
  planCount,
  planPage,
  unionOf,
  type Condition,
  type FilteredQuery,
  type Groups,
  type Look,
  type PagePlan,
} from './page-plan.ts';
import type { SqlValue } from './connection.ts';
import type { Session } from './session.ts';

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
  keyset: Keyset,
  request: PageRequest,
  toEntity: (row: never) => Entity,
): Page<Entity> {
  const { where, values, orderBy, limit } = keysetClause(keyset, request);
  if (matchesNothing(query)) return pageOf([], keyset, request);
  const order = keyset.columns.filter((column) => column !== 'seq');
  const plan = planPage(query, order, lookThrough(session, query));
  if (plan.places.length === 0) return pageOf([], keyset, request);
  const columns = query.columns === undefined ? ['*'] : [...new Set([...query.columns, ...keyset.columns])];
  const behind: Condition = { sql: where, values };
  // The limit is a checked number in the text: SQLite reads a page a quarter slower when it is a parameter.
  const end = `ORDER BY ${orderBy} LIMIT ${limit}`;
  const direct = plan.ordered && plan.places.length === 1;
  const found = selectFrom(query, plan, direct ? columns : keyset.columns, [behind]);
  // Rows are fetched whole only when it is known which ones: merging or sorting them would copy all their columns.
  const sql = direct
    ? `${found.sql} ${end}`
    : `SELECT ${columns.join(', ')} FROM ${query.table} NOT INDEXED WHERE seq IN (SELECT seq FROM (${found.sql} ${end})) ${end}`;
  const rows = session.list(`page of ${query.table}`, sql, found.values, (row) => ({
    row,
    entity: toEntity(row),
  }));
  return pageOf(rows, keyset, request);
}

/** Every row that matches, oldest first. */
export function fetchAll<Entity>(
  session: Session,
  query: FilteredQuery,
  toEntity: (row: never) => Entity,
): readonly Entity[] {
  const plan = planCount(query, lookThrough(session, query));
  if (plan.places.length === 0) return [];
  const columns = query.columns === undefined ? ['*'] : [...new Set([...query.columns, query.time, 'seq'])];
  const { sql, values } = selectFrom(query, plan, columns, []);
  return session.list(`rows of ${query.table}`, `${sql} ORDER BY ${query.time}, seq`, values, toEntity);
}

export function countRows(session: Session, query: FilteredQuery): number {
  const all = conjunction([...query.always, ...query.filters.map(anyOf), ...query.range, ...query.others]);
  return lookThrough(session, query).number(
    `SELECT count(*) AS number FROM ${query.table} WHERE ${all.sql}`,
    all.values,
  );
}

/** Entries of an index are looked at in the time in which one row is. */
const entriesARow = 10;

/** Looks at `most` entries of an index, or at a tenth of that many rows, and no further. */
export function countSome(session: Session, query: FilteredQuery, most: number): Count {
  if (matchesNothing(query)) return { count: 0, exact: true };
  const { index, places, residual } = planCount(query, lookThrough(session, query));
  if (places.length === 0) return { count: 0, exact: true };
  const tests = [...residual.map(anyOf), ...query.others];
  const limit = tests.length === 0 ? most : Math.ceil(most / entriesARow);
  const tested = conjunction(tests);
  const looked = unionOf(places, (place) => {
    const all = conjunction([...query.always, ...place, ...query.range]);
    const values = [...tested.values, ...all.values];
    return {
      sql: `SELECT ${tested.sql} AS hit FROM ${sourceOf(query.table, index)} WHERE ${all.sql}`,
      values,
    };
  });
  const sql = `SELECT count(*) AS looked, coalesce(sum(hit), 0) AS count FROM (${looked.sql} LIMIT ${limit})`;
  const counted = session.find(`count of ${query.table}`, sql, looked.values, (row: Counted) => row);
  return { count: counted?.count ?? 0, exact: counted === undefined || counted.looked < limit };
}

type Counted = { readonly looked: number; readonly count: number };

function sourceOf(table: string, index: string | undefined): string {
  return index === undefined ? table : `${table} INDEXED BY ${index}`;
}

function matchesNothing({ filters }: FilteredQuery): boolean {
  return filters.some(({ values }) => values.length === 0);
}

function selectFrom(
  { table, always, range, others }: FilteredQuery,
  { index, places, residual }: PagePlan,
  columns: readonly string[],
  more: readonly Condition[],
): Condition {
  const from = sourceOf(table, index);
  return unionOf(places, (place) => {
    const all = conjunction([...always, ...place, ...residual.map(anyOf), ...range, ...others, ...more]);
    return { sql: `SELECT ${columns.join(', ')} FROM ${from} WHERE ${all.sql}`, values: all.values };
  });
}

function lookThrough(session: Session, query: FilteredQuery): Look {
  let stored: readonly (readonly SqlValue[])[] | undefined;
  return {
    number: (sql, values) =>
      session.find('count', sql, values, (row: { readonly number: number }) => row.number) ?? 0,
    groups: (groups) => (stored ??= groupsIn(session, query, groups, [])),
  };
}

/**
 * The groups that may match and begin with `lead`: of a column that is not filtered, what is stored, from one value to
 * the next by a look into the index. A DISTINCT would read all of it.
 */
function groupsIn(
  session: Session,
  query: FilteredQuery,
  groups: Groups,
  lead: readonly SqlValue[],
): readonly (readonly SqlValue[])[] {
  const column = groups.columns[lead.length];
  if (column === undefined) return [lead];
  const wanted = query.filters.find((filter) => filter.column === column)?.values;
  const values = wanted ?? storedIn(session, query.table, groups, lead);
  return values.flatMap((value) => groupsIn(session, query, groups, [...lead, value]));
}

function storedIn(
  session: Session,
  table: string,
  { index, columns }: Groups,
  lead: readonly SqlValue[],
): readonly SqlValue[] {
  const column = columns[lead.length];
  const within = columns.slice(0, lead.length).map((fixed) => `${fixed} = ? AND `);
  const next = (condition: string, values: readonly SqlValue[]): string | undefined =>
    session.find(
      `next ${column} of ${table}`,
      `SELECT ${column} AS value FROM ${table} INDEXED BY ${index}
       WHERE ${within.join('')}${condition} ORDER BY ${column} LIMIT 1`,
      [...lead, ...values],
      (row: { readonly value: string }) => row.value,
    );
  const found: SqlValue[] = [];
  for (let value = next('TRUE', []); value !== undefined; value = next(`${column} > ?`, [value])) {
    found.push(value);
  }
  return found;
}
