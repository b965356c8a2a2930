/** Pages of a table that is read in one order only: from the index that has it, or in the order of its rows. */
import type { Page, PageRequest } from '#src/ports/page.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';
import { conjunction, sourceOf, type Condition } from './conditions.ts';
import { behind, pageOf, startOf, type Keyset } from './keyset.ts';

type KeysetQuery = {
  readonly table: string;
  readonly index?: string;
  /** Columns that are no column of the table. */
  readonly computed?: string;
  readonly where: readonly Condition[];
  readonly keyset: Keyset;
};

export function keysetPage<Entity>(
  session: Session,
  { table, index, computed, where, keyset }: KeysetQuery,
  request: PageRequest,
  toEntity: (row: never) => Entity,
): Page<Entity> {
  const { keys, ascending, orderBy, limit } = startOf(keyset, request, session.file);
  const from = keys === undefined ? [] : [behind(keyset.columns, keys, ascending)];
  const { sql, values } = conjunction([...where, ...from]);
  const rows = session.list(
    `page of ${table}`,
    `SELECT *${computed === undefined ? '' : `, ${computed}`} FROM ${sourceOf(table, index)} WHERE ${sql} ORDER BY ${orderBy} LIMIT ${limit}`,
    values,
    (row) => ({ row, entity: toEntity(row) }),
  );
  return pageOf(rows, keyset, request, session.file);
}
