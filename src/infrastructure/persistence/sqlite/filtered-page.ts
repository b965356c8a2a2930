/** Keyset pages of a filtered table, as `page-plan.ts` says. */
import type { Count, Page, PageRequest } from '#src/ports/page.ts';
import { keysetClause, pageOf, type Keyset } from './keyset.ts';
import {
  anyOf,
  conjunction,
  planCount,
  planPage,
  sourceOf,
  unionOf,
  type Condition,
  type FilteredQuery,
  type Look,
  type PagePlan,
  type Periods,
} from './page-plan.ts';
import type { SqlValue } from './connection.ts';
import type { Session } from './session.ts';

/** More are not merged. */
const mostValues = 500;

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
  const order = keyset.columns.filter((column) => column !== 'seq');
  const plan = planPage(query, order, lookThrough(session, query));
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
  const columns = query.columns === undefined ? ['*'] : [...new Set([...query.columns, query.time, 'seq'])];
  const { sql, values } = selectFrom(query, plan, columns, []);
  return session.list(`rows of ${query.table}`, `${sql} ORDER BY ${query.time}, seq`, values, toEntity);
}

export function countRows(session: Session, query: FilteredQuery): number {
  const all = conjunction([...query.always, ...query.filters.map(anyOf), ...query.range, ...query.others]);
  const sql = `SELECT count(*) AS number FROM ${query.table} WHERE ${all.sql}`;
  return session.find(`count of ${query.table}`, sql, all.values, (row: Numbered) => row.number) ?? 0;
}

type Numbered = { readonly number: number };

/** Entries of an index are looked at in the time in which one row is. */
const entriesARow = 10;

/** Looks at `most` entries of an index, or at a tenth of that many rows, and no further. */
export function countSome(session: Session, query: FilteredQuery, most: number): Count {
  const { index, places, residual } = planCount(query, lookThrough(session, query));
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
  const known = new Map<string, readonly (readonly SqlValue[])[]>();
  return {
    numbers: (sql, values) =>
      session.find('look', sql, values, (row: Readonly<Record<string, number>>) => Object.values(row)) ?? [],
    few(index) {
      const columns = index.columns.slice(0, index.few ?? 0);
      const name = columns.join();
      const found = known.get(name) ?? fewIn(session, query, index.name, columns, []);
      known.set(name, found);
      return found;
    },
  };
}

/**
 * The values of the index's first columns that may match and begin with `lead`: of a column that is not filtered, what
 * is stored.
 */
function fewIn(
  session: Session,
  query: FilteredQuery,
  index: string,
  columns: readonly string[],
  lead: readonly SqlValue[],
): readonly (readonly SqlValue[])[] {
  const column = columns[lead.length];
  if (column === undefined) return [lead];
  const wanted = query.filters.find((filter) => filter.column === column)?.values;
  const values = wanted ?? storedIn(session, query, index, columns, lead);
  return values.flatMap((value) => fewIn(session, query, index, columns, [...lead, value]));
}

/** From one value to the next by a look into the index: a DISTINCT would read all of it. */
function storedIn(
  session: Session,
  { table, periods }: FilteredQuery,
  index: string,
  columns: readonly string[],
  lead: readonly SqlValue[],
): readonly SqlValue[] {
  const column = columns[lead.length];
  const within = conjunction(lead.map((value, at) => ({ sql: `${columns[at]} = ?`, values: [value] })));
  const least = `SELECT min(${column}) FROM ${sourceOf(table, index)} WHERE ${within.sql} AND ${column}`;
  const { first, last }: Partial<Periods> = periods !== undefined && periods.column === column ? periods : {};
  const until = last === undefined ? 'value IS NOT NULL' : 'value <= ?';
  const lasts = last === undefined ? [] : [last];
  return session.list(
    `values of ${column} of ${table}`,
    `WITH RECURSIVE stored (value) AS (
       ${least} >= ? UNION ALL SELECT (${least} > stored.value) FROM stored WHERE ${until}
     ) SELECT value FROM stored WHERE ${until} LIMIT ${mostValues}`,
    [...within.values, first ?? -Infinity, ...within.values, ...lasts, ...lasts],
    (row: { readonly value: SqlValue }) => row.value,
  );
}
