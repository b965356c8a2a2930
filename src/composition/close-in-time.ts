import type { Log } from '#src/ports/log.ts';

type Closing = {
  readonly log: Pick<Log, 'error'>;
  close(): Promise<void>;
  /** What is under way, by its code. */
  unfinished(): readonly string[];
};

/** Milliseconds. Jobs that do not stop are killed long before. */
const closeLimit = 4_500;

/**
 * Orders and the record are settled before the process goes. Where that takes too long, it says what it leaves and ends
 * as it is: what was acknowledged is on the disk, and the next start takes up the rest.
 */
export async function closeInTime({ log, close, unfinished }: Closing): Promise<void> {
  const limit = setTimeout(() => {
    const left = unfinished();
    log.error('closing took too long: the program ends as it is', { left });
    process.stderr.write(`tapedeck: closing took too long; it ends and leaves ${named(left)}\n`);
    endNow();
  }, closeLimit);
  try {
    await close();
  } finally {
    clearTimeout(limit);
  }
}

/** `process.exit` waits for a thread that is inside a call of SQLite, for as long as that takes. */
export function endNow(): void {
  process.kill(process.pid, 'SIGKILL');
}

function named(left: readonly string[]): string {
  return left.length === 0 ? 'the open workspace to the next start' : `${left.join(', ')} unfinished`;
}
