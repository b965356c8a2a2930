import { availableParallelism } from 'node:os';
import { Worker, type MessagePort } from 'node:worker_threads';
import type { undoImport } from '#src/application/imports/undo-import.ts';
import type { ImportId } from '#src/domain/ids.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { Backup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import type { VerifyThreads } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import type {
  PartResult,
  VerifyShare,
} from '#src/infrastructure/persistence/sqlite/operations/verify/verify-parts.ts';
import type { BackupReason, Done, JobFailure, Operation, VerifyReport } from '#src/ports/maintenance.ts';

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

export type FromJob =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'leave-logs' | 'take-logs-back' }
  | { readonly type: 'done'; readonly outcome: JobOutcome }
  | { readonly type: 'failed'; readonly failure: JobFailure };

export type Jobs = {
  /** Resolves when the job's thread has ended, so that its files are closed. */
  run<Type extends Job['type']>(
    job: Job & { readonly type: Type },
    operation: Operation,
  ): Done<JobOutcome & { readonly type: Type }>;
};

/** Each job in a thread of its own, which ends with it. To stop, it is asked, and cleans up behind itself. */
export function createJobs(workerUrl: URL): Jobs {
  return {
    run: <Type extends Job['type']>(
      job: Job & { readonly type: Type },
      { signal, report, leaveLogs }: Operation,
    ) =>
      new Promise<Result<JobOutcome & { readonly type: Type }, JobFailure>>((resolve) => {
        const thread = new Worker(workerUrl, {
          workerData: job,
          transferList: 'turns' in job ? [job.turns] : [],
        });
        let end: Result<JobOutcome & { readonly type: Type }, JobFailure> = err({
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
              end = isOf(message.outcome, job.type)
                ? ok(message.outcome)
                : err({ code: 'JOB_FAILED', reason: `its thread did ${message.outcome.type} instead` });
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

function isOf<Type extends JobOutcome['type']>(
  outcome: JobOutcome,
  type: Type,
): outcome is JobOutcome & { readonly type: Type } {
  return outcome.type === type;
}

const mostThreads = 7;

/** One core is left to the program where there are more than two. */
export function verifyThreads(jobs: Jobs): VerifyThreads {
  return {
    others: Math.min(Math.max(availableParallelism() - 2, 1), mostThreads),
    worth: 100_000,
    async run(share, operation) {
      const done = await jobs.run({ type: 'verify-share', ...share }, operation);
      if (done.ok) return done.value.results;
      if (done.error.code === 'JOB_FAILED') throw new Error(done.error.reason);
      operation.signal.throwIfAborted();
      throw new Error('a thread gave up');
    },
  };
}
