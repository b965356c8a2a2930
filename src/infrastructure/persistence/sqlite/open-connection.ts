/** Opens SQLite files with the settings that the record's promises rest on, and asserts that they took. */
import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { devNull } from 'node:os';
import { basename } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import Database from 'better-sqlite3';

import type { StoreProblem } from '#src/domain/coded.ts';
import { isWorkerProcess } from '#src/infrastructure/threads/own-port.ts';
import { BusyError, ConnectionError, RepositoryError } from '#src/ports/store-errors.ts';
import { Connection } from './connection.ts';
import { assertRegular, identityOf } from './operations/files.ts';
import { assertBoundedSchema } from './schema-size.ts';
import { isLackOfFiles } from './store-fault.ts';

/** OFF only for a file that is generated, made durable as a whole, and then moved into place. */
export type Synchronous = 'FULL' | 'NORMAL' | 'OFF';

export type ConnectionOptions = {
  readonly synchronous: Synchronous;
  readonly readOnly: boolean;
};

type Setting = { readonly pragma: string; readonly value: string | number };

/** "TDCK": a file that carries another number, or none, is not ours. */
const applicationId = 0x5444434b;
/**
 * How long SQLite itself waits for a lock, its thread standing still meanwhile: on the program's main thread not at all, since
 * everything else would wait too. There the clock tries again (`Patience`).
 */
export const busyTimeout = isMainThread && !isWorkerProcess ? 0 : 5_000;
/** A page that leaves the cache is checked again when it comes back (cell_size_check): bulk work wants it to stay. */
const cacheKibibytes = 32_000;
/** How long a log gets before a commit brings it into the file: half of SQLite's own measure, for half of the wait. */
export const autocheckpointPages = 500;
/** A log that one big import made longer gives the rest back to the disk. */
const keptLogBytes = 256 * 1024 * 1024;
/** What is read through in a fraction of a second. */
const longestLog = 64 * 1024 * 1024;
/**
 * Beside what the driver sets by itself: SQLite's defensive mode, in which no SQL writes to the schema or to a page as
 * such, and no loading of extensions.
 */
const distrust: readonly Setting[] = [
  { pragma: 'trusted_schema', value: 0 },
  { pragma: 'cell_size_check', value: 1 },
];
/** By this thread, and which file each is. */
const opened = new Map<Database.Database, string | undefined>();
const synchronousNumber: Record<Synchronous, number> = { OFF: 0, NORMAL: 1, FULL: 2 };

/** Throws a BusyError where another program keeps the file to itself, else a ConnectionError. */
export function openConnection(path: string, options: ConnectionOptions): Connection {
  let database: Database.Database | undefined;
  try {
    assertOpenable(path);
    database = new Database(path, { readonly: options.readOnly, timeout: busyTimeout });
    opened.set(database, identityOf(path));
    claimFile(database, path);
    for (const { pragma, value } of requiredSettings(database, options.synchronous))
      database.pragma(`${pragma} = ${value}`);
    database.pragma(`cache_size = ${-cacheKibibytes}`);
    database.pragma(`wal_autocheckpoint = ${autocheckpointPages}`);
    database.pragma(`journal_size_limit = ${keptLogBytes}`);
    const connection = new Connection(database);
    const [deviation] = settingDeviations(connection, options.synchronous);
    if (deviation !== undefined) throw new ConnectionError(`${path} cannot be opened safely`, deviation);
    return connection;
  } catch (error) {
    database?.close();
    throw openingError(error, path);
  }
}

/**
 * SQLite opens what it may only read as if it could write it, and says so at the first row. Throws a ConnectionError; another
 * program that is writing may go on.
 */
export function assertWritable({ database }: Connection): void {
  const version = Number(database.pragma('user_version', { simple: true }));
  try {
    // A transaction alone would become one for reading.
    database.exec('BEGIN IMMEDIATE');
    database.pragma(`user_version = ${version}`);
  } catch (error) {
    const problem = openingError(error, database.name);
    if (!(problem instanceof BusyError)) throw problem;
  } finally {
    if (database.inTransaction) database.exec('ROLLBACK');
  }
}

/** A copy that nobody writes, for reading: it has no log. Throws as `openConnection` does. */
export function openCopy(path: string): Connection {
  let database: Database.Database | undefined;
  try {
    assertOpenable(path);
    database = new Database(path, { readonly: true, timeout: busyTimeout });
    opened.set(database, identityOf(path));
    for (const { pragma, value } of distrust) database.pragma(`${pragma} = ${value}`);
    if (database.pragma('application_id', { simple: true }) !== applicationId) throw ofAnother(path);
    return new Connection(database);
  } catch (error) {
    database?.close();
    throw openingError(error, path);
  }
}

/**
 * Of what is not open yet: SQLite neither waits for it, nor reads in it without a bound. Throws a ConnectionError that says
 * why. A thread opens what the program has looked at, and has open.
 */
export function assertOpenable(path: string): void {
  assertRegular(path);
  if (isEmptied(path)) throw notADatabase(path);
  if (isMainThread && !isOpenHere(identityOf(path))) assertBoundedSchema(path);
}

