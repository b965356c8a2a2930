import { availableParallelism } from 'node:os';
import { Worker, type MessagePort } from 'node:worker_threads';
import type { undoImport } from '#src/application/imports/undo-import.ts';
import type { ImportId } from '#src/domain/ids.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { Backup, BackupReason } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import type { Operation } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import type {
  VerifyReport,
  VerifyThreads,
} from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import type {
  PartResult,
  VerifyShare,
} from '#src/infrastructure/persistence/sqlite/operations/verify/verify-parts.ts';

/** Long work on a workspace's files. Folders and files are absolute paths. */
export type Job =
  | { readonly type: 'migrate'; readonly folder: string; readonly migrationsFolder: string }
  | { readonly type: 'verify'; readonly folder: string }
  /** One thread's part of a verify. */
  | ({ readonly type: 'verify-share' } & VerifyShare)
  | { readonly type: 'backup'; readonly folder: string; readonly reason: BackupReason; readonly at: number }
  | { readonly type: 'restore'; readonly folder: string; readonly backupId: string }
  | { readonly type: 'export'; readonly folder: string; readonly target: string }
  | { readonly type: 'import'; readonly archive: string; readonly target: string }
  | {
      readonly type: 'undo-import';
      readonly folder: string;
      readonly importId: ImportId;
      /** Of the program that has the workspace open. */
      readonly turns: MessagePort;
    };

export type JobOutcome =
  | { readonly type: 'migrate' }
  | { readonly type: 'verify'; readonly report: VerifyReport }
  | { readonly type: 'verify-share'; readonly results: readonly PartResult[] }
  | { readonly type: 'backup'; readonly backup: Backup }
  /** `aside`: the folder that holds what was replaced. */
  | { readonly type: 'restore'; readonly madeAt: number; readonly aside: string }
  | { readonly type: 'export'; readonly path: string; readonly bytes: number }
  | { readonly type: 'import' }
  | { readonly type: 'undo-import'; readonly result: Awaited<ReturnType<typeof undoImport>> };

export type JobFailure =
  | { readonly code: 'CANCELLED' }
  | { readonly code: 'JOB_FAILED'; readonly reason: string };

export type FromJob =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'leave-logs' | 'take-logs-back' }
  | { readonly type: 'done'; readonly outcome: JobOutcome }
  | { readonly type: 'failed'; readonly failure: JobFailure };

export type Jobs = {
  /** Resolves when the job's thread has ended, so that its files are closed. */
  run(job: Job, operation: Operation): Promise<Result<JobOutcome, JobFailure>>;
};

/** Each job in a thread of its own, which ends with it. To stop, it is asked, and cleans up behind itself. */
export function createJobs(workerUrl: URL): Jobs {
  return {
    run: (job, { signal, report, leaveLogs }) =>
      new Promise((resolve) => {
        const thread = new Worker(workerUrl, {
          workerData: job,
          transferList: job.type === 'undo-import' ? [job.turns] : [],
        });
        let end: Result<JobOutcome, JobFailure> = err({
          code: 'JOB_FAILED',
          reason: 'its thread ended early',
        });
        const cancel = (): void => thread.postMessage('cancel');
        signal.addEventListener('abort', cancel);
        if (signal.aborted) cancel();
        const left: (() => void)[] = [];
        thread.on('message', (message: FromJob) => {
          switch (message.type) {
            case 'progress':
              return report(message.done, message.total);
            case 'leave-logs':
              if (leaveLogs !== undefined) left.push(leaveLogs());
              return;
            case 'take-logs-back':
              return left.pop()?.();
            case 'done':
              end = ok(message.outcome);
              return;
            case 'failed':
              end = err(message.failure);
          }
        });
        thread.on('error', (error) => {
          end = err({ code: 'JOB_FAILED', reason: error instanceof Error ? error.message : String(error) });
        });
        thread.on('exit', () => {
          signal.removeEventListener('abort', cancel);
          for (const takeBack of left) takeBack();
          resolve(end);
        });
      }),
  };
}

const mostThreads = 7;

/** One core is left to the program where there are more than two. */
export function verifyThreads(jobs: Jobs): VerifyThreads {
  return {
    others: Math.min(Math.max(availableParallelism() - 2, 1), mostThreads),
    worth: 100_000,
    async run(share, operation) {
      const done = await jobs.run({ type: 'verify-share', ...share }, operation);
      if (done.ok && done.value.type === 'verify-share') return done.value.results;
      if (!done.ok && done.error.code === 'JOB_FAILED') throw new Error(done.error.reason);
      operation.signal.throwIfAborted();
      throw new Error('a thread gave up');
    },
  };
}
