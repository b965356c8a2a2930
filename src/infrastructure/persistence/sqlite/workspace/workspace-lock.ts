/**
 * One process a workspace. The lock is an SQLite write lock on a file of its own: the system drops it when the
 * process dies, however it dies, so nothing stale is ever left. The holder's id stands in the file for others to
 * read; it alone locks nothing.
 */
import { join } from 'node:path';
import Database from 'better-sqlite3';

import { ConnectionError, WorkspaceInUseError } from '#src/ports/store-errors.ts';

export type WorkspaceLock = { release(): void };

/** Throws a WorkspaceInUseError when another process, or this one, holds it. */
export function lockWorkspace(folder: string): WorkspaceLock {
  const path = join(folder, 'workspace.lock');
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

/** On a full disk the lock is held all the same; the others cannot read by whom. */
function writeHolder(held: Database.Database): void {
  try {
    held.pragma(`user_version = ${process.pid}`);
    held.exec('COMMIT');
  } catch (error) {
    if (!(error instanceof Database.SqliteError) || error.code !== 'SQLITE_FULL') throw error;
    if (held.inTransaction) held.exec('ROLLBACK');
  }
}

function toLockError(
  error: unknown,
  folder: string,
  database: Database.Database | undefined,
): ConnectionError {
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_BUSY') && database !== undefined) return inUse(folder, holderOf(database));
  const reason = code === '' ? String(error) : code;
  return new ConnectionError(
    `The workspace ${folder} cannot be locked (${reason}). Give yourself permission to write workspace.lock in it.`,
  );
}

function inUse(folder: string, processId: number | undefined): WorkspaceInUseError {
  const holder = processId === undefined ? 'another process' : `process ${processId}`;
  return new WorkspaceInUseError(
    `The workspace ${folder} is open in ${holder}. Use that one, or close it first.`,
    processId,
  );
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
