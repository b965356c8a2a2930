import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';

import { createKeychainProcess } from '#src/infrastructure/keychain/keychain-process.ts';
import { temporaryFolder } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const workerUrl = new URL('../../../src/composition/workers/keychain-worker.ts', import.meta.url);

/** A session bus that takes connections and never says a word. */
export async function silentKeychain(longest: number) {
  const path = join(await temporaryFolder(), 'bus');
  const bus = createServer();
  bus.listen(path);
  await once(bus, 'listening');
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', `unix:path=${path}`);
  onTestFinished(() => {
    bus.close();
    vi.unstubAllEnvs();
  });
  const asked = once(bus, 'connection');
  return { asked, keychain: createKeychainProcess({ service: 'tapedeck-test', workerUrl, longest }) };
}
