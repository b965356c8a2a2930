/** One unit of work on the writer, from its beginning to its commit, its end by hand or its end by neglect. */
import type { Clock } from '#src/ports/clock.ts';
import type { OpenUnit, Repositories } from '#src/ports/record-store.ts';
import {
  NoRoomError,
  TimeoutError,
  TransactionError,
  type RepositoryError,
} from '#src/ports/store-errors.ts';
import { storeError } from './driver-errors.ts';
import type { Connection } from './connection.ts';
import { Session } from './session.ts';

/** How long a unit may go without a step before it counts as forgotten. */
export type IdleLimit = { readonly clock: Pick<Clock, 'after'>; readonly milliseconds: number };

/** Where a unit was begun: a line of the stack, or the work itself, since a stack takes a tenth of a commit's own time. */
export type Origin = { readonly stack?: string } | ((...values: never[]) => unknown);

const shownText = 120;

export class Unit implements OpenUnit {
  readonly repositories: Repositories;
  readonly session: Session;
  /** Resolves when the writer is free again. */
  readonly ended: Promise<void>;
  /** Rejects when the unit was forgotten. */
  readonly forgotten: Promise<never>;
  readonly #writer: Connection;
  readonly #end: () => void;
  readonly #forget: (reason: RepositoryError) => void;
  #stopWatching: () => void = () => undefined;
  #refusal: unknown;

  /** Throws when the store cannot begin one. */
  constructor(
    writer: Connection,
    repositoriesOf: (session: Session) => Repositories,
    origin: Origin,
    limit: IdleLimit | undefined,
  ) {
    control(writer, 'BEGIN IMMEDIATE', 'begin a unit of work');
    const ended = Promise.withResolvers<void>();
    const forgotten = Promise.withResolvers<never>();
    forgotten.promise.catch(() => undefined);
    this.#writer = writer;
    this.session = new Session(writer);
    this.repositories = repositoriesOf(this.session);
    this.ended = ended.promise;
    this.forgotten = forgotten.promise;
    this.#end = ended.resolve;
    this.#forget = forgotten.reject;
    if (limit !== undefined) this.#watch(limit, origin);
  }

  async commit(): Promise<void> {
    this.#assertOpen('commit');
    try {
      this.session.writeChains();
      this.session.end();
      control(this.#writer, 'COMMIT', 'commit a unit of work');
    } catch (error) {
      this.#refusal = error;
      this.#undo();
      throw error;
    }
    this.#finish();
  }

  async rollback(): Promise<void> {
    this.#assertOpen('roll back');
    this.#undo();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.session.isOpen) this.#undo();
  }

  /** What the store refused last, of its steps and its commit. */
  get refusal(): unknown {
    return this.#refusal ?? this.session.refusal;
  }

  #assertOpen(end: string): void {
    if (!this.session.isOpen) throw this.session.endedBecause(`${end} a unit of work`);
  }

  #undo(reason?: RepositoryError): void {
    this.session.end(reason);
    try {
      // SQLite itself has rolled back after a full disk or a failed write.
      if (this.#writer.database.inTransaction) control(this.#writer, 'ROLLBACK', 'roll back a unit of work');
    } finally {
      this.#finish();
    }
  }

  #finish(): void {
    this.#stopWatching();
    this.#end();
  }

  #watch(limit: IdleLimit, origin: Origin): void {
    const { steps } = this.session;
    this.#stopWatching = limit.clock.after(limit.milliseconds, () => {
      if (this.session.steps !== steps) {
        this.#watch(limit, origin);
        return;
      }
      const reason = new TimeoutError(
        `a unit of work took no step for ${limit.milliseconds / 1000} s and was undone; it began ${siteOf(origin)}`,
      );
      try {
        this.#undo(reason);
        this.#forget(reason);
      } catch (error) {
        this.#forget(storeError(error, 'undo a forgotten unit of work'));
      }
    });
  }
}

function control(
  writer: Connection,
  sql: 'BEGIN IMMEDIATE' | 'COMMIT' | 'ROLLBACK',
  operation: string,
): void {
  try {
    writer.statement(sql).run();
  } catch (error) {
    const fault = storeError(error, operation);
    // Busy and full are reasons to try again, and stay so.
    throw fault instanceof TimeoutError || fault instanceof NoRoomError
      ? fault
      : new TransactionError(fault.message, fault.problem);
  }
}

/** The first line of the stack below the store's own, "at placeOrder (file.ts:71:12)", or how the work's text begins. */
function siteOf(origin: Origin): string {
  if (typeof origin === 'function') {
    return `as ${origin.toString().replaceAll(/\s+/g, ' ').slice(0, shownText)}`;
  }
  return origin.stack?.split('\n')[1]?.trim() ?? 'at a place that is not known';
}
