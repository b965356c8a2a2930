import { ok } from '#src/domain/result.ts';
import { longestAnswer, type SettingRef } from '#src/contract/settings.ts';
import type { Workspace } from '#src/application/workspaces/workspace.ts';
import type { EventHub } from '#src/api/event-hub.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { type CurrentWorkspace, noWorkspace } from './open-workspace.ts';
import { createTurns } from '#src/application/in-turn.ts';
import type { SettingsRepository } from '#src/ports/settings-repository.ts';
import { BeyondBoundError } from '#src/ports/store-errors.ts';

/** Where settings are read and written. */
type Place = Pick<SettingsRepository, 'find' | 'set'>;

/** Settings are small: every screen is told of each write, in the order of the writes. */
export function createSettingHandlers(
  current: CurrentWorkspace,
  app: Place,
  hub: EventHub,
): Pick<Handlers, 'settings.find' | 'settings.set'> {
  /** One write at a time, so that the order of the versions is that of the commits. */
  const inTurn = createTurns();

  function placeOf(ref: Pick<SettingRef, 'scope'> & { readonly workspaceId?: string }): Place | undefined {
    if (ref.scope === 'app') return app;
    const workspace = current();
    return workspace?.info.id === ref.workspaceId && workspace !== undefined ? within(workspace) : undefined;
  }

  return {
    'settings.find': async (request) => {
      const place = placeOf(request);
      if (place === undefined) return noWorkspace;
      // Taken before the values are read: one that is written meanwhile is told with a later version.
      const version = hub.settingVersion();
      const values: { key: string; json: string }[] = [];
      const keys = [...new Set(request.keys)];
      let room = longestAnswer;
      for (const [at, key] of keys.entries()) {
        const json = await place.find(key);
        if (json === undefined) continue;
        room -= json.length;
        if (room < 0 && values.length > 0) return ok({ ...version, values, left: keys.slice(at) });
        values.push({ key, json });
      }
      return ok({ ...version, values });
    },
    'settings.set': (setting) =>
      inTurn(async () => {
        const place = placeOf(setting);
        if (place === undefined) return noWorkspace;
        await place.set(setting.key, setting.json);
        return ok(hub.publishSetting(setting));
      }),
  };
}

/** UTF-16 units, as many as a workspace keeps bytes. */
const mostHeld = 16 * 1024 * 1024;
/** What was set in a workspace that is open for reading only: a review has its layout while it lasts. */
const unwritten = new WeakMap<Workspace, Map<string, string>>();

function within(workspace: Workspace): Place {
  const { store, files } = workspace;
  const written: Place = {
    find: (key) => store.read.settings.find(key),
    set: (key, json) => store.transact((unit) => unit.settings.set(key, json)),
  };
  if (files.readOnly === undefined) return written;
  const held = unwritten.get(workspace) ?? new Map<string, string>();
  unwritten.set(workspace, held);
  return {
    find: async (key) => held.get(key) ?? written.find(key),
    async set(key, json) {
      const others = [...held].filter(([other]) => other !== key);
      const size = others.reduce((sum, [other, value]) => sum + other.length + value.length, 0);
      if (size + key.length + json.length > mostHeld) throw new BeyondBoundError('json', mostHeld);
      held.set(key, json);
    },
  };
}
