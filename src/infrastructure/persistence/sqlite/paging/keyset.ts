/**
 * Keyset pages: a cursor holds the sort keys of the row where a page ends, and the next page starts behind them.
 * The last key is the row's own sequence, so ties neither repeat nor get lost.
 */
import { ForeignCursorError, IntegrityError, RepositoryError } from '#src/ports/store-errors.ts';
import type { Cursor, Page, PageRequest, SortDirection } from '#src/ports/page.ts';
import type { Condition } from './conditions.ts';
import { placeholders } from '#src/infrastructure/persistence/sqlite/connection.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

export type Keyset = {
  /** Names the query in its cursors: another query's cursor is refused, as are those of the other direction. */
  readonly name: string;
  /** Ends with `seq`. None holds null. */
  readonly columns: readonly string[];
  readonly direction: SortDirection;
};

export type PageStart = {
  /** Of the rows as they are fetched: a page before its cursor is fetched backwards. */
  readonly ascending: boolean;
  /** Of the row that it starts behind, one a column. */
  readonly keys: readonly SqlValue[] | undefined;
  readonly orderBy: string;
  readonly limit: number;
};

/** A row as it was fetched, and what it stands for. */
export type Fetched<Entity> = { readonly row: Readonly<Record<string, SqlValue>>; readonly entity: Entity };

/** One row more than the page is fetched, which tells whether there is a next one. `file` names the file in its cursors. */
export function startOf(keyset: Keyset, request: PageRequest, file: string): PageStart {
  if (!Number.isSafeInteger(request.limit) || request.limit < 1) {
    throw new RepositoryError(`a page of ${request.limit} rows cannot be fetched`);
  }
  const ascending = (keyset.direction === 'ascending') === (request.before === undefined);
  return {
    ascending,
    keys: keysIn(request, 'before', keyset, file) ?? keysIn(request, 'after', keyset, file),
    orderBy: keyset.columns.map((column) => `${column} ${ascending ? 'ASC' : 'DESC'}`).join(', '),
    limit: request.limit + 1,
  };
}

/** Behind the row with these keys. */
export function behind(columns: readonly string[], keys: readonly SqlValue[], ascending: boolean): Condition {
  return {
    sql: `(${columns.join(', ')}) ${ascending ? '>' : '<'} (${placeholders(keys)})`,
    values: keys,
  };
}

/** From the rows that the clause fetched. */
export function pageOf<Entity>(
  fetched: readonly Fetched<Entity>[],
  keyset: Keyset,
  request: PageRequest,
  file: string,
): Page<Entity> {
  const hasMore = fetched.length > request.limit;
  const kept = hasMore ? fetched.slice(0, request.limit) : fetched;
  const backwards = request.before !== undefined;
  const rows = backwards ? kept.toReversed() : kept;
  const hasNext = backwards || hasMore;
  const hasPrevious = backwards ? hasMore : request.after !== undefined;
  const next = hasNext ? encodeCursor(keyset, file, rows.at(-1)) : undefined;
  const previous = hasPrevious ? encodeCursor(keyset, file, rows[0]) : undefined;
  // Text that is no UTF-8 is another text when it comes back: the page behind it may be the same again, for ever.
  const [end, start] = backwards ? [previous, request.before] : [next, request.after];
  if (end !== undefined && end === start) {
    throw new IntegrityError(
      `a page of ${keyset.name} ends where it began: a row there is damaged; "verify" names it`,
    );
  }
  return { rows: rows.map(({ entity }) => entity), next, previous };
}

function encodeCursor(keyset: Keyset, file: string, end: Fetched<unknown> | undefined): Cursor | undefined {
  return end && cursorAt(keyset, file, end);
}

/** Of the page that goes on behind the row. */
export function cursorAt(keyset: Keyset, file: string, end: Pick<Fetched<unknown>, 'row'>): Cursor {
  const keys = keyset.columns.map((column) => end.row[column]);
  return Buffer.from(JSON.stringify([listOf(keyset, file), ...keys])).toString('base64url');
}

/** Undefined where the page starts elsewhere. */
function keysIn(
  request: PageRequest,
  field: 'after' | 'before',
  keyset: Keyset,
  file: string,
): readonly SqlValue[] | undefined {
  const cursor = request[field];
  if (cursor === undefined) return undefined;
  const parts = partsOf(cursor);
  if (!Array.isArray(parts)) throw new ForeignCursorError(field);
  const [list, ...keys]: readonly unknown[] = parts;
  if (list !== listOf(keyset, file) || keys.length !== keyset.columns.length)
    throw new ForeignCursorError(field);
  return keys.map((key) => {
    if (typeof key !== 'string' && typeof key !== 'number') throw new ForeignCursorError(field);
    return key;
  });
}

function listOf({ name, direction }: Keyset, file: string): string {
  return `${file} ${name} ${direction}`;
}

/** Undefined where it is no cursor. */
function partsOf(cursor: Cursor): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}
