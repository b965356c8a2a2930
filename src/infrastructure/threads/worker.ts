import { reasonOf } from '#src/domain/fault.ts';
import type { StoreProblem } from '#src/domain/coded.ts';
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
  /** When it is gone, with the reason, for the log, and where it was never there with what the screen says of it. */
  onEnd(listener: (reason: string, problem?: StoreProblem) => void): void;
  terminate(): void;
};

/** The system has no process, thread or open file left for one more: it is gone before it was there. */
export function notStarted(fault: unknown): Carrier {
  return {
    postMessage: () => undefined,
    onMessage: () => undefined,
    onEnd: (listener) => listener(reasonOf(fault), notStartedProblem(fault)),
    terminate: () => undefined,
  };
}

export function notStartedProblem(fault: unknown): StoreProblem {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : reasonOf(fault);
  return { code: 'PROCESS_NOT_STARTED', fault: code };
}

/** One that dies answers what it was asked with the reason. */
export function workerIn<Of extends Service>(carrier: Carrier): Worker<Of> {
  const { ask, lose } = createAsk<Of>(carrier);
  const gone = Promise.withResolvers<void>();
  let isGone = false;
  carrier.onEnd((reason, problem) => {
    isGone = true;
    lose(reason, problem);
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
