import { chainedColumns, linkInto, type ChainedTable, type ChainHead, type LinkValues } from './chain.ts';
import {
  packRows,
  packedSelect,
  unpackRows,
  type PackedRows,
} from '#src/infrastructure/persistence/sqlite/packed-rows.ts';

/** Many rows of a chained table with their links, as plain data: one thread makes them, another inserts them. */
export type LinkedRows = {
  readonly table: ChainedTable;
  readonly after: ChainHead;
  readonly end: ChainHead;
  /** Sequence number, chained values, link. */
  readonly rows: PackedRows;
};

/** Gives the rows their numbers and hashes. Undefined where they cannot be packed. */
export function linkRows(
  table: ChainedTable,
  after: ChainHead,
  all: readonly LinkValues[],
): LinkedRows | undefined {
  let { seq, hash } = after;
  for (const row of all) {
    seq += 1;
    hash = linkInto(table, row, seq, hash);
  }
  const rows = packRows(all);
  if (rows === undefined) return undefined;
  return { table, after, end: { seq, count: after.count + all.length, hash }, rows };
}

/** The same rows behind another end of the chain. */
export function linkAgain({ table, rows }: LinkedRows, after: ChainHead): LinkedRows | undefined {
  return linkRows(table, after, unpackRows(rows));
}

/** Takes the rows' parameters. */
export function linkedInsertionSql({ table, rows }: LinkedRows): string {
  const columns = ['seq', ...chainedColumns[table], 'hash'];
  return `INSERT INTO ${table} (${columns.join(', ')}) ${packedSelect(rows)}`;
}
