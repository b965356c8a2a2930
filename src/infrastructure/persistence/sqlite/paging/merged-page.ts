/**
 * Pages of several tables in one order of time. Each table is read by its own keyset; a cursor holds where each of them
 * goes on, and rows of one time come in the order of the tables.
 */
import type { Count, Page, PageAfter, SortDirection } from '#src/ports/page.ts';
import { ForeignCursorError } from '#src/ports/store-errors.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import { countRows, countSome, fetchPage } from './filtered-page.ts';
import { cursorAt, type Keyset } from './keyset.ts';
import type { FilteredQuery } from './page-walk.ts';

export type Merged<Entity> = {
  /** Names it in cursors. */
  readonly name: string;
  readonly query: FilteredQuery;
  readonly toEntity: (row: never) => Entity;
};

type Keys = { readonly time: number; readonly seq: number };
/** The cursor of the page that comes next; from the first row on, or no more. */
type Next = string | typeof fromStart | typeof atEnd;

const fromStart = 0;
const atEnd = 1;

export function mergedPage<Entity>(
  session: Session,
  parts: readonly Merged<Entity>[],
  direction: SortDirection,
  { limit, after }: PageAfter,
): Page<Entity> {
  const starts = startsIn(parts, after);
  const read = parts.map(({ name, query, toEntity }, at) => {
    const keyset: Keyset = { name, columns: ['time', 'seq'], direction };
    const start = starts[at] ?? fromStart;
    if (start === atEnd) return { keyset, start, rows: [], next: undefined };
    const request = { limit, after: start === fromStart ? undefined : start };
    const page = fetchPage(session, query, keyset, request, (row: never) => ({
      keys: keysOf(row),
      entity: toEntity(row),
    }));
    return { keyset, start, rows: page.rows, next: page.next };
  });
  const sign = direction === 'ascending' ? 1 : -1;
  const all = read.flatMap(({ rows }, at) => rows.map((row) => ({ ...row, at })));
  // Stable: of one time, rows stay in the order of the tables and of their own.
  const taken = all.toSorted((one, other) => sign * (one.keys.time - other.keys.time)).slice(0, limit);
  const ends = read.map(({ keyset, start, rows, next }, at): Next => {
    const own = taken.filter((row) => row.at === at);
    const last = own.at(-1);
    if (own.length === rows.length) return next ?? atEnd;
    return last === undefined ? start : cursorAt(keyset, session.file, { row: last.keys });
  });
  return {
    rows: taken.map(({ entity }) => entity),
    next: ends.every((end) => end === atEnd) ? undefined : encode(parts, ends),
    previous: undefined,
  };
}

export function countMerged(session: Session, parts: readonly Merged<unknown>[]): number {
  return parts.reduce((sum, { query }) => sum + countRows(session, query), 0);
}

export function countSomeMerged(session: Session, parts: readonly Merged<unknown>[], most: number): Count {
  const counts = parts.map(({ query }) => countSome(session, query, most));
  return {
    count: counts.reduce((sum, { count }) => sum + count, 0),
    exact: counts.every(({ exact }) => exact),
  };
}

function keysOf({ time, seq }: Keys): Keys {
  return { time, seq };
}

function encode(parts: readonly Merged<unknown>[], ends: readonly Next[]): string {
  return Buffer.from(JSON.stringify([namesOf(parts), ...ends])).toString('base64url');
}

function startsIn(parts: readonly Merged<unknown>[], after: string | undefined): readonly Next[] {
  if (after === undefined) return [];
  const [names, ...starts] = listIn(after);
  if (names !== namesOf(parts) || starts.length !== parts.length) throw new ForeignCursorError('after');
  return starts.map((start) => {
    if (typeof start !== 'string' && start !== fromStart && start !== atEnd)
      throw new ForeignCursorError('after');
    return start;
  });
}

function namesOf(parts: readonly Merged<unknown>[]): string {
  return parts.map(({ name }) => name).join();
}

function listIn(cursor: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}
