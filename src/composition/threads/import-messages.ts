import type { MessagePort } from 'node:worker_threads';
import type { FaultAnswer } from '#src/infrastructure/persistence/sqlite/beside/fault-answer.ts';
import type { FileCounts, FileImport, FilePreview, ImportChoice } from '#src/ports/import-files.ts';
import type { Result } from '#src/domain/result.ts';
import type { ImportFileError } from '#src/ports/import-files.ts';

/** To the thread of a file, whose `workerData` is the FileToImport. All but `stop` are answered, in their order. */
export type ToImport =
  | { readonly type: 'write'; readonly text: string }
  | { readonly type: 'count' }
  | { readonly type: 'preview'; readonly folder: string | undefined }
  | {
      readonly type: 'commit';
      readonly folder: string;
      readonly into: ImportChoice;
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

export type FromImport = ImportAnswer | { readonly type: 'progress'; readonly done: number };
