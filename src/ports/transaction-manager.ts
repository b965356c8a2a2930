import type { Repositories } from './record-store.ts';

export type Work<Value, Unit = Repositories> = (unit: Unit) => Promise<Value>;

export type RetryOptions = {
  /** After the first try: 0 tries once. */
  readonly maxRetries: number;
  /** Milliseconds to wait before retry 1, 2, …. */
  readonly backoff: (retry: number) => number;
};

/** Units of work under a policy. */
export interface TransactionManager<Unit = Repositories> {
  /**
   * Runs `work` as a unit of work, again when the store was busy: nothing of it was done then. Whatever else goes
   * wrong is thrown at once, for what it did is not known to be safe twice.
   */
  executeWithRetry<Value>(work: Work<Value, Unit>, options: RetryOptions): Promise<Value>;
  /** All operations, one after another in one unit of work, or none of them. Their results in order. */
  executeBatch<Value>(operations: readonly Work<Value, Unit>[]): Promise<readonly Value[]>;
}
