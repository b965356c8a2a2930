import { parentPort, workerData } from 'node:worker_threads';
import { undoImport } from '#src/application/imports/undo-import.ts';
import {
  exportWorkspace,
  importWorkspace,
} from '#src/infrastructure/persistence/sqlite/operations/archive.ts';
import { makeBackup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { isStop } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { restoreBackup } from '#src/infrastructure/persistence/sqlite/operations/restore.ts';
import { migrateToLatest } from '#src/infrastructure/persistence/sqlite/operations/schema-versions.ts';
import { verifyWorkspace } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import { openRecordBeside } from '#src/infrastructure/persistence/sqlite/workspace/record-beside.ts';
import { verifyShare } from '#src/infrastructure/persistence/sqlite/operations/verify/verify-parts.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { borrowTurns } from '#src/infrastructure/persistence/sqlite/beside/writer-turns.ts';
import {
  createJobs,
  verifyThreads,
  type FromJob,
  type Job,
  type JobOutcome,
} from '#src/composition/threads/jobs.ts';
import type { Operation } from '#src/ports/maintenance.ts';
import type { JobFailure } from '#src/ports/maintenance.ts';

/** What a job's thread runs: it does one job and ends. */

if (parentPort === null) throw new Error('the job worker must be started as a worker thread');
const port = parentPort;
const stopping = new AbortController();
const clock = createSystemClock();
/** This very file, once more for each: a thread has the priority of the one that starts it. */
const threads = verifyThreads(createJobs(new URL(import.meta.url)));
/** Milliseconds between two reports of progress. */
const reportEvery = 100;
let reportedAt = -Infinity;

const operation: Operation = {
  signal: stopping.signal,
  report(done, total) {
    if (clock.monotonic() - reportedAt < reportEvery) return;
    reportedAt = clock.monotonic();
    post({ type: 'progress', done, total });
  },
  leaveLogs() {
    post({ type: 'leave-logs' });
    return () => post({ type: 'take-logs-back' });
  },
};

port.on('message', () => stopping.abort());
try {
  post({ type: 'done', outcome: await perform(workerData) });
} catch (error) {
  post({ type: 'failed', failure: failureOf(error) });
}
port.close();

async function perform(job: Job): Promise<JobOutcome> {
  switch (job.type) {
    case 'migrate':
      await migrateToLatest({ ...job, clock }, operation);
      return { type: 'migrate' };
    case 'verify':
      return { type: 'verify', report: await verifyWorkspace(job.folder, clock, operation, threads) };
    case 'verify-share':
      return { type: 'verify-share', results: await verifyShare(job, operation) };
    case 'backup': {
      // By the program's own clock, which tells when the next one is due.
      const made = await makeBackup(job.folder, job.reason, { now: () => job.at }, operation);
      return { type: 'backup', backup: made };
    }
    case 'restore': {
      const restored = await restoreBackup(job.folder, job.backupId, clock, operation);
      return { type: 'restore', madeAt: restored.manifest.madeAt, aside: restored.aside };
    }
    case 'export':
      return { type: 'export', ...(await exportWorkspace(job.folder, job.target, clock, operation)) };
    case 'import':
      await importWorkspace(job.archive, job.target, operation);
      return { type: 'import' };
    case 'undo-import':
      return { type: 'undo-import', result: await undoInTurns(job, operation) };
  }
}

async function undoInTurns(
  { folder, importId, turns }: Job & { readonly type: 'undo-import' },
  { report: onProgress }: Operation,
) {
  const store = openRecordBeside(folder, borrowTurns(turns));
  try {
    return await undoImport({ store, clock, onProgress }, importId);
  } finally {
    await store.close();
    turns.close();
  }
}

function failureOf(error: unknown): JobFailure {
  if (isStop(operation, error)) return { code: 'CANCELLED' };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'SQLITE_FULL') {
    return { code: 'JOB_FAILED', reason: 'The disk is full. Free some space and try again.' };
  }
  return { code: 'JOB_FAILED', reason: error instanceof Error ? error.message : String(error) };
}

function post(message: FromJob): void {
  port.postMessage(message);
}
