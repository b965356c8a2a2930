import { chainedColumns, linkAfter, type ChainedTable, type ChainHead } from './chain.ts';
import {
  packRows,
  packedSelect,
  unpackRows,
  type PackedRows,
} from '#src/infrastructure/persistence/sqlite/packed-rows.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/connection.ts';

/** Many rows of a chained table with their links, as plain data: one thread makes them, another inserts them. */
export type LinkedRows = {
  readonly table: ChainedTable;
  readonly after: ChainHead;
  readonly end: ChainHead;
  /** Sequence number, chained values, link. */
  readonly rows: PackedRows;
};

/** `all` are chained values, each best made when it is taken. Undefined where they cannot be packed. */
export function linkRows(
  table: ChainedTable,
  after: ChainHead,
  all: Iterable<readonly SqlValue[]>,
): LinkedRows | undefined {
  let { seq, hash } = after;
  const linked: SqlValue[][] = [];
  for (const values of all) {
    seq += 1;
    const row = [seq, ...values];
    hash = linkAfter(hash, row);
    row.push(hash);
    linked.push(row);
  }
  const rows = packRows(linked);
  if (rows === undefined) return undefined;
  return { table, after, end: { seq, count: after.count + linked.length, hash }, rows };
}

/** The same rows behind another end of the chain. */
export function linkAgain({ table, rows }: LinkedRows, after: ChainHead): LinkedRows | undefined {
  return linkRows(
    table,
    after,
    unpackRows(rows).map((row) => row.slice(1, -1)),
  );
}

/** Takes the rows' parameters. */
export function linkedInsertionSql({ table, rows }: LinkedRows): string {
  const columns = ['seq', ...chainedColumns[table], 'hash'];
  return `INSERT INTO ${table} (${columns.join(', ')}) ${packedSelect(rows)}`;
}
