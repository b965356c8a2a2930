import { availableParallelism } from 'node:os';
import type { MessagePort } from 'node:worker_threads';
import type { undoImport } from '#src/application/imports/undo-import.ts';
import type { ImportId } from '#src/domain/ids.ts';
import { err } from '#src/domain/result.ts';
import type { Backup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import type { VerifyThreads } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import type {
  PartResult,
  VerifyShare,
} from '#src/infrastructure/persistence/sqlite/operations/verify/verify-parts.ts';
import { openThread } from '#src/infrastructure/threads/open-thread.ts';
import type { Input, Output, Work } from '#src/infrastructure/threads/service.ts';
import type { BackupReason, Done, Operation, VerifyReport } from '#src/ports/maintenance.ts';

export type JobNews =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'leave-logs' | 'take-logs-back' };

type Job<Needs, Outcome> = (needs: Needs, work: Work<JobNews>) => Promise<Outcome>;
type InFolder<Needs = unknown> = { readonly folder: string } & Needs;

/** Long work on a workspace's files. Folders and files are absolute paths. */
export type JobThread = {
  readonly migrate: Job<InFolder<{ readonly migrationsFolder: string }>, void>;
  readonly verify: Job<InFolder, VerifyReport>;
  /** One thread's part of a verify. */
  readonly verifyShare: Job<VerifyShare, readonly PartResult[]>;
  readonly backup: Job<InFolder<{ readonly reason: BackupReason; readonly at: number }>, Backup>;
  /** `aside`: the folder that holds what was replaced. */
  readonly restore: Job<
    InFolder<{ readonly backupId: string }>,
    { readonly madeAt: number; readonly aside: string }
  >;
  readonly export: Job<
    InFolder<{ readonly target: string }>,
    { readonly path: string; readonly bytes: number }
  >;
  readonly import: Job<{ readonly archive: string; readonly target: string }, void>;
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
    async run(name, needs, { signal, report, leaveLogs }, transfer = []) {
      const { ask, end } = openThread<JobThread>(workerUrl);
      const left: (() => void)[] = [];
      function onTold(news: JobNews): void {
        if (news.type === 'progress') report(news.done, news.total);
        else if (news.type === 'take-logs-back') left.pop()?.();
        else if (leaveLogs !== undefined) left.push(leaveLogs());
      }
      const done = await ask(name, needs, { signal, onTold, transfer });
      await end();
      for (const takeBack of left) takeBack();
      if (done.ok) return done;
      const { code, reason } = done.error;
      return err(code === 'CANCELLED' ? { code } : { code: 'JOB_FAILED', reason });
    },
  };
}

const mostThreads = 7;

/** One core is left to the program where there are more than two. */
export function verifyThreads(jobs: Jobs): VerifyThreads {
  return {
    others: Math.min(Math.max(availableParallelism() - 2, 1), mostThreads),
    worth: 100_000,
    async run(share, operation) {
      const done = await jobs.run('verifyShare', share, operation);
      if (done.ok) return done.value;
      if (done.error.code === 'JOB_FAILED') throw new Error(done.error.reason);
      operation.signal.throwIfAborted();
      throw new Error('a thread gave up');
    },
  };
}
