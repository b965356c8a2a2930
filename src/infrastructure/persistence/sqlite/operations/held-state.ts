/**
 * One state of a file, held for a long look at it while others go on writing. Nothing newer goes from their log into
 * the file meanwhile: the first commit after it would have to bring all of that in, on the thread that trades. So
 * whoever held the state does it.
 */
import Database from 'better-sqlite3';

import { openConnection } from '#src/infrastructure/persistence/sqlite/open-connection.ts';

export function holdState(path: string): Database.Database {
  const { database } = openConnection(path, { synchronous: 'FULL', readOnly: true });
  // It begins with the first thing that is read.
  database.exec('BEGIN; SELECT 1 FROM sqlite_schema');
  return database;
}

/** Closes it. No writer is kept waiting. */
export function releaseState(held: Database.Database): void {
  const writing = writerOf(held);
  try {
    // Ready to run: no commit is to come between.
    const checkpoint = writing?.prepare('PRAGMA wal_checkpoint(PASSIVE)');
    if (held.inTransaction) held.exec('COMMIT');
    checkpoint?.all();
  } catch (error) {
    // What the look found stands; what keeps the log from the file, as a full disk does, the next commit tells.
    if (!(error instanceof Database.SqliteError)) throw error;
  } finally {
    writing?.close();
    held.close();
  }
}

/** None where the file cannot be written. */
function writerOf({ name }: Database.Database): Database.Database | undefined {
  try {
    return openConnection(name, { synchronous: 'FULL', readOnly: false }).database;
  } catch {
    return undefined;
  }
}
