import type { MessagePort } from 'node:worker_threads';
import { openThread } from '#src/infrastructure/threads/open-thread.ts';
import { valueOf } from '#src/infrastructure/threads/service.ts';
import type { PieceRows } from './piece-rows.ts';

/** What the thread is given that records the pieces of an import. */
export type RecordsInto = { readonly folder: string; readonly turns: MessagePort };

export type Recorded = {
  /** Whether the program writes too, and its orders wait for this. */
  readonly isShared: boolean;
};

/** A thread that records the pieces of an import while the next ones are made ready. */
export type RecordThread = {
  /** In one unit of work. Once one was not recorded, none behind it is. */
  record(pieces: readonly PieceRows[]): Promise<Recorded>;
  /** Resolves when the thread has let go of the workspace. */
  close(): Promise<void>;
};

const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 48 };

export function openRecordThread(workerUrl: URL, into: RecordsInto): RecordThread {
  const { ask, end } = openThread<RecordThread>(workerUrl, {
    given: into,
    transfer: [into.turns],
    resourceLimits,
  });
  return {
    record: async (pieces) => valueOf(await ask('record', pieces)),
    async close() {
      const closed = await ask('close', undefined);
      await end();
      if (!closed.ok && closed.error.code !== 'ENDED') valueOf(closed);
    },
  };
}
