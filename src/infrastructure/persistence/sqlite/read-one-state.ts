import type { Repositories } from '#src/ports/record-store.ts';
import type { Connection } from './connection.ts';
import { repositoriesOf } from './repositories/repositories.ts';
import { Session } from './session.ts';

/** Reads the record as it is at one moment, whatever is written meanwhile. The connection is for reading, and for nothing else. */
export async function readOneState<Value>(
  connection: Connection,
  work: (read: Repositories) => Promise<Value>,
): Promise<Value> {
  connection.database.exec('BEGIN');
  try {
    return await work(repositoriesOf(new Session(connection)));
  } finally {
    connection.database.exec('COMMIT');
  }
}
