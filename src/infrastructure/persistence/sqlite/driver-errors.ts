/** The one place where the driver's errors become the store's. None carries SQL. */
import Database from 'better-sqlite3';

import {
  BusyError,
  ConnectionError,
  IntegrityError,
  NoRoomError,
  RepositoryError,
  TransactionError,
} from '#src/ports/store-errors.ts';
import { reasonOf } from '#src/domain/fault.ts';

/** `operation` says what was being done: "insert order 01J…". */
export function storeError(error: unknown, operation: string): RepositoryError {
  if (error instanceof RepositoryError) return error;
  if (error instanceof Database.SqliteError) return fromDriver(error, operation);
  const reason = reasonOf(error);
  return new RepositoryError(`${operation}: ${reason}`);
}

export function isDriverError(error: unknown): boolean {
  return error instanceof Database.SqliteError;
}

export function isConstraintError(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_CONSTRAINT');
}

export function isForeignKeyError(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY';
}

type DriverError = InstanceType<typeof Database.SqliteError>;

function fromDriver({ code, message }: DriverError, operation: string): RepositoryError {
  const family = code.split('_').slice(0, 2).join('_');
  switch (family) {
    case 'SQLITE_CONSTRAINT':
      return new IntegrityError(`${operation}: ${constraintText(code, message)}`);
    case 'SQLITE_CORRUPT':
    case 'SQLITE_NOTADB':
      return new IntegrityError(`${operation}: the file is damaged (${code})`, {
        code: 'FILE_DAMAGED',
        fault: code,
      });
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return new BusyError(
        `${operation}: another program keeps the file locked (${code}), and nothing was changed. Close that program ` +
          '(a database browser, a backup or a sync tool), then try again',
        { code: 'FILE_LOCKED', fault: code },
      );
    case 'SQLITE_READONLY':
      return new TransactionError(
        `${operation}: only a unit of work on a writable store can write (${code})`,
      );
    case 'SQLITE_CANTOPEN':
    case 'SQLITE_IOERR':
      return new ConnectionError(`${operation}: the file cannot be read or written (${code})`, {
        code: 'FILE_UNREADABLE',
        fault: code,
      });
    case 'SQLITE_FULL':
      return new NoRoomError(`${operation}: the disk is full`, { code: 'DISK_FULL' });
    default:
      return new RepositoryError(`${operation}: the store failed (${code})`);
  }
}

/** SQLite names the columns of a unique or not-null constraint ("… failed: orders.id"), but no foreign key. */
function constraintText(code: string, message: string): string {
  const subject = message.slice(message.indexOf(': ') + 2);
  switch (code) {
    case 'SQLITE_CONSTRAINT_UNIQUE':
    case 'SQLITE_CONSTRAINT_PRIMARYKEY':
      return `${subject} is taken already`;
    case 'SQLITE_CONSTRAINT_NOTNULL':
      return `${subject} is missing`;
    case 'SQLITE_CONSTRAINT_FOREIGNKEY':
      return 'it refers to something that is not recorded (a foreign key)';
    default:
      return `a constraint failed (${code})`;
  }
}
