import { existsSync } from 'node:fs';
import { threadsGone } from '#src/infrastructure/threads/open-thread.ts';
import type { Log } from '#src/ports/log.ts';

export type Closing = {
  readonly log: Pick<Log, 'error'>;
  close(): Promise<void>;
  /** What is under way, by its code. */
  unfinished(): readonly string[];
};

/** What became of what was open: not all of it could be closed, or not in time. */
export type Closed = 'closed' | 'open' | 'late';

/** Milliseconds, whatever asks for it. Jobs that do not stop are killed long before. */
const closeLimit = 4_000;
/** Milliseconds for threads that have been ended to be gone. */
const threadLimit = 500;

/**
 * Orders and the record are settled before the process goes. Where that fails or takes too long, what was acknowledged is on
 * the disk, and the next start takes up the rest. Never rejects.
 */
export async function closeInTime({ log, close, unfinished }: Closing): Promise<Closed> {
  const late = Promise.withResolvers<'late'>();
  const limit = setTimeout(() => {
    log.error('closing took too long: the program ends as it is', { left: unfinished() });
    late.resolve('late');
  }, closeLimit);
  const closed = close().then(
    () => 'closed' as const,
    (error: unknown) => {
      log.error('closing failed', { error });
      return 'open' as const;
    },
  );
  try {
    return await Promise.race([closed, late.promise]);
  } finally {
    clearTimeout(limit);
  }
}

/**
 * For a process of which not everything is closed: `process.exit` waits for a thread that is inside a call of SQLite, for as
 * long as that takes.
 */
export function endNow(): void {
  process.kill(process.pid, 'SIGKILL');
}

/**
 * For a process of which everything is closed, with the code that `exit` ends it with: that would wait for a thread that cannot
 * be ended.
 */
export async function leave(code: number, exit: () => void): Promise<void> {
  const limit = setTimeout(() => endWith(code), threadLimit);
  await threadsGone();
  clearTimeout(limit);
  exit();
}

const plainShell = '/bin/sh';

/** The system ends all threads of a process whose program is replaced; the next program does nothing but end with the code. */
function endWith(code: number): void {
  if (process.platform !== 'win32' && existsSync(plainShell))
    process.execve?.(plainShell, ['sh', '-c', `exit ${code}`], {});
  endNow();
}

/** For the terminal, of what was not closed. */
export function leftText(closed: Exclude<Closed, 'closed'>, unfinished: readonly string[]): string {
  const left =
    unfinished.length === 0 ? 'the open workspace to the next start' : `${unfinished.join(', ')} unfinished`;
  return `${closed === 'late' ? 'closing took too long' : 'not everything could be closed'}; it ends and leaves ${left}`;
}
