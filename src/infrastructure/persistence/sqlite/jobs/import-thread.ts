import type { MessagePort } from 'node:worker_threads';
import type { Result } from '#src/domain/result.ts';
import type {
  FileCounts,
  FileImport,
  FilePreview,
  FileToImport,
  ImportChoice,
  ImportFileError,
} from '#src/ports/import-files.ts';
import { lendTurns } from '#src/infrastructure/persistence/sqlite/beside/writer-turns.ts';
import { openThread } from '#src/infrastructure/threads/open-thread.ts';
import { valueOf, type Work } from '#src/infrastructure/threads/service.ts';

/** What a file's thread does, which is given the FileToImport; one request after another. */
export type ImportThread = {
  write(text: string): Promise<Result<void, ImportFileError>>;
  count(): Promise<Result<FileCounts, ImportFileError>>;
  /** Compared with what is in the workspace's folder. */
  preview(folder: string | undefined): Promise<Result<FilePreview, ImportFileError>>;
  commit(place: CommitPlace, work: Work<number>): ReturnType<FileImport['commit']>;
  discard(): Promise<void>;
};

type CommitPlace = {
  readonly folder: string;
  readonly into: ImportChoice;
  readonly turns: MessagePort;
  /** For the thread that records beside. */
  readonly recordTurns: MessagePort;
};

/**
 * A file streams through: left to itself V8 would rather grow than collect. What stays are the open lots of one
 * instrument: 200,000 of them found no room in 96 MB, and such a history could never be added to.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 512 };

/** A file's import in a thread of its own, beside everything that trades. */
export function openImportThread(workerUrl: URL, file: FileToImport): FileImport {
  const { ask, end, kill } = openThread<ImportThread>(workerUrl, { given: file, resourceLimits });
  let stopping = new AbortController();

  return {
    write: async (text) => valueOf(await ask('write', text)),
    count: async () => valueOf(await ask('count', undefined)),
    preview: async (workspace) => valueOf(await ask('preview', workspace?.files.folder)),
    async commit({ files }, into, onTold) {
      const lent = [lendTurns(files), lendTurns(files)] as const;
      const [turns, recordTurns] = [lent[0].port, lent[1].port];
      const place = { folder: files.folder, into, turns, recordTurns };
      const { signal } = stopping;
      try {
        return valueOf(await ask('commit', place, { signal, onTold, transfer: [turns, recordTurns] }));
      } finally {
        for (const { close } of lent) close();
        stopping = new AbortController();
      }
    },
    stop: () => stopping.abort(),
    abandon: () => void kill(),
    async discard() {
      const discarded = await ask('discard', undefined);
      await end();
      if (!discarded.ok && discarded.error.code !== 'ENDED') valueOf(discarded);
    },
  };
}
