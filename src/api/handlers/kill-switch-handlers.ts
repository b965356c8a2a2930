import { ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { within, type CurrentWorkspace } from './open-workspace.ts';

export function createKillSwitchHandlers(
  current: CurrentWorkspace,
): Pick<Handlers, 'killSwitch.engage' | 'killSwitch.release'> {
  return {
    'killSwitch.engage': within(current, async ({ killSwitch }) =>
      ok({ engagedAt: await killSwitch.engage() }),
    ),
    'killSwitch.release': within(current, async ({ killSwitch }) => {
      await killSwitch.release();
      return ok({});
    }),
  };
}
