import type { MessagePort } from 'node:worker_threads';
import { err } from '#src/domain/result.ts';
import type { checkFiles } from '#src/infrastructure/persistence/sqlite/operations/verify/verify.ts';
import { openProcess, type StartWorkerProcess } from '#src/infrastructure/threads/open-process.ts';
import { openThread } from '#src/infrastructure/threads/open-thread.ts';
import type { Input, Output, ThreadFault } from '#src/infrastructure/threads/service.ts';
import type { Worker } from '#src/infrastructure/threads/worker.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Done, JobFailure, Operation } from '#src/ports/maintenance.ts';
import { RepositoryError } from '#src/ports/store-errors.ts';
import { cleanUpAfter } from './clean-up-after.ts';
import type { JobNews, JobService } from './job-service.ts';

export type Jobs = {
  /** Resolves when the job's process or thread has ended, so that its files are closed and nothing half is left. */
  run<Name extends keyof JobService>(
    name: Name,
    needs: Input<JobService[Name]>,
    operation: Operation,
    transfer?: readonly MessagePort[],
  ): Done<Output<JobService[Name]>>;
  /** Stops what is under way, and whatever is asked from then on; resolves when all of it has ended. */
  close(): Promise<void>;
};

type Options = {
  readonly clock: Pick<Clock, 'now'>;
  readonly startWorkerProcess?: StartWorkerProcess | undefined;
  /** Inside a job's process everything else it starts is a thread: they end together. */
  readonly isInside?: boolean;
  readonly limits?: Limits;
};

/** Milliseconds. */
type Limits = {
  /** From the moment at which it is asked to stop until it is killed. */
  readonly stopping: number;
  /** For all of it. */
  readonly working: number;
};

const usual: Limits = { stopping: 2_000, working: 3_600_000 };

/**
 * Each job in a process of its own, which ends with it. To stop, it is asked, and cleans up behind itself; where it does
 * not, since it is inside a statement of SQLite, it is killed, and what it left is cleaned up here. Taking back an import
 * writes in turns of the program's writer, in short statements, and so is a thread.
 */
export function createJobs(
  workerUrl: URL,
  { clock, startWorkerProcess, isInside = false, limits = usual }: Options,
): Jobs {
  const closing = new AbortController();
  const underWay = new Set<Promise<unknown>>();

  function open(name: keyof JobService): Worker<JobService> {
    return isInside || name === 'undoImport'
      ? openThread(workerUrl)
      : openProcess(workerUrl, startWorkerProcess);
  }

  async function perform<Name extends keyof JobService>(
    name: Name,
    needs: Input<JobService[Name]>,
    { signal, report, pauseCheckpoints }: Operation,
    transfer: readonly MessagePort[],
  ): Done<Output<JobService[Name]>> {
    const { ask, end, kill } = open(name);
    const left: (() => void)[] = [];
    function onTold(news: JobNews): void {
      if (news.type === 'progress') report(news.done, news.total);
      else if (news.type === 'resume-checkpoints') left.pop()?.();
      else if (pauseCheckpoints !== undefined) left.push(pauseCheckpoints());
    }
    const stopping = stopWithin(limits, AbortSignal.any([signal, closing.signal]), kill);
    const done = await ask(name, needs, { signal: stopping.signal, onTold, transfer });
    await end();
    stopping.done();
    for (const takeBack of left) takeBack();
    if (done.ok) return done;
    if (done.error.code === 'ENDED') await cleanUpAfter(name, needs, clock);
    return err(failureOf(done.error, stopping));
  }

  return {
    run(name, needs, operation, transfer = []) {
      const running = perform(name, needs, operation, transfer);
      const ended = running.catch(() => undefined).finally(() => underWay.delete(ended));
      underWay.add(ended);
      return running;
    },
    async close() {
      closing.abort();
      await Promise.all(underWay);
    },
  };
}

type Stopping = {
  readonly signal: AbortSignal;
  readonly isTooLong: () => boolean;
  done(): void;
};

/** Asks it to stop when it is to, or when its time is over, and kills what does not. */
function stopWithin({ stopping, working }: Limits, asked: AbortSignal, kill: () => Promise<void>): Stopping {
  const stop = new AbortController();
  let isTooLong = false;
  let killing: NodeJS.Timeout | undefined;
  function onStop(): void {
    if (stop.signal.aborted) return;
    stop.abort();
    killing = setTimeout(() => void kill(), stopping);
  }
  const limit = setTimeout(() => {
    isTooLong = true;
    onStop();
  }, working);
  asked.addEventListener('abort', onStop);
  if (asked.aborted) onStop();
  return {
    signal: stop.signal,
    isTooLong: () => isTooLong,
    done() {
      clearTimeout(limit);
      clearTimeout(killing);
      asked.removeEventListener('abort', onStop);
    },
  };
}

function failureOf(fault: ThreadFault, { signal, isTooLong }: Stopping): JobFailure {
  if (isTooLong())
    return {
      code: 'JOB_FAILED',
      reason: 'it took too long and was ended',
      problem: { code: 'TOOK_TOO_LONG' },
    };
  const { code, reason, problem } = fault;
  const wasStopped = code === 'CANCELLED' || (code === 'ENDED' && signal.aborted);
  if (wasStopped) return { code: 'CANCELLED' };
  if (code === 'ENDED' && problem === undefined)
    return { code: 'JOB_FAILED', reason, problem: { code: 'PROCESS_ENDED' }, isBroken: true };
  return { code: 'JOB_FAILED', reason, problem, isBroken: false };
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
