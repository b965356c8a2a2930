import { Worker, type TransferListItem } from 'node:worker_threads';
import type { FileImport, FileToImport } from '#src/ports/import-files.ts';
import { faultOf } from '#src/infrastructure/persistence/sqlite/beside/fault-answer.ts';
import type { FromImport, ImportAnswer, ToImport } from './import-messages.ts';
import { lendTurns } from '#src/infrastructure/persistence/sqlite/beside/writer-turns.ts';

type Waiting = { resolve(answer: ImportAnswer): void; reject(fault: Error): void };

/** A file streams through: left to itself V8 would rather grow than collect. */
const resourceLimits = { maxYoungGenerationSizeMb: 48, maxOldGenerationSizeMb: 96 };

/** A file's import in a thread of its own, beside everything that trades. */
export function openImportThread(workerUrl: URL, file: FileToImport): FileImport {
  const thread = new Worker(workerUrl, { workerData: file, resourceLimits });
  const waiting: Waiting[] = [];
  let onProgress: ((done: number) => void) | undefined;
  let ended: Error | undefined;

  thread.on('message', (message: FromImport) => {
    if (message.type === 'progress') onProgress?.(message.done);
    else waiting.shift()?.resolve(message);
  });
  thread.on('error', end);
  thread.on('exit', () => end(new Error('the import’s thread has ended')));

  function end(fault: unknown): void {
    ended ??= fault instanceof Error ? fault : new Error(String(fault));
    for (const { reject } of waiting.splice(0)) reject(ended);
  }

  async function ask<Type extends ToImport['type'] & ImportAnswer['type']>(
    message: ToImport & { readonly type: Type },
    transfer: readonly TransferListItem[] = [],
  ): Promise<ImportAnswer & { readonly type: Type }> {
    if (ended !== undefined) throw ended;
    const answer = await new Promise<ImportAnswer>((resolve, reject) => {
      waiting.push({ resolve, reject });
      thread.postMessage(message, transfer);
    });
    if (isOf(answer, message.type)) return answer;
    if (answer.type === 'refused' || answer.type === 'fault') throw faultOf(answer);
    throw new Error(`${answer.type} answers ${message.type}`);
  }

  return {
    write: async (text) => (await ask({ type: 'write', text })).result,
    count: async () => (await ask({ type: 'count' })).result,
    preview: async (workspace) => (await ask({ type: 'preview', folder: workspace?.storage.folder })).result,
    async commit({ storage }, into, report) {
      const { folder } = storage;
      const lent = [lendTurns(storage), lendTurns(storage)] as const;
      const [turns, recordTurns] = [lent[0].port, lent[1].port];
      onProgress = report;
      try {
        const commit = { type: 'commit', folder, into, turns, recordTurns } as const;
        return (await ask(commit, [turns, recordTurns])).result;
      } finally {
        for (const { close } of lent) close();
      }
    },
    stop: () => thread.postMessage({ type: 'stop' } satisfies ToImport),
    async discard() {
      if (ended === undefined) await ask({ type: 'discard' });
    },
  };
}

function isOf<Type extends ImportAnswer['type']>(
  answer: ImportAnswer,
  type: Type,
): answer is ImportAnswer & { readonly type: Type } {
  return answer.type === type;
}
