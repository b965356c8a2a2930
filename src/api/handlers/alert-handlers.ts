import type { AlertList } from '#src/application/alerts/alert-list.ts';
import { ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';

/** `lists`: the program's own, and that of the workspace that is open. */
export function createAlertHandlers(lists: () => readonly AlertList[]): Pick<Handlers, 'alerts.acknowledge'> {
  return {
    'alerts.acknowledge': async ({ ids }) => {
      for (const list of lists()) await list.acknowledge(ids);
      return ok({});
    },
  };
}
