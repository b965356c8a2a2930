import { ok } from '#src/domain/result.ts';
import { createBoundedLog } from '#src/ports/bounded-log.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { Handlers } from '#src/transport/handlers.ts';

/** A fault that comes back with every repaint does not fill the log. */
export function createScreenHandlers(
  log: Log,
  clock: Pick<Clock, 'monotonic'>,
): Pick<Handlers, 'screen.fault'> {
  const bounded = createBoundedLog(log, clock);
  return {
    'screen.fault': async (fault) => {
      bounded.error('fault in the screen', { ...fault });
      return ok({});
    },
  };
}
