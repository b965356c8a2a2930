/** The end of one chain within one unit of work: read before its first row, written once before the commit. */
import type Database from 'better-sqlite3';

import { chainStart, linkInto, type ChainedTable, type ChainHead, type LinkValues } from './chain.ts';
import {
  packedParameters,
  packRows,
  type PackedRows,
} from '#src/infrastructure/persistence/sqlite/packed-rows.ts';
import type { SqlValue } from '#src/infrastructure/persistence/sqlite/sql-value.ts';

type Statement = Database.Statement<SqlValue[], never>;

export type ChainStatements = { readonly readHead: Statement; readonly writeHead: Statement };

export class ChainEnd {
  readonly #table: ChainedTable;
  readonly #statements: ChainStatements;
  #head: ChainHead;

  constructor(table: ChainedTable, statements: ChainStatements) {
    this.#table = table;
    this.#statements = statements;
    this.#head = statements.readHead.get(table) ?? chainStart;
  }

  /** False when the insertion left the row out. */
  append(insertion: Statement, row: LinkValues): boolean {
    const end = this.#linked([row]);
    if (insertion.run(...row).changes === 0) return false;
    this.#head = end;
    return true;
  }

  /** By one statement; false, with nothing added, where the rows cannot be packed. */
  appendAll(insertionOf: (rows: PackedRows) => Statement, rows: readonly LinkValues[]): boolean {
    const end = this.#linked(rows);
    const packed = packRows(rows);
    if (packed === undefined) return false;
    insertionOf(packed).run(...packedParameters(packed));
    this.#head = end;
    return true;
  }

  write(): void {
    const { seq, count, hash } = this.#head;
    this.#statements.writeHead.run(this.#table, seq, count, hash);
  }

  /** Gives the rows their numbers and hashes; where the chain ends with them. */
  #linked(rows: readonly LinkValues[]): ChainHead {
    let { seq, hash } = this.#head;
    for (const row of rows) {
      seq += 1;
      hash = linkInto(this.#table, row, seq, hash);
    }
    return { seq, count: this.#head.count + rows.length, hash };
  }
}
