import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { servedProcess } from './own-port.ts';

/** Milliseconds. */
const between = 500;

/**
 * A process whose parent was killed would finish what it does, an endless statement for ever, and write to files that the
 * next start has opened by then. A thread of its own watches, since nothing else in this process runs meanwhile.
 */
export function leaveWithParent(entry: URL): void {
  new Worker(entry, { argv: process.argv.slice(2), workerData: { startedBy: process.ppid } }).unref();
}

/** That thread's work. */
export function watchParent(): void {
  if (isMainThread || servedProcess === undefined) throw new Error('only a worker process has such a thread');
  const served = servedProcess;
  const { startedBy }: { readonly startedBy: number } = workerData;
  setInterval(() => {
    // The id of a program that was killed is taken until whoever started that asks for it, and may be another's then.
    if (process.ppid !== startedBy || !isAlive(served)) process.kill(process.pid, 'SIGKILL');
  }, between);
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
