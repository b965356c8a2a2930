import type { StoreProblem } from '#src/domain/coded.ts';

/**
 * Faults of a store. The driver's own errors become these in one place; none carries SQL. The message is for a log and a
 * terminal; `problem` is what the screen says, where there is a code for it.
 */
export class RepositoryError extends Error {
  override readonly name: string = 'RepositoryError';
  readonly problem: StoreProblem | undefined;

  constructor(message: string, problem?: StoreProblem) {
    super(message);
    this.problem = problem;
  }
}

/** The store cannot be opened or reached. */
export class ConnectionError extends RepositoryError {
  override readonly name: string = 'ConnectionError';
}

/** Another process has the workspace open. */
export class WorkspaceInUseError extends ConnectionError {
  override readonly name = 'WorkspaceInUseError';
  /** Undefined when it cannot be told. */
  readonly processId: number | undefined;

  constructor(message: string, problem: StoreProblem, processId: number | undefined) {
    super(message, problem);
    this.processId = processId;
  }
}

export class EntityNotFoundError extends RepositoryError {
  override readonly name = 'EntityNotFoundError';
}

/** The disk is full. Nothing was done: it is safe to try again when there is room. */
export class NoRoomError extends ConnectionError {
  override readonly name = 'NoRoomError';
}

/** A unit of work failed to begin, commit or roll back, or was used after its end. */
export class TransactionError extends RepositoryError {
  override readonly name: string = 'TransactionError';
}

/** It was closed, as its workspace was, before or while it was asked. */
export class StoreClosedError extends TransactionError {
  override readonly name = 'StoreClosedError';

  constructor() {
    super('the store is closed', { code: 'WORKSPACE_CLOSED' });
  }
}

/** What is to be kept is more than there may be of its kind. Nothing was written. */
export class BeyondBoundError extends RepositoryError {
  override readonly name = 'BeyondBoundError';
  /** Of what was asked. */
  readonly field: string;

  /** `most`: bytes of all of the kind. */
  constructor(field: string, most: number) {
    super(`${field} is more than is kept of its kind, ${most} bytes in all`);
    this.field = field;
  }
}

/** A page was asked for from the place of another list: of another query, sort or file. */
export class ForeignCursorError extends RepositoryError {
  override readonly name = 'ForeignCursorError';
  /** Of the page request. */
  readonly field: 'after' | 'before';

  constructor(field: 'after' | 'before') {
    super('it is no place of this list');
    this.field = field;
  }
}

/** A constraint would be broken, or the file is damaged. */
export class IntegrityError extends RepositoryError {
  override readonly name: string = 'IntegrityError';
}

/** A file has triggers, views, tables or indexes that this program did not make, or lacks some that it made. */
export class ForeignSchemaError extends IntegrityError {
  override readonly name = 'ForeignSchemaError';
}

/** Something took longer than was waited: a unit of work was forgotten, or the store was busy. */
export class TimeoutError extends RepositoryError {
  override readonly name: string = 'TimeoutError';
}

/** The store was busy for longer than was waited. Nothing was done: it is safe to try again. */
export class BusyError extends TimeoutError {
  override readonly name = 'BusyError';
}

/** True where the disk or the moment refused, not what was to be written: the same work may succeed later. */
export function mayPass(error: unknown): boolean {
  return (
    error instanceof ConnectionError || error instanceof TimeoutError || error instanceof TransactionError
  );
}
