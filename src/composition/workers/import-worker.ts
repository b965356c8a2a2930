import { parentPort, workerData } from 'node:worker_threads';
import { recordPieces } from '#src/infrastructure/persistence/record-pieces.ts';
import { SqliteImportStaging } from '#src/infrastructure/persistence/sqlite/staging/sqlite-import-staging.ts';
import { openRecordBeside } from '#src/infrastructure/persistence/sqlite/workspace/record-beside.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { faultAnswer } from '#src/infrastructure/persistence/sqlite/beside/fault-answer.ts';
import type { FromImport, ImportAnswer, ToImport } from '#src/composition/threads/import-messages.ts';
import { ThreadedWriter } from '#src/infrastructure/persistence/sqlite/beside/threaded-writer.ts';
import {
  openRecordThread,
  type RecordThread,
} from '#src/infrastructure/persistence/sqlite/beside/record-thread.ts';
import { StagedImport } from '#src/application/imports/staged-import.ts';
import { borrowTurns } from '#src/infrastructure/persistence/sqlite/beside/writer-turns.ts';
import { ImportFile } from '#src/infrastructure/importing/csv/import-file.ts';

/** The entry of a file's thread: it reads, stages and writes the file, and ends when it is discarded. */

if (parentPort === null) throw new Error('the import worker must be started as a worker thread');
const port = parentPort;
const clock = createSystemClock();
const stopping = new AbortController();
const file = new StagedImport(
  { staging: new SqliteImportStaging(), openReader: (now, mapping) => new ImportFile(now, mapping), clock },
  workerData,
);
const recordWorker = new URL(
  import.meta.url.endsWith('.ts') ? './record-worker.ts' : './record-worker.js',
  import.meta.url,
);
/** From so many fills on. */
const worthAThread = 5_000;
/** Milliseconds between two reports of progress. */
const reportEvery = 100;
let reportedAt = -Infinity;
let last: Promise<void> = Promise.resolve();

port.on('message', (message: ToImport) => {
  if (message.type === 'stop') stopping.abort();
  else last = last.then(() => answer(message));
});

async function answer(message: Exclude<ToImport, { readonly type: 'stop' }>): Promise<void> {
  try {
    post(await perform(message));
  } catch (fault) {
    post(faultAnswer(fault));
  }
  if (message.type === 'discard') port.close();
}

async function perform(message: Exclude<ToImport, { readonly type: 'stop' }>): Promise<ImportAnswer> {
  switch (message.type) {
    case 'write':
      return { type: 'write', result: await file.write(message.text) };
    case 'count':
      return { type: 'count', result: await file.count() };
    case 'preview': {
      if (message.folder === undefined) return { type: 'preview', result: await file.preview(undefined) };
      const store = openRecordBeside(message.folder);
      try {
        return { type: 'preview', result: await file.preview(store.read) };
      } finally {
        await store.close();
      }
    }
    case 'commit': {
      const { folder, into, turns, recordTurns } = message;
      const store = openRecordBeside(folder, borrowTurns(turns), 'NORMAL');
      let beside: RecordThread | undefined;
      try {
        const result = await file.commit(store, into, {
          signal: stopping.signal,
          onProgress,
          openWriter(importId, fills) {
            if (fills < worthAThread) return recordPieces(store, importId);
            beside = openRecordThread(recordWorker, { folder, turns: recordTurns });
            return new ThreadedWriter({ thread: beside, importId });
          },
        });
        return { type: 'commit', result };
      } finally {
        await beside?.close();
        await store.close();
        turns.close();
        recordTurns.close();
      }
    }
    case 'discard':
      await file.discard();
      return { type: 'discard' };
  }
}

function onProgress(done: number): void {
  if (clock.monotonic() - reportedAt < reportEvery) return;
  reportedAt = clock.monotonic();
  post({ type: 'progress', done });
}

function post(message: FromImport): void {
  port.postMessage(message);
}
