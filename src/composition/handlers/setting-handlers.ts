import { err, ok } from '#src/domain/result.ts';
import type { AppSettings } from '#src/infrastructure/config/app-settings.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import type { CurrentWorkspace } from './open-workspace.ts';

export function createSettingHandlers(
  current: CurrentWorkspace,
  app: AppSettings,
): Pick<Handlers, 'settings.find' | 'settings.set'> {
  return {
    'settings.find': async ({ scope, key }) => {
      if (scope === 'app') return ok({ json: await app.find(key) });
      const workspace = current();
      return workspace === undefined
        ? err({ code: 'NO_WORKSPACE' })
        : ok({ json: await workspace.store.read.settings.find(key) });
    },
    'settings.set': async ({ scope, key, json }) => {
      if (scope === 'app') {
        await app.set(key, json);
        return ok({});
      }
      const workspace = current();
      if (workspace === undefined) return err({ code: 'NO_WORKSPACE' });
      // A layout that is not kept must not stand in the way of a review.
      if (workspace.storage.readOnly !== undefined) return ok({});
      await workspace.store.transact((unit) => unit.settings.set(key, json));
      return ok({});
    },
  };
}
