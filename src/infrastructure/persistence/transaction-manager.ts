import type { Clock } from '#src/ports/clock.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { BusyError } from '#src/ports/store-errors.ts';
import type { RetryOptions, TransactionManager, Work } from '#src/ports/transaction-manager.ts';

/** What runs units of work: busy is the same word for all of them. */
type Units<Unit> = { transact<Value>(work: Work<Value, Unit>): Promise<Value> };

export function createTransactionManager<Unit = Repositories>(
  units: Units<Unit>,
  clock: Pick<Clock, 'after'>,
): TransactionManager<Unit> {
  return {
    executeWithRetry: (work, options) => whileBusy(() => units.transact(work), clock, options),
    executeBatch: (operations) =>
      units.transact(async (unit) => {
        const results = [];
        for (const operation of operations) results.push(await operation(unit));
        return results;
      }),
  };
}

/** Again and again, with pauses in which the thread does other work; throws the last BusyError. */
export async function whileBusy<Value>(
  attempt: () => Promise<Value>,
  clock: Pick<Clock, 'after'>,
  { maxRetries, backoff }: RetryOptions,
): Promise<Value> {
  for (let retry = 1; ; retry += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof BusyError) || retry > maxRetries) throw error;
    }
    await new Promise<void>((resolve) => clock.after(backoff(retry), resolve));
  }
}
