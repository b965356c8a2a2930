/**
 * How repositories talk to SQLite: SQL text, prepared once a connection, with positional values.
 *
 * drizzle owns the schema, the migrations and the rows' types, all of it before run time. At run time its query
 * builder would be paid for at every row and at every start (loading it takes longer than opening a workspace),
 * so statements are better-sqlite3's own.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type Database from 'better-sqlite3';

import { IntegrityError, TransactionError, type RepositoryError } from '#src/ports/store-errors.ts';
import {
  chainedInsertionSql,
  chainedValues,
  replaceHead,
  selectHead,
  type ChainedInsertion,
  type ChainedRow,
  type ChainedTable,
  type ChainHead,
} from './chain.ts';
import { ChainEnd } from './chain-end.ts';
import { isConstraintError, isForeignKeyError, storeError } from './driver-errors.ts';
import { linkAgain, linkedInsertionSql, linkRows, type LinkedRows } from './linked-rows.ts';
import { missingParent } from './missing-parent.ts';
import { packedParameters, packedSelect, packRows } from './packed-rows.ts';
import { sealedTable, sealingOf, type Sealing } from './seal.ts';

/** Handing rows over as JSON costs less than binding their values, from some rows on. */
const worthOneStatement = 8;

export type SqlValue = string | number | null;

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
  }

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
      this.statement(sql).run(...packedParameters(packed));
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

/** Inside which unit of work the running code is. */
export const currentUnit = new AsyncLocalStorage<Session>();

/**
 * What a repository works through: a connection, for as long as its unit of work lasts (for reading: as long as
 * the store is open). `operation` says in an error's message what was being done.
 */
export class Session {
  readonly #connection: Connection;
  readonly #chains = new Map<ChainedTable, ChainEnd>();
  #open = true;
  #reason: RepositoryError | undefined;
  #steps = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** Counts what was done: when it stands still, nobody works. */
  get steps(): number {
    return this.#steps;
  }

  end(reason?: RepositoryError): void {
    this.#open = false;
    this.#reason = reason;
  }

  endedBecause(operation: string): RepositoryError {
    return this.#reason ?? new TransactionError(`${operation}: the unit of work has ended`);
  }

  /** The number of rows that were changed. */
  run(operation: string, sql: string, values: readonly SqlValue[]): number {
    return this.#guarded(operation, () => this.#connection.statement(sql).run(...values).changes);
  }