/** Without a byte, beside a log that holds what was recorded last: SQLite would delete that as soon as it looks. */
export function isEmptied(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.size === 0 && bytesOf(`${path}-wal`) > 0;
}

/** Whether SQLite would take long to open it: after a crash it reads the log, or a journal, from end to end. */
export function isLongToOpen(path: string): boolean {
  if (isOpenHere(identityOf(path))) return false;
  return bytesOf(`${path}-wal`) > longestLog || bytesOf(`${path}-journal`) > 0;
}

function bytesOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function isOpenHere(identity: string | undefined): boolean {
  for (const [database, itsOwn] of opened) {
    if (!database.open) opened.delete(database);
    else if (itsOwn === identity) return true;
  }
  return false;
}

/** What a connection's settings should be and are not; empty when all is well. */
export function settingDeviations(
  { database }: Connection,
  synchronous: Synchronous,
): readonly StoreProblem[] {
  return requiredSettings(database, synchronous).flatMap(({ pragma, value }) => {
    const actual = database.pragma(pragma, { simple: true });
    if (actual === value) return [];
    const differs = { setting: pragma, value: String(actual), wanted: String(value) };
    return [{ code: 'SETTING_DIFFERS', file: database.name, ...differs }];
  });
}

function requiredSettings({ readonly }: Database.Database, synchronous: Synchronous): readonly Setting[] {
  const everywhere: readonly Setting[] = [
    // A backup that was copied to its place by hand keeps no log until the first connection that may write gives it one.
    ...(readonly ? [] : [{ pragma: 'journal_mode', value: 'wal' }]),
    // A reopened WAL database falls back to NORMAL, which may lose the last commits in a power cut.
    { pragma: 'synchronous', value: synchronousNumber[synchronous] },
    { pragma: 'foreign_keys', value: 1 },
    { pragma: 'busy_timeout', value: busyTimeout },
    ...distrust,
  ];
  // On macOS a plain fsync leaves the data in the drive's own cache.
  return process.platform === 'darwin' ? [...everywhere, { pragma: 'fullfsync', value: 1 }] : everywhere;
}

/** Before anything is written: an SQLite file of some other program stays as it is. */
function claimFile(database: Database.Database, path: string): void {
  const id = database.pragma('application_id', { simple: true });
  if (id === applicationId) return;
  const tables = database
    .prepare<[], { readonly count: number }>('SELECT count(*) AS count FROM sqlite_schema')
    .get();
  if (id !== 0 || tables === undefined || tables.count > 0) {
    throw ofAnother(path);
  }
  database.pragma(`application_id = ${applicationId}`);
}

function ofAnother(path: string): ConnectionError {
  return new ConnectionError(`${path} is a database of another program. Choose another workspace folder.`, {
    code: 'OTHER_PROGRAMS_FILE',
    file: path,
  });
}

function notADatabase(path: string): ConnectionError {
  return new ConnectionError(
    `${path} is not a database, or it is damaged. Nothing was changed: move it aside and put back a backup of ${basename(path)}.`,
    { code: 'NOT_A_DATABASE', file: path },
  );
}

function tooManyOpen(path: string): ConnectionError {
  return new ConnectionError(`${path} cannot be opened: too many files are open.`, {
    code: 'FILE_UNREADABLE',
    fault: 'EMFILE',
  });
}

/** A file, its log and the memory that is shared beside it: SQLite tells a lack of them and a lack of permission alike. */
function areFilesLeft(): boolean {
  const files: number[] = [];
  try {
    while (files.length < 3) files.push(openSync(devNull, 'r'));
    return true;
  } catch {
    return false;
  } finally {
    for (const file of files) closeSync(file);
  }
}

function openingError(error: unknown, path: string): RepositoryError {
  if (error instanceof RepositoryError) return error;
  const code = error instanceof Database.SqliteError ? error.code : '';
  const isEmpty = code.startsWith('SQLITE_READONLY') && statSync(path, { throwIfNoEntry: false })?.size === 0;
  if (isEmpty || code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return notADatabase(path);
  if (code.startsWith('SQLITE_CANTOPEN') && !areFilesLeft()) return tooManyOpen(path);
  if (isLackOfFiles(error)) return tooManyOpen(path);
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN')) {
    return existsSync(path)
      ? new ConnectionError(
          `${path} cannot be written. Give yourself permission to write it, or choose another workspace folder.`,
          { code: 'FILE_NOT_WRITABLE', file: path },
        )
      : new ConnectionError(`${path} cannot be created. Choose a workspace folder that you may write to.`, {
          code: 'FILE_NOT_CREATED',
          file: path,
        });
  }
  if (code.startsWith('SQLITE_BUSY'))
    return new BusyError(`${path} is in use by another program. Close it first.`, {
      code: 'FILE_IN_USE',
      file: path,
    });
  const reason = code === '' ? String(error) : code;
  return new ConnectionError(`${path} cannot be opened (${reason}).`, {
    code: 'FILE_NOT_OPENED',
    file: path,
    fault: reason,
  });
}
