import Database from 'better-sqlite3';

import { leaveWithParent } from '#src/infrastructure/threads/leave-with-parent.ts';
import { serveWorker } from '#src/infrastructure/threads/serve.ts';
import type { Work } from '#src/infrastructure/threads/service.ts';

export type EndlessProcess = { runForEver(input: undefined, work: Work<number>): Promise<never> };

const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n';

const service: EndlessProcess = {
  async runForEver(_input, { tell }) {
    tell(process.pid);
    await new Promise(setImmediate);
    new Database(':memory:').prepare(endless).get();
    throw new Error('it has an end');
  },
};

leaveWithParent(new URL('../../../src/composition/workers/parent-watch-worker.ts', import.meta.url));
await serveWorker(() => service);
