import type { Client } from '#src/transport/connect.ts';
import type { CoreConnection } from '#renderer/core/reconnecting-client.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { createSettingKeeper, type SettingKeeper } from './setting-keeper.ts';
import { useUnkeptSettings } from './setting-store.ts';
import { startPreferencesSync } from './sync-preferences.ts';

const keepers = new WeakMap<Client, SettingKeeper>();

/** The one keeper of a connection's settings. */
export function settingKeeperOf(client: Client): SettingKeeper {
  const held = keepers.get(client);
  if (held !== undefined) return held;
  const keeper = createSettingKeeper({
    client,
    after: (milliseconds, call) => void setTimeout(call, milliseconds),
    onUnkept: (failure) => useUnkeptSettings.setState({ failure }),
    onRefused: (refused) => useUnkeptSettings.setState({ refused }),
  });
  keepers.set(client, keeper);
  return keeper;
}

/** Follows what every screen writes, the preferences first. Returns what ends it. */
export function startSettingsSync({
  client,
  onStatus,
}: Pick<CoreConnection, 'client' | 'onStatus'>): () => void {
  const keeper = settingKeeperOf(client);
  const ends = [
    client.subscribe('settings', {}, keeper.hear),
    startPreferencesSync(keeper),
    onStatus((status) => {
      if (status === 'open') keeper.resume();
    }),
    useLiveStore.subscribe((state, before) => {
      if (state.generation !== before.generation) keeper.retry();
    }),
  ];
  return () => {
    for (const end of ends) end();
  };
}
