import { Worker } from 'node:worker_threads';
import { faultOf } from './fault-answer.ts';
import type { PieceRows } from './piece-rows.ts';
import type { FromRecord, Recorded, RecordsInto, ToRecord } from './record-messages.ts';

/** A thread that records the pieces of an import while the next ones are made ready. */
export type RecordThread = {
  /** In one unit of work. Once one was not recorded, none behind it is. */
  record(pieces: readonly PieceRows[]): Promise<Recorded>;
  /** Resolves when the thread has let go of the workspace. */
  close(): Promise<void>;
};

type Waiting = { resolve(recorded: Recorded): void; reject(fault: Error): void };

const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 48 };

export function openRecordThread(workerUrl: URL, into: RecordsInto): RecordThread {
  const thread = new Worker(workerUrl, { workerData: into, transferList: [into.turns], resourceLimits });
  const waiting: Waiting[] = [];
  const ended = Promise.withResolvers<void>();
  let lost: Error | undefined;

  thread.on('message', (answer: FromRecord) => {
    const asked = waiting.shift();
    if (answer.type === 'recorded') asked?.resolve(answer);
    else asked?.reject(faultOf(answer));
  });
  thread.on('error', lose);
  thread.on('exit', () => {
    lose(new Error('the thread that records has ended'));
    ended.resolve();
  });

  function lose(error: unknown): void {
    lost ??= error instanceof Error ? error : new Error(String(error));
    for (const { reject } of waiting.splice(0)) reject(lost);
  }

  function post(message: ToRecord): void {
    thread.postMessage(message);
  }

  return {
    async record(pieces) {
      if (lost !== undefined) throw lost;
      const { promise, resolve, reject } = Promise.withResolvers<Recorded>();
      waiting.push({ resolve, reject });
      post(pieces);
      return promise;
    },
    async close() {
      post('end');
      await ended.promise;
    },
  };
}
