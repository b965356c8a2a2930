import type { Fill } from '#src/domain/fill.ts';
import type { AccountId, FillId, ImportId } from '#src/domain/ids.ts';

/**
 * An import is written in many units of work, so that orders do not wait for it. One that was broken off (`writing`,
 * `undoing`) is taken back when the workspace is opened the next time.
 */
export const importStates = ['writing', 'done', 'undoing', 'undone'] as const;
export type ImportState = (typeof importStates)[number];

/** One file of fills that was imported. */
export type ImportRun = {
  readonly id: ImportId;
  readonly accountId: AccountId;
  readonly fileName: string;
  /** How the file was read: `csv`, `kraken`. */
  readonly format: string;
  readonly state: ImportState;
  readonly importedAt: number;
  /** How many of its fills were new; 0 until it is done. */
  readonly fills: number;
  /**
   * How many of the file's rows were not written because they were there already: undoing the import that brought those
   * takes them from this one too. Undefined until it is done, and where it was not recorded.
   */
  readonly leftOut: number | undefined;
  readonly undoneAt: number | undefined;
  /** The version of the format's reader; undefined where it was not recorded, which makes it the first. */
  readonly reader: number | undefined;
  /** SHA-256 of the file's text, in hexadecimal digits; undefined where it was not recorded. */
  readonly digest: string | undefined;
};

/** UTC, in milliseconds; both ends belong to it. */
export type ImportSpan = { readonly from: number; readonly to: number };

export interface ImportRepository {
  /** Before its fills, in the same unit of work. */
  insert(run: ImportRun): Promise<void>;
  /** Throws EntityNotFoundError. */
  update(run: ImportRun): Promise<void>;
  /** Throws EntityNotFoundError. */
  get(id: ImportId): Promise<ImportRun>;
  /** From its first fill or movement to its last; undefined where none of it counts. */
  span(id: ImportId): Promise<ImportSpan | undefined>;
  /** The files that brought the fills, by fill; what no file brought is not in it. */
  filesOf(
    fills: readonly Pick<Fill, 'id' | 'accountId' | 'instrumentId' | 'venueTradeId'>[],
  ): Promise<ReadonlyMap<FillId, string>>;
  /** The latest first. */
  list(): Promise<readonly ImportRun[]>;
}
