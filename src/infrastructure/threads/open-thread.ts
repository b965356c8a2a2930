import { Worker, type ResourceLimits, type Transferable } from 'node:worker_threads';
import { reasonOf } from '#src/domain/fault.ts';
import { createAsk, type Ask } from './ask.ts';
import type { Service, ToService } from './service.ts';

export type Thread<Of extends Service> = {
  readonly ask: Ask<Of>;
  /** Has what is under way stopped and answered; resolves when the thread is gone, and its files are closed. */
  end(): Promise<void>;
  /** Ends it in the middle of whatever it does. */
  kill(): Promise<void>;
};

type Options = {
  /** What its service is made from. */
  readonly given?: unknown;
  /** Ports that go with it. */
  readonly transfer?: readonly Transferable[];
  readonly resourceLimits?: ResourceLimits;
};

/** A thread that runs the entry. One that dies answers what it was asked with the reason. */
export function openThread<Of extends Service>(
  entry: URL,
  { given, transfer = [], resourceLimits = {} }: Options = {},
): Thread<Of> {
  const worker = new Worker(entry, { workerData: { given }, transferList: [...transfer], resourceLimits });
  const { ask, lose } = createAsk<Of>(worker);
  const gone = Promise.withResolvers<void>();
  let fault: string | undefined;
  worker.on('error', (error) => {
    fault = reasonOf(error);
  });
  worker.on('exit', (code) => {
    lose(fault ?? `the thread has ended (exit code ${code})`);
    gone.resolve();
  });
  return {
    ask,
    async end() {
      worker.postMessage({ type: 'end' } satisfies ToService);
      await gone.promise;
    },
    async kill() {
      await worker.terminate();
    },
  };
}
