/**
 * How the main thread waits for a lock that another program holds: it tries again by the clock, so that cancels are
 * taken, quotes go on and everything is answered meanwhile.
 */
import type { Clock } from '#src/ports/clock.ts';
import type { RetryOptions } from '#src/ports/transaction-manager.ts';
import { whileBusy } from '#src/infrastructure/persistence/transaction-manager.ts';

export type Patience = {
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
  /** After so long it is given up. */
  readonly milliseconds: number;
};

/** As long as the other threads wait inside SQLite. */
export const longestWait = 5_000;
/** Between two tries. */
const pause = 20;

/** For the rest of what is waited since `since`, at the clock's `monotonic` time. */
export function triesSince({ clock, milliseconds }: Patience, since = clock.monotonic()): RetryOptions {
  const left = milliseconds - (clock.monotonic() - since);
  return { maxRetries: Math.max(0, Math.ceil(left / pause)), backoff: () => pause };
}

/** What is no unit of work, and finds the file locked. Without patience it is tried once. */
export async function patiently<Value>(
  patience: Patience | undefined,
  attempt: () => Promise<Value>,
): Promise<Value> {
  return patience === undefined ? attempt() : whileBusy(attempt, patience.clock, triesSince(patience));
}
