import type { Clock } from '#src/ports/clock.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { BusyError } from '#src/ports/store-errors.ts';
import type { TransactionManager } from '#src/ports/transaction-manager.ts';

/** Over any store: busy is the same word for all of them. */
export function createTransactionManager(
  store: Pick<RecordStore, 'transact'>,
  clock: Pick<Clock, 'after'>,
): TransactionManager {
  return {
    async executeWithRetry(work, { maxRetries, backoff }) {
      for (let retry = 1; ; retry += 1) {
        try {
          return await store.transact(work);
        } catch (error) {
          if (!(error instanceof BusyError) || retry > maxRetries) throw error;
        }
        await new Promise<void>((resolve) => clock.after(backoff(retry), resolve));
      }
    },
    executeBatch: (operations) =>
      store.transact(async (unit) => {
        const results = [];
        for (const operation of operations) results.push(await operation(unit));
        return results;
      }),
  };
}
