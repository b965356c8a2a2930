import type { MessagePort } from 'node:worker_threads';
import type { undoImport } from '#src/application/imports/undo-import.ts';
import type { ImportId } from '#src/domain/ids.ts';
import { err } from '#src/domain/result.ts';
import type { Backup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import type { checkFiles } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import { openThread } from '#src/infrastructure/threads/open-thread.ts';
import type { Input, Output, Work } from '#src/infrastructure/threads/service.ts';
import type {
  BackupReason,
  Done,
  Finding,
  JobFailure,
  Operation,
  VerifyReport,
} from '#src/ports/maintenance.ts';
import { RepositoryError } from '#src/ports/store-errors.ts';

export type JobNews =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'pause-checkpoints' | 'resume-checkpoints' };

type Job<Needs, Outcome> = (needs: Needs, work: Work<JobNews>) => Promise<Outcome>;
type InFolder<Needs = unknown> = { readonly folder: string } & Needs;
type WithMigrations<Needs = unknown> = { readonly migrationsFolder: string } & Needs;

/** Long work on a workspace's files. Folders and files are absolute paths. */
export type JobThread = {
  readonly migrate: Job<WithMigrations<InFolder>, void>;
  readonly verify: Job<WithMigrations<InFolder>, VerifyReport>;
  /** SQLite's own part of a verify. */
  readonly checkFiles: Job<InFolder, readonly Finding[]>;
  readonly backup: Job<InFolder<{ readonly reason: BackupReason; readonly at: number }>, Backup>;
  /** `aside`: the folder that holds what was replaced. */
  readonly restore: Job<
    WithMigrations<InFolder<{ readonly backupId: string }>>,
    { readonly madeAt: number; readonly aside: string }
  >;
  readonly export: Job<
    InFolder<{ readonly target: string }>,
    { readonly path: string; readonly bytes: number }
  >;
  readonly import: Job<WithMigrations<InFolder<{ readonly archive: string }>>, { readonly name: string }>;
  /** `turns`: of the program that has the workspace open. */
  readonly undoImport: Job<
    InFolder<{ readonly importId: ImportId; readonly turns: MessagePort }>,
    Awaited<ReturnType<typeof undoImport>>
  >;
};

export type Jobs = {
  /** Resolves when the job's thread has ended, so that its files are closed. */
  run<Name extends keyof JobThread>(
    name: Name,
    needs: Input<JobThread[Name]>,
    operation: Operation,
    transfer?: readonly MessagePort[],
  ): Done<Output<JobThread[Name]>>;
};

/** Each job in a thread of its own, which ends with it. To stop, it is asked, and cleans up behind itself. */
export function createJobs(workerUrl: URL): Jobs {
  return {
    async run(name, needs, { signal, report, pauseCheckpoints }, transfer = []) {
      const { ask, end } = openThread<JobThread>(workerUrl);
      const left: (() => void)[] = [];
      function onTold(news: JobNews): void {
        if (news.type === 'progress') report(news.done, news.total);
        else if (news.type === 'resume-checkpoints') left.pop()?.();
        else if (pauseCheckpoints !== undefined) left.push(pauseCheckpoints());
      }
      const done = await ask(name, needs, { signal, onTold, transfer });
      await end();
      for (const takeBack of left) takeBack();
      if (done.ok) return done;
      const { code, reason, problem } = done.error;
      return err(code === 'CANCELLED' ? { code } : { code: 'JOB_FAILED', reason, problem });
    },
  };
}

/** SQLite's own check of a workspace's files, beside the rest of a verify. */
export function fileCheckIn(jobs: Jobs): typeof checkFiles {
  return async (folder, operation) => {
    const done = await jobs.run('checkFiles', { folder }, { ...operation, report: () => undefined });
    if (done.ok) return done.value;
    operation.signal.throwIfAborted();
    throw jobFault(done.error);
  };
}

/** As it was thrown there, for a caller whose own failure it is. */
export function jobFault(failure: JobFailure): RepositoryError {
  return failure.code === 'JOB_FAILED'
    ? new RepositoryError(failure.reason, failure.problem)
    : new RepositoryError('its thread gave up');
}
