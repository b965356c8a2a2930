/**
 * One process a workspace. The lock is an SQLite write lock on a file of its own: the system drops it when the
 * process dies, however it dies, so nothing stale is ever left. The holder's id stands in the file for others to
 * read; it alone locks nothing.
 */
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

import { assertOwn, assertRegular } from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import { ConnectionError, WorkspaceInUseError } from '#src/ports/store-errors.ts';

/** Milliseconds that another program's look into the file is waited for. */
const longestRead = 200;

export type WorkspaceLock = { release(): void };

/** Throws a WorkspaceInUseError when another process, or this one, holds it; else a ConnectionError. */
export function lockWorkspace(folder: string): WorkspaceLock {
  const path = join(folder, 'workspace.lock');
  assertOwn(path);
  assertRegular(path);
  try {
    return lockFile(folder, path);
  } catch (error) {
    if (!(error instanceof NoLockFile)) throw error;
    // Emptied in its place, so that whoever has it still has it.
    truncateSync(path, 0);
    return lockFile(folder, path);
  }
}

/** It holds what is no lock, as a power cut or another program may leave it. */
class NoLockFile extends ConnectionError {
  override readonly name = 'NoLockFile';
}

function lockFile(folder: string, path: string): WorkspaceLock {
  let database: Database.Database | undefined;
  try {
    database = new Database(path, { timeout: 0 });
    const held = database;
    held.exec('BEGIN IMMEDIATE');
    writeHolder(held);
    // Whoever slips in between the two has the workspace, and this process fails at the second.
    held.exec('BEGIN IMMEDIATE');
    return { release: () => held.close() };
  } catch (error) {
    const lockError = toLockError(error, folder, database);
    database?.close();
    throw lockError;
  }
}

/** On a full disk, or while others read the file, the lock is held all the same; the others cannot read by whom. */
function writeHolder(held: Database.Database): void {
  try {
    held.pragma(`busy_timeout = ${longestRead}`);
    held.pragma(`user_version = ${process.pid}`);
    held.exec('COMMIT');
  } catch (error) {
    const code = error instanceof Database.SqliteError ? error.code : '';
    if (code !== 'SQLITE_FULL' && !code.startsWith('SQLITE_BUSY')) throw error;
    if (held.inTransaction) held.exec('ROLLBACK');
  } finally {
    held.pragma('busy_timeout = 0');
  }
}

function toLockError(
  error: unknown,
  folder: string,
  database: Database.Database | undefined,
): ConnectionError {
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_BUSY') && database !== undefined) return heldBy(folder, holderOf(database));
  const reason = code === '' ? String(error) : code;
  const Failure = code === 'SQLITE_NOTADB' ? NoLockFile : ConnectionError;
  return new Failure(
    `The workspace ${folder} cannot be locked (${reason}). Give yourself permission to write workspace.lock in it.`,
    { code: 'FOLDER_NOT_LOCKED', folder, fault: reason },
  );
}

function heldBy(folder: string, processId: number | undefined): ConnectionError {
  if (processId !== undefined && isAlive(processId)) {
    return new WorkspaceInUseError(
      `The workspace ${folder} is open in process ${processId}. Use that one, or close it first.`,
      { code: 'OPEN_IN_PROCESS', folder, process: String(processId) },
      processId,
    );
  }
  return new WorkspaceInUseError(
    `The workspace ${folder} is locked by another program, and no Tapedeck says that it is the one. Close whatever has ` +
      'workspace.lock in it open (a database browser, a backup, a sync tool, or a Tapedeck that found the disk full).',
    { code: 'LOCKED_BY_OTHER', folder },
    undefined,
  );
}

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch (error) {
    // It lives, and is another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Undefined in the moment in which the holder is writing it. */
function holderOf(database: Database.Database): number | undefined {
  try {
    const id = Number(database.pragma('user_version', { simple: true }));
    return id === 0 ? undefined : id;
  } catch {
    return undefined;
  }
}
