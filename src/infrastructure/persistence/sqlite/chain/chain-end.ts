/** The end of one chain within one unit of work: read before its first row, written once before the commit. */
import type Database from 'better-sqlite3';

import { chainStart, linkInto, type ChainedTable, type ChainHead, type LinkValues } from './chain.ts';
import type { LinkedRows } from './linked-rows.ts';
import { packedParameters } from '#src/infrastructure/persistence/sqlite/packed-rows.ts';

type Statement = Database.Statement<LinkValues, never>;

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

  get head(): ChainHead {
    return this.#head;
  }

  /** False when the insertion left the row out. */
  append(insertion: Statement, row: LinkValues): boolean {
    const seq = this.#head.seq + 1;
    const hash = linkInto(this.#table, row, seq, this.#head.hash);
    if (insertion.run(...row).changes === 0) return false;
    this.#head = { seq, count: this.#head.count + 1, hash };
    return true;
  }

  /** Rows that were linked here or elsewhere; false where the chain has gone on since. */
  adopt(insertion: Statement, linked: LinkedRows): boolean {
    const { after, end } = linked;
    if (after.seq !== this.#head.seq || after.hash !== this.#head.hash) return false;
    insertion.run(...packedParameters(linked.rows));
    this.#head = end;
    return true;
  }

  write(): void {
    const { seq, count, hash } = this.#head;
    this.#statements.writeHead.run(this.#table, seq, count, hash);
  }
}
