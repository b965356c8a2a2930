import { createAsk, type Ask } from './ask.ts';
import type { AskingPort } from './message-port.ts';
import type { Service } from './service.ts';

/** A thread or a process that serves, and whoever started it asks. */
export type Worker<Of extends Service> = {
  readonly ask: Ask<Of>;
  /** Has what is under way stopped and answered; resolves when the worker is gone, and its files are closed. */
  end(): Promise<void>;
  /** Ends it in the middle of whatever it does; of a thread, as soon as it comes out of a call of SQLite. */
  kill(): Promise<void>;
};

/** What a worker runs in. */
export type Carrier = AskingPort & {
  /** When it is gone, with the reason, for the log. */
  onEnd(listener: (reason: string) => void): void;
  terminate(): void;
};

/** One that dies answers what it was asked with the reason. */
export function workerIn<Of extends Service>(carrier: Carrier): Worker<Of> {
  const { ask, lose } = createAsk<Of>(carrier);
  const gone = Promise.withResolvers<void>();
  let isGone = false;
  carrier.onEnd((reason) => {
    isGone = true;
    lose(reason);
    gone.resolve();
  });
  return {
    ask,
    async end() {
      if (!isGone) carrier.postMessage({ type: 'end' });
      await gone.promise;
    },
    async kill() {
      if (!isGone) carrier.terminate();
      await gone.promise;
    },
  };
}
