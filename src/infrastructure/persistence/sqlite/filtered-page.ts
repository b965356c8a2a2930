/** Keyset pages of a filtered table, by the index that `page-plan.ts` names. */
import type { Page, PageRequest } from '#src/ports/page.ts';
import { keysetClause, pageOf, type Keyset } from './keyset.ts';
import {
  anyOf,
  conjunction,
  planPage,
  type Condition,
  type FilteredQuery,
  type Filter,
  type PagePlan,
} from './page-plan.ts';
import type { Session, SqlValue } from './session.ts';

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
  if (query.filters.some((filter) => filter.values.length === 0)) return pageOf([], keyset, request);
  const order = keyset.columns.filter((column) => column !== 'seq');
  const plan = planPage(query, order, (sql, parameters) => countOf(session, query, sql, parameters));
  const columns =
    query.columns === undefined ? '*' : [...new Set([...query.columns, ...keyset.columns])].join(', ');
  const from = plan.index === undefined ? query.table : `${query.table} INDEXED BY ${plan.index}`;
  const selects = branchesOf(plan.merged).map((branch) => {
    const residual = query.filters.filter((filter) => !plan.merged.includes(filter)).map(anyOf);
    const all = conjunction([
      ...query.always,
      ...branch,
      ...residual,
      ...query.range,
      ...query.others,
      { sql: where, values },
    ]);
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
  const all = conjunction([...query.always, ...query.filters.map(anyOf), ...query.range, ...query.others]);
  return countOf(session, query, `SELECT count(*) AS count FROM ${query.table} WHERE ${all.sql}`, all.values);
}

/** One branch for each choice of values: each is in the page's order by itself, and SQLite merges them. */
function branchesOf(merged: PagePlan['merged']): readonly (readonly Condition[])[] {
  return merged.reduce<readonly (readonly Condition[])[]>(
    (branches, filter) =>
      branches.flatMap((branch) => equalitiesOf(filter).map((equality) => [...branch, equality])),
    [[]],
  );
}

function equalitiesOf({ column, values }: Filter): readonly Condition[] {
  return values.map((value) => ({ sql: `${column} = ?`, values: [value] }));
}

function countOf(session: Session, query: FilteredQuery, sql: string, values: readonly SqlValue[]): number {
  return (
    session.find(`count of ${query.table}`, sql, values, (row: { readonly count: number }) => row.count) ?? 0
  );
}
