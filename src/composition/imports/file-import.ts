import type { ImportDone, ImportPreview } from '#src/contract/imports.ts';
import type { ImportId } from '#src/domain/ids.ts';
import type { Result } from '#src/domain/result.ts';
import type { FileMapping, ImportFileError } from '#src/infrastructure/importing/csv/import-file.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import type { WriterTurns } from './writer-turns.ts';

/** What an import needs of an open workspace. */
export type ImportTarget = {
  readonly store: RecordStore;
  readonly storage: WriterTurns & { readonly folder: string };
  /** Reads accounts, instruments and values anew, after work beside the session. */
  reload(): Promise<void>;
};

export type FileToImport = { readonly fileName: string; readonly mapping: FileMapping | undefined };

/** How many rows of a file are there to be written, and how many are not. */
export type FileCounts = Pick<ImportDone, 'entries' | 'skipped' | 'invalid'> & { readonly fills: number };

export type FilePreview = Omit<ImportPreview, 'importId' | 'fileName'>;

export type Committed = { readonly id: ImportId; readonly done: ImportDone };

export type Cancelled = { readonly code: 'CANCELLED' };

/** A file on its way into a workspace, in pieces. What is asked of it is done one after another. */
export type FileImport = {
  write(text: string): Promise<Result<void, ImportFileError>>;
  /** Of the whole file; nothing can be written after it. */
  count(): Promise<Result<FileCounts, ImportFileError>>;
  /** Compared with what the workspace has already. */
  preview(workspace: ImportTarget | undefined): Promise<Result<FilePreview, ImportFileError>>;
  /** All of it or, on a fault or when it is stopped, none. */
  commit(
    workspace: ImportTarget,
    accountName: string,
    onProgress: (done: number) => void,
  ): Promise<Result<Committed, Cancelled>>;
  /** Ends a commit that is under way. */
  stop(): void;
  discard(): Promise<void>;
};
