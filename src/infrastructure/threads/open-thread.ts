import { Worker as NodeWorker, type ResourceLimits, type Transferable } from 'node:worker_threads';
import { reasonOf } from '#src/domain/fault.ts';
import { askingOver } from './message-port.ts';
import type { Service } from './service.ts';
import { workerIn, type Worker } from './worker.ts';

type Options = {
  /** What its service is made from. */
  readonly given?: unknown;
  /** Ports that go with it. */
  readonly transfer?: readonly Transferable[];
  readonly resourceLimits?: ResourceLimits;
};

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
  let fault: string | undefined;
  thread.on('error', (error) => {
    fault = reasonOf(error);
  });
  return workerIn({
    ...askingOver(thread),
    onEnd: (listener) =>
      void thread.on('exit', (code) => listener(fault ?? `the thread has ended (exit code ${code})`)),
    terminate: () => void thread.terminate(),
  });
}
