/** In a thread of its own: how long SQLite waits there for a lock. */
import { parentPort, workerData } from 'node:worker_threads';

import { openConnection } from '#src/infrastructure/persistence/sqlite/open-connection.ts';

const { database } = openConnection(String(workerData), { synchronous: 'FULL', readOnly: true });
parentPort?.postMessage(database.pragma('busy_timeout', { simple: true }));
database.close();
