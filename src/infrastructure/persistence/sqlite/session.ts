import { AsyncLocalStorage } from 'node:async_hooks';
import type Database from 'better-sqlite3';

import { IntegrityError, TransactionError, type RepositoryError } from '#src/ports/store-errors.ts';
import {
  chainedColumns,
  chainedInsertionSql,
  linkValues,
  replaceHead,
  selectHead,
  type ChainedInsertion,
  type ChainedRow,
  type ChainedTable,
  type LinkValues,
} from './chain/chain.ts';
import { ChainEnd } from './chain/chain-end.ts';
import type { Connection, Insertion, NewRow } from './connection.ts';
import { isConstraintError, isForeignKeyError, storeError } from './driver-errors.ts';
import { missingParent } from './missing-parent.ts';
import { packedSelect } from './packed-rows.ts';
import { assertRoom } from './row-bounds.ts';
import type { SqlValue } from './sql-value.ts';

/** Handing rows over as JSON costs less than binding their values, from some rows on. */
const worthOneStatement = 8;

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
  #refusal: unknown;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The same in every session of one file. */
  get file(): string {
    return this.#connection.file;
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** The last step that the store refused, as it was thrown. */
  get refusal(): unknown {
    return this.#refusal;
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
      const added = this.#inserted(operation, insertion, row);
      assertRoom(this.#connection, table);
      return added;
    });
  }

  /** As `insert`, for rows of one shape. `operation` names one of them. */
  insertAll(operation: (row: NewRow) => string, insertion: Insertion, rows: readonly NewRow[]): void {
    const [first] = rows;
    if (first === undefined || this.insertAtOnce(operation(first), insertion, rows)) return;
    for (const row of rows) this.insert(operation(row), insertion, row);
  }

  /** By one statement, for rows of one shape; false, with none added, where that cannot be or is not worth it. */
  insertAtOnce(operation: string, insertion: Insertion, rows: readonly NewRow[]): boolean {
    return this.#guarded(operation, () => {
      const isDone = rows.length >= worthOneStatement && this.#connection.insertAll(insertion, rows);
      if (isDone) assertRoom(this.#connection, insertion.table);
      return isDone;
    });
  }

  /** Adds a row to a chained table; false when the rule left it out, as one that is there already. */
  append<Table extends ChainedTable>(
    operation: string,
    insertion: ChainedInsertion<Table>,
    row: ChainedRow<Table> & NewRow,
  ): boolean {
    return this.#guarded(operation, () =>
      this.#appendNow(operation, insertion, linkValues(insertion.table, row)),
    );
  }

  /** As `append`, for rows that are made of what is given: those whose row is new. */
  appendAll<Table extends ChainedTable, Entity>(
    operation: string,
    insertion: ChainedInsertion<Table>,
    entities: readonly Entity[],
    toValues: (entity: Entity) => LinkValues,
  ): readonly Entity[] {
    return this.#guarded(operation, () => {
      if (entities.length >= worthOneStatement && this.#appendAtOnce(insertion.table, entities.map(toValues)))
        return entities;
      return entities.filter((entity) => this.#appendNow(operation, insertion, toValues(entity)));
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

  /** As `list`, up to the first row that is enough. */
  listUntil<Entity>(
    operation: string,
    sql: string,
    values: readonly SqlValue[],
    toEntity: (row: never) => Entity,
    isEnough: (entity: Entity) => boolean,
  ): readonly Entity[] {
    return this.#guarded(operation, () => {
      const found: Entity[] = [];
      for (const row of this.#connection.statement(sql).iterate(...values)) {
        const entity = toEntity(row);
        found.push(entity);
        if (isEnough(entity)) break;
      }
      return found;
    });
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

  #inserted(operation: string, insertion: Insertion, row: NewRow): number {
    try {
      return this.#connection.insert(insertion, row);
    } catch (error) {
      throw this.#explained(error, operation, insertion.table, row);
    }
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
    values: LinkValues,
  ): boolean {
    const { table } = insertion;
    try {
      const isAdded = this.#chainOf(table).append(this.#connection.chainedInsertion(insertion), values);
      assertRoom(this.#connection, table);
      return isAdded;
    } catch (error) {
      const row = Object.fromEntries(
        chainedColumns[table].map((column, at) => [column, values[at + 1] ?? null]),
      );
      throw this.#explained(error, operation, table, row);
    }
  }

  /** False, with nothing added, where not every row can be. */
  #appendAtOnce(table: ChainedTable, rows: readonly LinkValues[]): boolean {
    try {
      return this.#chainOf(table).appendAll(
        (packed) =>
          this.#connection.statement(chainedInsertionSql({ table, whenTaken: '' }, packedSelect(packed))),
        rows,
      );
    } catch (error) {
      if (isConstraintError(error)) return false;
      throw error;
    }
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
      this.#refusal = storeError(error, operation);
      throw this.#refusal;
    }
  }
}
