import { Worker } from 'node:worker_threads';
import type { ChainHead } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import type { LinkedPiece } from '#src/infrastructure/persistence/sqlite/chain/linked-piece.ts';
import { faultOf } from './fault-answer.ts';
import type { FromRecord, RecordsInto, ToRecord } from './import-messages.ts';

/** A thread that records the pieces of an import while the next ones are made ready. */
export type RecordThread = {
  /** Where the chain of fills ends with it. Once a piece was not recorded, none behind it is. */
  record(piece: LinkedPiece): Promise<ChainHead>;
  /** Resolves when the thread has let go of the workspace. */
  close(): Promise<void>;
};

type Waiting = { resolve(end: ChainHead): void; reject(fault: Error): void };

const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 48 };

export function openRecordThread(workerUrl: URL, into: RecordsInto): RecordThread {
  const thread = new Worker(workerUrl, { workerData: into, transferList: [into.turns], resourceLimits });
  const waiting: Waiting[] = [];
  const ended = Promise.withResolvers<void>();
  let lost: Error | undefined;

  thread.on('message', (answer: FromRecord) => {
    if (answer.type === 'recorded') for (const end of answer.ends) waiting.shift()?.resolve(end);
    else lose(faultOf(answer));
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
    async record(piece) {
      if (lost !== undefined) throw lost;
      const { promise, resolve, reject } = Promise.withResolvers<ChainHead>();
      waiting.push({ resolve, reject });
      post(piece);
      return promise;
    },
    async close() {
      post('end');
      await ended.promise;
    },
  };
}
