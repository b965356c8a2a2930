import type { MessagePort } from 'node:worker_threads';
import type { FaultAnswer } from './fault-answer.ts';
import type { FileCounts, FileImport, FilePreview } from './file-import.ts';
import type { ImportFileError } from '#src/infrastructure/importing/csv/import-file.ts';
import type { ChainHead } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import type { LinkedPiece } from '#src/infrastructure/persistence/sqlite/chain/linked-piece.ts';
import type { Result } from '#src/domain/result.ts';

/** To the thread of a file, whose `workerData` is the FileToImport. All but `stop` are answered, in their order. */
export type ToImport =
  | { readonly type: 'write'; readonly text: string }
  | { readonly type: 'count' }
  | { readonly type: 'preview'; readonly folder: string | undefined }
  | {
      readonly type: 'commit';
      readonly folder: string;
      readonly accountName: string;
      readonly turns: MessagePort;
      /** For the thread that records beside. */
      readonly recordTurns: MessagePort;
    }
  | { readonly type: 'stop' }
  | { readonly type: 'discard' };

export type ImportAnswer =
  | { readonly type: 'write'; readonly result: Result<void, ImportFileError> }
  | { readonly type: 'count'; readonly result: Result<FileCounts, ImportFileError> }
  | { readonly type: 'preview'; readonly result: Result<FilePreview, ImportFileError> }
  | { readonly type: 'commit'; readonly result: Awaited<ReturnType<FileImport['commit']>> }
  | { readonly type: 'discard' }
  | FaultAnswer;

/** What a thread's `workerData` is that records the pieces of an import. */
export type RecordsInto = { readonly folder: string; readonly turns: MessagePort };

/** To that thread: what makes one unit of work. All but `end`, which ends it, are answered in their order. */
export type ToRecord = readonly LinkedPiece[] | 'end';

export type Recorded = {
  /** Of the chain of fills. */
  readonly end: ChainHead;
  /** Whether the program writes too, and its orders wait for this. */
  readonly isShared: boolean;
};

export type FromRecord = ({ readonly type: 'recorded' } & Recorded) | FaultAnswer;

export type FromImport = ImportAnswer | { readonly type: 'progress'; readonly done: number };
