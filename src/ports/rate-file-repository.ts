import type { RateFile } from '#src/domain/rate-file.ts';

export interface RateFileRepository {
  /** The latest first. */
  list(): Promise<readonly RateFile[]>;
  /** Inserts or replaces. */
  save(file: RateFile): Promise<void>;
}
