import { ok } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { Handlers } from '#src/transport/handlers.ts';

/** A fault that comes back with every repaint must not fill the log. */
const mostInSpan = 20;
const span = 60_000;

export function createScreenHandlers(
  log: Log,
  clock: Pick<Clock, 'monotonic'>,
): Pick<Handlers, 'screen.fault'> {
  let begun = -Infinity;
  let logged = 0;
  let unlogged = 0;
  return {
    'screen.fault': async (fault) => {
      if (clock.monotonic() - begun >= span) {
        if (unlogged > 0) log.warn('more faults of the screen were not logged', { count: unlogged });
        begun = clock.monotonic();
        logged = 0;
        unlogged = 0;
      }
      if (logged >= mostInSpan) unlogged += 1;
      else log.error('fault in the screen', { ...fault });
      logged += 1;
      return ok({});
    },
  };
}
