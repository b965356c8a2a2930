/**
 * One open file: SQL text, prepared once, with positional values.
 *
 * drizzle owns the schema, the migrations and the rows' types, all of it before run time. At run time its query
 * builder would be paid for at every row and at every start (loading it takes longer than opening a workspace),
 * so statements are better-sqlite3's own.
 */
import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';

import { chainedInsertionSql, type ChainedInsertion, type ChainedTable } from './chain/chain.ts';
import { isConstraintError } from './driver-errors.ts';
import { packedParameters, packedSelect, packRows } from './packed-rows.ts';
import { sealedTable, sealingOf, type Sealing } from './seal.ts';
import type { SqlValue } from './sql-value.ts';

/** A row to write, by column. Every row of a table comes from one mapping, so its columns keep their order. */
export type NewRow = Readonly<Record<string, SqlValue>>;

/**
 * How rows enter a table; without a rule a row that is there already is an error. The object itself is the key of
 * its prepared statement: keep one a use.
 */
export type Insertion = {
  readonly table: string;
  readonly whenTaken?: { readonly key: readonly string[]; readonly rule: 'leave-out' | 'replace' };
};

/** One open file and its prepared statements. */
export class Connection {
  readonly database: Database.Database;
  /** Tells its file apart from others, without saying where it is. */
  readonly file: string;
  // Rows are typed `never`, which fits whatever row type a mapping takes: STRICT tables keep that promise.
  readonly #statements = new Map<string, Database.Statement<SqlValue[], never>>();
  readonly #chainedInsertions = new Map<
    ChainedInsertion<ChainedTable>,
    Database.Statement<SqlValue[], never>
  >();
  /** By insertion, then by the columns that a row has a value for. */
  readonly #insertions = new Map<Insertion, Map<number, Database.Statement<SqlValue[], never>>>();
  readonly #sealings = new Map<string, Sealing | undefined>();

  constructor(database: Database.Database) {
    this.database = database;
    this.file = createHash('sha256').update(database.name).digest('base64url').slice(0, 8);
  }

  /**
   * Kept. One that compares with `=` and joins, sorts, or looks for the least or the most, says `= +?`: SQLite would prepare it
   * anew for every value.
   */
  statement(sql: string): Database.Statement<SqlValue[], never> {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const prepared = this.database.prepare<SqlValue[], never>(sql);
    this.#statements.set(sql, prepared);
    return prepared;
  }

  /**
   * Adds a row with its seal, where the table has seals; the number of rows that were added. A new row's nulls are left
   * out: half of an order's columns are, and each value that is bound costs as much as writing it.
   */
  insert(insertion: Insertion, row: NewRow): number {
    const { table, whenTaken } = insertion;
    const values = Object.values(row);
    const seal = this.sealOf(table, row, values);
    const isWhole = whenTaken?.rule === 'replace';
    const given: SqlValue[] = [];
    let shape = 0;
    let bit = 1;
    for (const value of values) {
      if (value !== null || isWhole) {
        given.push(value);
        shape += bit;
      }
      bit *= 2;
    }
    if (seal !== undefined) given.push(seal);
    const statements = this.#insertions.get(insertion) ?? new Map();
    this.#insertions.set(insertion, statements);
    const known = statements.get(shape);
    if (known !== undefined) return known.run(...given).changes;
    const columns = Object.keys(row).filter((_, at) => isWhole || values[at] !== null);
    if (seal !== undefined) columns.push('seal');
    const prepared = this.database.prepare<SqlValue[], never>(insertionSql(insertion, columns));
    statements.set(shape, prepared);
    return prepared.run(...given).changes;
  }

  /** Adds them all by one statement; false, with nothing added, where that cannot be. */
  insertAll(insertion: Insertion, rows: readonly NewRow[]): boolean {
    const { table } = insertion;
    const columns = Object.keys(rows[0] ?? {});
    const seals = rows.map((row) => this.sealOf(table, row));
    const isSealed = seals[0] !== undefined;
    const packed = packRows(
      rows.map((row, at) => [...Object.values(row), ...(isSealed ? [seals[at] ?? null] : [])]),
    );
    if (packed === undefined) return false;
    const sql = insertionSql(insertion, isSealed ? [...columns, 'seal'] : columns, packedSelect(packed));
    try {
      // Not kept: what rows share differs from one batch to the next, and each would leave a statement behind.
      this.database.prepare<SqlValue[]>(sql).run(...packedParameters(packed));
      return true;
    } catch (error) {
      if (isConstraintError(error)) return false;
      throw error;
    }
  }

  chainedInsertion(insertion: ChainedInsertion<ChainedTable>): Database.Statement<SqlValue[], never> {
    const known = this.#chainedInsertions.get(insertion);
    if (known !== undefined) return known;
    const prepared = this.database.prepare<SqlValue[], never>(chainedInsertionSql(insertion));
    this.#chainedInsertions.set(insertion, prepared);
    return prepared;
  }

  /** Of a whole row; undefined where its table has no seals. */
  sealOf(table: string, row: NewRow, values: readonly SqlValue[] = Object.values(row)): number | undefined {
    return this.#sealingOf(table, row)?.(values);
  }

  #sealingOf(name: string, row: NewRow): Sealing | undefined {
    if (this.#sealings.has(name)) return this.#sealings.get(name);
    const table = sealedTable(this.database, name);
    const sealing = table === undefined ? undefined : sealingOf(table, Object.keys(row));
    this.#sealings.set(name, sealing);
    return sealing;
  }
}

export function placeholders(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

function insertionSql(
  { table, whenTaken }: Insertion,
  columns: readonly string[],
  rows = `VALUES (${placeholders(columns)})`,
): string {
  const plain = `INSERT INTO ${table} (${columns.join(', ')}) ${rows}`;
  if (whenTaken === undefined) return plain;
  const { key, rule } = whenTaken;
  const changes = columns
    .filter((column) => !key.includes(column))
    .map((column) => `${column} = excluded.${column}`);
  return `${plain} ON CONFLICT (${key.join(', ')}) DO ${rule === 'replace' ? `UPDATE SET ${changes.join(', ')}` : 'NOTHING'}`;
}
