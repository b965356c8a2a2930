import { createTurns } from '#src/application/in-turn.ts';
import { StagedImport } from '#src/application/imports/staged-import.ts';
import type { ImportThread } from '#src/infrastructure/persistence/sqlite/jobs/import-thread.ts';
import type { RateFileThread } from '#src/infrastructure/persistence/sqlite/jobs/rate-file-thread.ts';
import { readRateFile } from '#src/infrastructure/importing/csv/rates/read-rate-file.ts';
import { ImportFile } from '#src/infrastructure/importing/csv/import-file.ts';
import { recordPieces } from '#src/infrastructure/persistence/record-pieces.ts';
import {
  openRecordThread,
  type RecordThread,
} from '#src/infrastructure/persistence/sqlite/beside/record-thread.ts';
import { ThreadedWriter } from '#src/infrastructure/persistence/sqlite/beside/threaded-writer.ts';
import { borrowTurns } from '#src/infrastructure/persistence/sqlite/beside/writer-turns.ts';
import { SqliteImportStaging } from '#src/infrastructure/persistence/sqlite/staging/sqlite-import-staging.ts';
import { storeFault } from '#src/infrastructure/persistence/sqlite/store-fault.ts';
import { openRecordBeside } from '#src/infrastructure/persistence/sqlite/workspace/record-beside.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { seldom } from '#src/infrastructure/threads/seldom.ts';
import { serveWorker } from '#src/infrastructure/threads/serve.ts';
import type { FileToImport } from '#src/ports/import-files.ts';

/** The entry of a file's thread: it reads, stages and writes the file; one of rates it reads alone. */

const recordWorker = new URL(
  import.meta.url.endsWith('.ts') ? './record-worker.ts' : './record-worker.js',
  import.meta.url,
);
/** From so many fills on. */
const worthAThread = 5_000;

await serveWorker(
  (given: FileToImport | undefined) => (given === undefined ? ratesOf() : importOf(given)),
  storeFault,
);

function ratesOf(): RateFileThread {
  return { readRates: async (file) => readRateFile(file) };
}

function importOf(toImport: FileToImport): ImportThread {
  const clock = createSystemClock();
  const inTurn = createTurns();
  const file = new StagedImport(
    {
      staging: new SqliteImportStaging(),
      openReader: (now, mapping, answers) => new ImportFile(now, mapping, answers),
      clock,
    },
    toImport,
  );

  return {
    write: (text) => inTurn(() => file.write(text)),
    count: () => inTurn(() => file.count()),
    preview: (folder) => inTurn(() => preview(folder)),
    commit: (place, work) => inTurn(() => commit(place, work)),
    discard: () => inTurn(() => file.discard()),
  };

  async function preview(folder: string | undefined): ReturnType<ImportThread['preview']> {
    if (folder === undefined) return file.preview(undefined);
    const store = openRecordBeside(folder);
    try {
      return await file.preview(store.read);
    } finally {
      await store.close();
    }
  }

  async function commit(
    { folder, into, turns, recordTurns }: Parameters<ImportThread['commit']>[0],
    { signal, tell }: Parameters<ImportThread['commit']>[1],
  ): ReturnType<ImportThread['commit']> {
    const store = openRecordBeside(folder, borrowTurns(turns), 'NORMAL');
    let beside: RecordThread | undefined;
    try {
      return await file.commit(store, into, {
        signal,
        onProgress: seldom(tell),
        openWriter(importId, fills) {
          if (fills < worthAThread) return recordPieces(store, importId);
          beside = openRecordThread(recordWorker, { folder, turns: recordTurns });
          return new ThreadedWriter({ thread: beside, importId });
        },
      });
    } finally {
      await beside?.close();
      await store.close();
      turns.close();
      recordTurns.close();
    }
  }
}
