import type { Client } from '#src/transport/connect.ts';
import { preferencesSchema, usePreferencesStore } from '#renderer/stores/preferences-store.ts';
import { parseJson } from '#renderer/stores/saved-state.ts';
import { createSettingWriter } from '#renderer/stores/setting-writer.ts';

const key = 'preferences';

/** Reads the stored preferences once, then stores each change. Returns what ends it. */
export async function startPreferencesSync(client: Client): Promise<() => void> {
  const answer = await client.call('settings.find', { scope: 'app', key });
  const json = answer.ok ? answer.value.json : undefined;
  const stored = preferencesSchema.safeParse(json === undefined ? undefined : parseJson(json));
  if (stored.success) usePreferencesStore.setState(stored.data);
  const write = createSettingWriter(client);
  return usePreferencesStore.subscribe((preferences) => write('app', key, preferences));
}
