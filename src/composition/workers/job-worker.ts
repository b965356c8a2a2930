import { setPriority } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import { leaveWithParent } from '#src/infrastructure/threads/leave-with-parent.ts';
import { isWorkerProcess } from '#src/infrastructure/threads/own-port.ts';

/**
 * Four steps below the thread that trades: that one goes first, and beside a program that keeps a processor busy a job
 * still gets three tenths of it (a step is a quarter). At the lowest priority, 19, it got a seventieth, and a backup of
 * seconds took a minute.
 */
const niceness = 4;

/**
 * The entry of a job's process, or thread. Linux gives a thread its own priority; elsewhere this would slow down the whole
 * program. It comes before the rest is loaded, which the thread that trades would otherwise wait for.
 */
if (isWorkerProcess || process.platform === 'linux') setPriority(niceness);
if (isWorkerProcess && isMainThread) {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  leaveWithParent(new URL(`./parent-watch-worker.${ending}`, import.meta.url));
}
await import('./run-job.ts');
