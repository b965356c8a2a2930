import type { Clock } from '#src/ports/clock.ts';

/** Over early where what waits is closed. */
export function pause(
  clock: Pick<Clock, 'after'>,
  milliseconds: number,
  closing: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      endWait();
      closing.removeEventListener('abort', end);
      resolve();
    };
    const endWait = clock.after(milliseconds, end);
    closing.addEventListener('abort', end);
    if (closing.aborted) end();
  });
}
