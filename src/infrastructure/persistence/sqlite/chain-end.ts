/** The end of one chain within one unit of work: read before its first row, written once before the commit. */
import type Database from 'better-sqlite3';

import { chainStart, linkAfter, type ChainedTable, type ChainHead } from './chain.ts';

type Values = (string | number | null)[];

export type ChainStatements = {
  readonly readHead: Database.Statement<Values, never>;
  readonly writeHead: Database.Statement<Values, never>;
};

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
  append(insertion: Database.Statement<Values, never>, values: readonly (string | number | null)[]): boolean {
    const seq = this.#head.seq + 1;
    const row = [seq, ...values];
    const hash = linkAfter(this.#head.hash, row);
    if (insertion.run(...row, hash).changes === 0) return false;
    this.#head = { seq, count: this.#head.count + 1, hash };
    return true;
  }

  write(): void {
    const { seq, count, hash } = this.#head;
    this.#statements.writeHead.run(this.#table, seq, count, hash);
  }
}
