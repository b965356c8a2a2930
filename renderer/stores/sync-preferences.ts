import type { CoreConnection } from '#renderer/connection/reconnecting-client.ts';
import { preferencesSchema, usePreferencesStore } from '#renderer/stores/preferences-store.ts';
import { parseJson } from '#renderer/stores/saved-state.ts';
import { createSettingWriter } from '#renderer/stores/setting-writer.ts';

const key = 'preferences';

/**
 * Reads the stored preferences with the first connection, then stores each change. Nothing is written before it was
 * read: the defaults must not replace what the trader chose.
 */
export function startPreferencesSync({
  client,
  onStatus,
}: Pick<CoreConnection, 'client' | 'onStatus'>): void {
  const write = createSettingWriter(client);
  let read = false;

  async function load(): Promise<void> {
    const answer = await client.call('settings.find', { scope: 'app', key });
    if (!answer.ok || read) return;
    read = true;
    const { json } = answer.value;
    const stored = preferencesSchema.safeParse(json === undefined ? undefined : parseJson(json));
    if (stored.success) usePreferencesStore.setState(stored.data);
    usePreferencesStore.subscribe((preferences) => write('app', key, preferences));
  }

  onStatus((status) => {
    if (status === 'open' && !read) void load();
  });
}
