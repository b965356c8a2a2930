import { join } from 'node:path';

import { openConnection, type Synchronous } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { fileOf } from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import { SqliteRecordStore } from '#src/infrastructure/persistence/sqlite/record-store.ts';
import type { TakeTurn } from '#src/ports/workspaces.ts';

/**
 * The record alone, for another thread of the program that has the workspace open: it writes in that one's turns, or
 * without them only reads. With NORMAL, what it writes is durable once the program itself has written after it.
 */
export function openRecordBeside(
  folder: string,
  takeTurn?: TakeTurn,
  synchronous: Synchronous = 'FULL',
): SqliteRecordStore {
  const path = join(folder, fileOf('record'));
  const readOnly = takeTurn === undefined ? ({ code: 'READ_ONLY' } as const) : undefined;
  const writer = openConnection(path, { synchronous, readOnly: readOnly !== undefined });
  try {
    // Bulk work changes the same pages again and again: they go from the log into the file less often.
    if (synchronous === 'NORMAL') {
      writer.database.pragma('wal_autocheckpoint = 4000');
      writer.database.pragma('cache_size = -16000');
    }
    const reader = openConnection(path, { synchronous, readOnly: true });
    return new SqliteRecordStore(writer, reader, { readOnly, takeTurn });
  } catch (error) {
    writer.database.close();
    throw error;
  }
}
