import type { Clock } from './clock.ts';
import type { Log } from './log.ts';

/** Entries in a span of time, in milliseconds. */
const most = 20;
const span = 60_000;

/**
 * For what others can cause as often as they like: the first entries of a minute are written, and then, before the first
 * one of a later minute, how many more there were.
 */
export function createBoundedLog(log: Log, clock: Pick<Clock, 'monotonic'>): Log {
  let begun = -Infinity;
  let written = 0;
  let left = 0;

  function beginSpan(): void {
    if (left > 0) log.warn('more entries of this kind were not written', { count: left });
    begun = clock.monotonic();
    written = 0;
    left = 0;
  }

  function write(at: keyof Log): Log['info'] {
    return (message, fields) => {
      if (clock.monotonic() - begun >= span) beginSpan();
      if (written >= most) left += 1;
      else log[at](message, fields);
      written += 1;
    };
  }

  return { info: write('info'), warn: write('warn'), error: write('error') };
}
