/** The thread of an undo that dies, the first time, when it has taken a piece back; then the program's own. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { undoImport } from '#src/application/imports/undo-import.ts';
import type { JobNews, JobService } from '#src/infrastructure/persistence/sqlite/jobs/job-service.ts';
import { borrowTurns } from '#src/infrastructure/persistence/sqlite/beside/writer-turns.ts';
import { openRecordBeside } from '#src/infrastructure/persistence/sqlite/workspace/record-beside.ts';
import { serveWorker } from '#src/infrastructure/threads/serve.ts';
import type { Input, Work } from '#src/infrastructure/threads/service.ts';

async function undo(
  { folder, importId, turns }: Input<JobService['undoImport']>,
  { tell }: Work<JobNews>,
): ReturnType<typeof undoImport> {
  const died = join(folder, 'died');
  const isFirst = !existsSync(died);
  const store = openRecordBeside(folder, borrowTurns(turns));
  try {
    return await undoImport(
      {
        store,
        clock: { now: () => Date.now() },
        onProgress(done, total) {
          tell({ type: 'progress', done, total });
          if (!isFirst || done === 0) return;
          writeFileSync(died, '');
          process.exit(3);
        },
      },
      importId,
    );
  } finally {
    await store.close();
    turns.close();
  }
}

await serveWorker(() => ({ undoImport: undo }));
