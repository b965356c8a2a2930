import type { AccountId, ImportId } from '#src/domain/ids.ts';

/** One file of fills that was imported. */
export type ImportRun = {
  readonly id: ImportId;
  readonly accountId: AccountId;
  readonly fileName: string;
  /** How the file was read: `csv`, `kraken`. */
  readonly format: string;
  readonly importedAt: number;
  /** How many of its fills were new. */
  readonly fills: number;
  readonly undoneAt: number | undefined;
};

export interface ImportRepository {
  /** Before its fills, in the same unit of work. */
  insert(run: ImportRun): Promise<void>;
  /** Throws EntityNotFoundError. */
  update(run: ImportRun): Promise<void>;
  /** Throws EntityNotFoundError. */
  get(id: ImportId): Promise<ImportRun>;
  /** The latest first. */
  list(): Promise<readonly ImportRun[]>;
}
