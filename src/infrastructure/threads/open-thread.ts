import { Worker as NodeWorker, type ResourceLimits, type Transferable } from 'node:worker_threads';
import { reasonOf } from '#src/domain/fault.ts';
import { askingOver } from './message-port.ts';
import type { Service } from './service.ts';
import type { StoreProblem } from '#src/domain/coded.ts';
import { workerIn, type Worker } from './worker.ts';

type Options = {
  /** What its service is made from. */
  readonly given?: unknown;
  /** Ports that go with it. */
  readonly transfer?: readonly Transferable[];
  readonly resourceLimits?: ResourceLimits;
};

/** Each until it is gone. */
const threads = new Set<Promise<void>>();

/** Resolves when there is no thread any more. One that is inside a call of the system stays until that returns. */
export async function threadsGone(): Promise<void> {
  await Promise.all(threads);
}

/** A thread that runs the entry. */
export function openThread<Of extends Service>(
  entry: URL,
  { given, transfer = [], resourceLimits = {} }: Options = {},
): Worker<Of> {
  const thread = new NodeWorker(entry, {
    workerData: { given },
    transferList: [...transfer],
    resourceLimits,
  });
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  threads.add(gone);
  thread.on('exit', () => {
    threads.delete(gone);
    resolve();
  });
  let fault: string | undefined;
  let problem: StoreProblem | undefined;
  thread.on('error', (error) => {
    fault = reasonOf(error);
    problem = neverBegan(error);
  });
  return workerIn({
    ...askingOver(thread),
    onEnd: (listener) =>
      void thread.on('exit', (code) =>
        listener(fault ?? `the thread has ended (exit code ${code})`, problem),
      ),
    terminate: () => void thread.terminate(),
  });
}

/** Node tells the system's own word for it in its message alone: `Worker initialization failure: EMFILE`. */
function neverBegan(error: unknown): StoreProblem | undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_INIT_FAILED'))
    return undefined;
  return { code: 'PROCESS_NOT_STARTED', fault: /\bE[A-Z]+$/.exec(error.message)?.[0] ?? error.code };
}
