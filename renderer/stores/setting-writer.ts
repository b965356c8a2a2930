import type { Client } from '#src/transport/connect.ts';

type Scope = 'app' | 'workspace';

/**
 * Writes settings without a queue: while one write of a key is under way only the latest next value is kept, so
 * that a drag across the screen is a handful of writes and the last value always arrives.
 */
export type SettingWriter = (scope: Scope, key: string, value: unknown) => void;

export function createSettingWriter(client: Client): SettingWriter {
  const waiting = new Map<string, string>();
  const writing = new Set<string>();

  async function write(scope: Scope, key: string): Promise<void> {
    const name = `${scope}/${key}`;
    writing.add(name);
    for (let json = waiting.get(name); json !== undefined; json = waiting.get(name)) {
      waiting.delete(name);
      await client.call('settings.set', { scope, key, json });
    }
    writing.delete(name);
  }

  return (scope, key, value) => {
    const name = `${scope}/${key}`;
    waiting.set(name, JSON.stringify(value));
    if (!writing.has(name)) void write(scope, key);
  };
}
