/**
 * Keyset pages: a cursor holds the sort keys of the row where a page ends, and the next page starts behind them.
 * The last key is the row's own sequence, so ties neither repeat nor get lost.
 */
import { RepositoryError } from '#src/ports/store-errors.ts';
import type { Cursor, Page, PageRequest, SortDirection } from '#src/ports/page.ts';
import type { SqlValue } from './connection.ts';

export type Keyset = {
  /** Names the query in its cursors: another query's cursor is refused. */
  readonly name: string;
  /** Ends with `seq`. None holds null. */
  readonly columns: readonly string[];
  readonly direction: SortDirection;
};

export type KeysetClause = {
  readonly where: string;
  readonly values: readonly SqlValue[];
  readonly orderBy: string;
  readonly limit: number;
};

/** A row as it was fetched, and what it stands for. */
export type Fetched<Entity> = { readonly row: Readonly<Record<string, SqlValue>>; readonly entity: Entity };

/** One row more than the page is fetched, which tells whether there is a next one. */
export function keysetClause(keyset: Keyset, request: PageRequest): KeysetClause {
  if (!Number.isSafeInteger(request.limit) || request.limit < 1) {
    throw new RepositoryError(`a page of ${request.limit} rows cannot be fetched`);
  }
  const ascending = (keyset.direction === 'ascending') === (request.before === undefined);
  const cursor = request.before ?? request.after;
  const { columns } = keyset;
  return {
    where:
      cursor === undefined
        ? 'TRUE'
        : `(${columns.join(', ')}) ${ascending ? '>' : '<'} (${columns.map(() => '?').join(', ')})`,
    values: cursor === undefined ? [] : decodeCursor(keyset, cursor),
    orderBy: columns.map((column) => `${column} ${ascending ? 'ASC' : 'DESC'}`).join(', '),
    limit: request.limit + 1,
  };
}

/** From the rows that the clause fetched. */
export function pageOf<Entity>(
  fetched: readonly Fetched<Entity>[],
  keyset: Keyset,
  request: PageRequest,
): Page<Entity> {
  const hasMore = fetched.length > request.limit;
  const kept = hasMore ? fetched.slice(0, request.limit) : fetched;
  const backwards = request.before !== undefined;
  const rows = backwards ? kept.toReversed() : kept;
  const hasNext = backwards || hasMore;
  const hasPrevious = backwards ? hasMore : request.after !== undefined;
  return {
    rows: rows.map(({ entity }) => entity),
    next: hasNext ? encodeCursor(keyset, rows.at(-1)) : undefined,
    previous: hasPrevious ? encodeCursor(keyset, rows[0]) : undefined,
  };
}

function encodeCursor(keyset: Keyset, end: Fetched<unknown> | undefined): Cursor | undefined {
  if (end === undefined) return undefined;
  const keys = keyset.columns.map((column) => end.row[column]);
  return Buffer.from(JSON.stringify([keyset.name, ...keys])).toString('base64url');
}

function decodeCursor(keyset: Keyset, cursor: Cursor): readonly SqlValue[] {
  const parts = parseCursor(cursor);
  if (!Array.isArray(parts)) throw foreignCursor();
  const [name, ...keys]: readonly unknown[] = parts;
  if (name !== keyset.name || keys.length !== keyset.columns.length) throw foreignCursor();
  return keys.map((key) => {
    if (typeof key !== 'string' && typeof key !== 'number') throw foreignCursor();
    return key;
  });
}

function parseCursor(cursor: Cursor): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw foreignCursor();
  }
}

function foreignCursor(): RepositoryError {
  return new RepositoryError('the cursor is not one of this query');
}
