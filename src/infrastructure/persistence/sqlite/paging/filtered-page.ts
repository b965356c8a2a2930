/** Keyset pages of a filtered table, as `page-plan.ts` says. */
import type { Count, Page, PageRequest } from '#src/ports/page.ts';
import { anyOf, conjunction, sourceOf, unionOf, within, type Condition } from './conditions.ts';
import { pageOf, startOf, type Keyset, type PageStart } from './keyset.ts';
import { planPage } from './page-plan.ts';
import { readingsOf, stepsOf, type Reading } from './page-steps.ts';
import {
  planCount,
  wholeTable,
  type FilteredQuery,
  type Look,
  type PageIndex,
  type PagePlan,
  type Periods,
} from './page-walk.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import { storedValues } from './stored-values.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

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
  const order = keyset.columns.filter((column) => column !== 'seq');
  const plan = planPage(query, order, lookThrough(session, query));
  const { sql, values } = pageStatement(session, query, plan, keyset, startOf(keyset, request, session.file));
  const rows = session.list(`page of ${query.table}`, sql, values, (row) => ({ row, entity: toEntity(row) }));
  return pageOf(rows, keyset, request, session.file);
}

function pageStatement(
  session: Session,
  query: FilteredQuery,
  plan: PagePlan,
  keyset: Keyset,
  start: PageStart,
): Condition {
  const columns = query.columns === undefined ? ['*'] : [...new Set([...query.columns, ...keyset.columns])];
  // The limit is a checked number in the text: SQLite reads a page a quarter slower when it is a parameter.
  const end = `ORDER BY ${start.orderBy} LIMIT ${start.limit}`;
  const readings = plan.steps === undefined ? readingsOf(plan, keyset, start) : undefined;
  const only = readings?.length === 1 ? readings[0] : undefined;
  if (only !== undefined && plan.ordered && only.places.length === 1) {
    const { sql, values } = selectFrom(query, plan, only, columns);
    return { sql: `${sql} ${end}`, values };
  }
  // Rows are fetched whole only when it is known which ones: merging or sorting them would copy all their columns.
  const whole = `SELECT ${columns.join(', ')} FROM ${query.table} NOT INDEXED WHERE seq IN`;
  if (only !== undefined) {
    const { sql, values } = selectFrom(query, plan, only, keyset.columns);
    return { sql: `${whole} (SELECT seq FROM (${sql} ${end})) ${end}`, values };
  }
  const found: number[] = [];
  for (const reading of readings ?? stepsOf(session, query, plan, keyset, start)) {
    const { sql, values } = selectFrom(query, plan, reading, keyset.columns);
    const some = `${sql} ORDER BY ${start.orderBy} LIMIT ?`;
    const missing = start.limit - found.length;
    found.push(...session.list(`page of ${query.table}`, some, [...values, missing], seqOf));
    if (found.length === start.limit) break;
  }
  const seqs = JSON.stringify(found);
  return { sql: `${whole} (SELECT value FROM json_each(?)) ${end}`, values: [seqs] };
}

function seqOf({ seq }: { readonly seq: number }): number {
  return seq;
}

/** Every row that matches, in the order in which they were added. */
export function fetchAll<Entity>(
  session: Session,
  query: FilteredQuery,
  toEntity: (row: never) => Entity,
): readonly Entity[] {
  const plan = planCount(query, lookThrough(session, query));
  const columns = query.columns === undefined ? ['*'] : [...new Set([...query.columns, 'seq'])];
  const { sql, values } = selectFrom(query, plan, { places: plan.places, from: [] }, columns);
  return session.list(`rows of ${query.table}`, `${sql} ORDER BY seq`, values, toEntity);
}

/** A larger share of the table is read faster in the order of its rows than through an index. */
const largeShare = 1 / 8;

/** Of every row that matches, for whoever goes through them in any order. */
export function everyRow(session: Session, query: FilteredQuery, columns: readonly string[]): Condition {
  const last = `SELECT coalesce(max(seq), 0) AS number FROM ${query.table}`;
  const all = session.find(`rows of ${query.table}`, last, [], (row: Numbered) => row.number) ?? 0;
  const isRare = countSome(session, query, Math.ceil(all * largeShare)).exact;
  const plan = isRare ? planCount(query, lookThrough(session, query)) : wholeTable(query);
  return selectFrom(query, plan, { places: plan.places, from: [] }, columns);
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
    const all = conjunction([...query.always, ...within(place), ...query.range]);
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
  { index, residual }: PagePlan,
  { places, from }: Reading,
  columns: readonly string[],
): Condition {
  const source = sourceOf(table, index);
  return unionOf(places, (place) => {
    // SQLite begins at the first of several bounds of the time: where the page starts is nearer than where its range does.
    const all = conjunction([
      ...always,
      ...within(place),
      ...from,
      ...range,
      ...residual.map(anyOf),
      ...others,
    ]);
    return { sql: `SELECT ${columns.join(', ')} FROM ${source} WHERE ${all.sql}`, values: all.values };
  });
}

function lookThrough(session: Session, query: FilteredQuery): Look {
  const known = new Map<string, readonly SqlValue[]>();
  return {
    numbers: (sql, values) =>
      session.find('look', sql, values, (row: Readonly<Record<string, number>>) => Object.values(row)) ?? [],
    stored(index, lead) {
      const name = JSON.stringify([index.columns.slice(0, lead.length + 1), lead]);
      const found = known.get(name) ?? storedIn(session, query, index, lead);
      known.set(name, found);
      return found;
    },
  };
}

function storedIn(
  session: Session,
  { table, periods }: FilteredQuery,
  { name, columns }: PageIndex,
  lead: readonly SqlValue[],
): readonly SqlValue[] {
  const column = columns[lead.length] ?? '';
  const { first, last }: Partial<Periods> = periods?.column === column ? periods : {};
  const wanted = {
    table,
    index: name,
    places: [lead.map((value, at) => ({ column: columns[at] ?? '', value }))],
    column,
    ascending: true,
    behind: first === undefined ? undefined : first - 1,
    among: last === undefined ? [] : [{ sql: `${column} <= ?`, values: [last] }],
    most: mostValues,
  };
  return storedValues(session, wanted);
}
