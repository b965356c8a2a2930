/**
 * A snapshot of a file, read from for long while others go on writing. No checkpoint gets past it meanwhile; the first
 * commit after it would have to checkpoint all of the write-ahead log, on the thread that trades. So that thread pauses
 * its checkpoints, and whoever held the snapshot checkpoints the log then.
 */
import Database from 'better-sqlite3';

import { BusyError, ConnectionError } from '#src/ports/store-errors.ts';
import {
  openConnection,
  autocheckpointPages,
} from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import type { Operation } from '#src/ports/maintenance.ts';

export type HeldState = {
  /** For reading. */
  readonly database: Database.Database;
  /** No writer is kept waiting. */
  release(): void;
};

const mostTimes = 10;

export function holdState(
  path: string,
  { pauseCheckpoints }: Pick<Operation, 'pauseCheckpoints'>,
): HeldState {
  const { database } = openConnection(path, { synchronous: 'FULL', readOnly: true });
  // It begins with the first thing that is read: of the header, which damage elsewhere leaves readable.
  database.exec('BEGIN; PRAGMA user_version');
  const resumeCheckpoints = pauseCheckpoints?.();
  return {
    database,
    release() {
      database.close();
      try {
        checkpointLog(path);
      } catch (error) {
        // What was looked for stands; what keeps the log from the file, as a full disk does, the next commit tells.
        const expected = [Database.SqliteError, ConnectionError, BusyError];
        if (!expected.some((kind) => error instanceof kind)) throw error;
      } finally {
        resumeCheckpoints?.();
      }
    },
  };
}

/** Of the whole log, and those of them that are in the file. */
type LogPages = { readonly log: number; readonly checkpointed: number };

/** Again, while much was added during the last time. */
function checkpointLog(path: string): void {
  const { database } = openConnection(path, { synchronous: 'FULL', readOnly: false });
  try {
    const checkpoint = database.prepare<[], LogPages>('PRAGMA wal_checkpoint(PASSIVE)');
    let known = 0;
    for (let time = 0; time < mostTimes; time += 1) {
      const { checkpointed } = checkpoint.get() ?? { checkpointed: known };
      if (checkpointed - known < autocheckpointPages) return;
      known = checkpointed;
    }
  } finally {
    database.close();
  }
}