  /** The number of rows that were added: 0 when the conflict's rule left it out. */
  insert(operation: string, insertion: Insertion, row: NewRow): number {
    const { table } = insertion;
    return this.#guarded(operation, () => {
      try {
        return this.#connection.insert(insertion, row);
      } catch (error) {
        throw this.#explained(error, operation, table, row);
      }
    });
  }

  /** As `insert`, for rows of one shape. `operation` names one of them. */
  insertAll(operation: (row: NewRow) => string, insertion: Insertion, rows: readonly NewRow[]): void {
    const [first] = rows;
    if (first === undefined) return;
    this.#guarded(operation(first), () => {
      if (rows.length >= worthOneStatement && this.#connection.insertAll(insertion, rows)) return;
      for (const row of rows) this.insert(operation(row), insertion, row);
    });
  }

  /** Adds a row to a chained table; false when the rule left it out, as one that is there already. */
  append<Table extends ChainedTable>(
    operation: string,
    insertion: ChainedInsertion<Table>,
    row: ChainedRow<Table> & NewRow,
  ): boolean {
    return this.#guarded(operation, () => this.#appendNow(operation, insertion, row));
  }

  /** As `append`, for rows that are made of what is given: those whose row is new. */
  appendAll<Table extends ChainedTable, Entity>(
    operation: string,
    insertion: ChainedInsertion<Table>,
    entities: readonly Entity[],
    toRow: (entity: Entity) => ChainedRow<Table> & NewRow,
  ): readonly Entity[] {
    return this.#guarded(operation, () => {
      if (entities.length >= worthOneStatement && this.#appendAtOnce(insertion, entities.map(toRow)))
        return entities;
      return entities.filter((entity) => this.#appendNow(operation, insertion, toRow(entity)));
    });
  }

  /** Adds rows that were linked elsewhere, where need be anew: where the chain ends with them. */
  appendLinked(operation: string, linked: LinkedRows): ChainHead {
    return this.#guarded(operation, () => {
      const chain = this.#chainOf(linked.table);
      if (linked.end.count > linked.after.count && !this.#adopt(linked)) {
        const again = linkAgain(linked, chain.head);
        if (again === undefined || !this.#adopt(again)) throw new IntegrityError(`${operation}: not linked`);
      }
      return chain.head;
    });
  }

  /** Before the commit. */
  writeChains(): void {
    this.#guarded('write where the chains end', () => {
      for (const chain of this.#chains.values()) chain.write();
    });
  }

  /**
   * The number of rows that were changed: 0 when there is none with that id. `row` is whole, for its seal; only
   * `changes` of it are written.
   */
  update(
    operation: string,
    table: string,
    row: NewRow & { readonly id: string },
    changes: NewRow = row,
    key: readonly string[] = ['id'],
  ): number {
    const seal = this.#connection.sealOf(table, row);
    const others = Object.entries(changes).filter(([column]) => !key.includes(column));
    // To set a key, even to what it is, has SQLite look for the rows that refer to it: through a whole table.
    const written = Object.fromEntries(seal === undefined ? others : [...others, ['seal', seal]]);
    const assignments = Object.keys(written).map((column) => `${column} = ?`);
    const place = key.map((column) => `${column} = ?`).join(' AND ');
    return this.run(operation, `UPDATE ${table} SET ${assignments.join(', ')} WHERE ${place}`, [
      ...Object.values(written),
      ...key.map((column) => row[column] ?? null),
    ]);
  }

  find<Entity>(
    operation: string,
    sql: string,
    values: readonly SqlValue[],
    toEntity: (row: never) => Entity,
  ): Entity | undefined {
    return this.#guarded(operation, () => {
      const row = this.#connection.statement(sql).get(...values);
      return row === undefined ? undefined : toEntity(row);
    });
  }

  list<Entity>(
    operation: string,
    sql: string,
    values: readonly SqlValue[],
    toEntity: (row: never) => Entity,
  ): readonly Entity[] {
    return this.#guarded(operation, () =>
      this.#connection
        .statement(sql)
        .all(...values)
        .map(toEntity),
    );
  }

  /** Work that goes past single statements. */
  async onDatabase<Value>(
    operation: string,
    work: (database: Database.Database) => Promise<Value>,
  ): Promise<Value> {
    if (!this.#open) throw this.endedBecause(operation);
    return work(this.#connection.database);
  }

  /** All of a synchronous piece of work, or nothing. */
  atomically(operation: string, work: () => void): void {
    this.#guarded(operation, () => this.#connection.database.transaction(work).immediate());
  }

  #chainOf(table: ChainedTable): ChainEnd {
    const known = this.#chains.get(table);
    if (known !== undefined) return known;
    const end = new ChainEnd(table, {
      readHead: this.#connection.statement(selectHead),
      writeHead: this.#connection.statement(replaceHead),
    });
    this.#chains.set(table, end);
    return end;
  }

  #appendNow<Table extends ChainedTable>(
    operation: string,
    insertion: ChainedInsertion<Table>,
    row: ChainedRow<Table> & NewRow,
  ): boolean {
    const { table } = insertion;
    try {
      const statement = this.#connection.chainedInsertion(insertion);
      return this.#chainOf(table).append(statement, chainedValues(table, row));
    } catch (error) {
      throw this.#explained(error, operation, table, row);
    }
  }

  /** False, with nothing added, where not every row can be. */
  #appendAtOnce<Table extends ChainedTable>(
    { table }: ChainedInsertion<Table>,
    rows: readonly (ChainedRow<Table> & NewRow)[],
  ): boolean {
    const values = rows.map((row) => chainedValues(table, row));
    const linked = linkRows(table, this.#chainOf(table).head, values);
    try {
      return linked !== undefined && this.#adopt(linked);
    } catch (error) {
      if (isConstraintError(error)) return false;
      throw error;
    }
  }

  #adopt(linked: LinkedRows): boolean {
    return this.#chainOf(linked.table).adopt(this.#connection.statement(linkedInsertionSql(linked)), linked);
  }

  /** Says to what a row refers that is not there. */
  #explained(error: unknown, operation: string, table: string, row: NewRow): unknown {
    if (!isForeignKeyError(error)) return error;
    const missing = missingParent(this.#connection.database, table, row);
    return missing === undefined ? error : new IntegrityError(`${operation}: ${missing}`);
  }

  #guarded<Value>(operation: string, work: () => Value): Value {
    if (!this.#open) throw this.endedBecause(operation);
    this.#steps += 1;
    try {
      return work();
    } catch (error) {
      throw storeError(error, operation);
    }
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
