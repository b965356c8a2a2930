/** Jobs that begin as ours do and then never come back out of SQLite. */
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';

import type { JobNews, JobService } from '#src/infrastructure/persistence/sqlite/jobs/job-service.ts';
import { serveWorker } from '#src/infrastructure/threads/serve.ts';
import type { Input, Work } from '#src/infrastructure/threads/service.ts';
import { exportWorkspace } from '#src/infrastructure/persistence/sqlite/operations/archive.ts';
import { makeBackup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { restoreBackup } from '#src/infrastructure/persistence/sqlite/operations/restore.ts';

const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n';

async function runForEver(left: string, { tell }: Pick<Work<JobNews>, 'tell'>): Promise<never> {
  mkdirSync(left, { recursive: true });
  writeFileSync(join(left, 'half'), 'half');
  if (existsSync(join(left, '../../die'))) process.kill(process.pid, 'SIGKILL');
  tell({ type: 'progress', done: 1, total: 2 });
  // Lets the message leave before nothing of this process runs any more.
  await new Promise(setImmediate);
  new Database(':memory:').prepare(endless).get();
  throw new Error('it has an end');
}

/** A whole restore, of which nobody hears; where the folder has that file, as if it had been killed before its last step. */
async function restoreForEver(
  needs: Input<JobService['restore']>,
  { signal, tell }: Work<JobNews>,
): Promise<never> {
  const { folder, migrationsFolder, backupId } = needs;
  if (existsSync(join(folder, 'die'))) process.kill(process.pid, 'SIGKILL');
  const options = { folder, migrationsFolder, clock: { now: () => Date.now() } };
  await restoreBackup(options, backupId, { signal, report: () => undefined });
  if (existsSync(join(folder, 'not-in-place'))) {
    mkdirSync(join(folder, 'restore-under-way'));
    for (const name of ['record.sqlite', 'market.sqlite', 'audit-notes.jsonl'])
      renameSync(join(folder, name), join(folder, 'restore-under-way', name));
  }
  tell({ type: 'progress', done: 1, total: 1 });
  await new Promise(setImmediate);
  new Database(':memory:').prepare(endless).get();
  throw new Error('it has an end');
}

/** The whole of it, of which nobody hears, where the folder has that file. */
async function runWholeFirst(
  folder: string,
  make: () => Promise<unknown>,
  { tell }: Work<JobNews>,
  left: string,
): Promise<never> {
  if (existsSync(join(folder, 'whole-first'))) await make();
  return runForEver(left, { tell });
}

await serveWorker(() => ({
  restore: restoreForEver,
  backup: ({ folder, reason, at }: Input<JobService['backup']>, work: Work<JobNews>) =>
    runWholeFirst(
      folder,
      () => makeBackup(folder, reason, { now: () => at }, unattended),
      work,
      join(folder, 'backups', '.unfinished-x'),
    ),
  export: ({ folder, target }: Input<JobService['export']>, work: Work<JobNews>) =>
    runWholeFirst(
      folder,
      () => exportWorkspace(folder, target, Date, unattended),
      work,
      join(dirname(target), `.unfinished-${basename(target)}`),
    ),
  import: ({ folder }: { readonly folder: string }, work: Work<JobNews>) => runForEver(folder, work),
}));
