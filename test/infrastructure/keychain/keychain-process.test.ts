import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';

import { credentialId } from '#src/domain/ids.ts';
import { Secret } from '#src/domain/secret.ts';
import { createKeychainProcess } from '#src/infrastructure/keychain/keychain-process.ts';
import { temporaryFolder } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const id = credentialId('binance/live/keychain/01');
const workerUrl = new URL('../../../src/composition/workers/keychain-worker.ts', import.meta.url);

/** A session bus that takes connections and never says a word. */
async function silentKeychain(longest: number) {
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

/** https://github.com/Infomaniak/desktop-kDrive/issues/2109: a program hung for ever with such a keychain. */
it.runIf(process.platform === 'linux')('a keychain that never answers holds nothing up', async () => {
  const { keychain } = await silentKeychain(2_000);
  const failed = { ok: false, error: { code: 'KEYCHAIN_FAILED', said: 'it has not answered in 2 s' } };
  expect(
    await Promise.all([keychain.put(id, new Secret('a secret')), keychain.find(id), keychain.remove(id)]),
  ).toEqual([failed, failed, failed]);
});

it.runIf(process.platform === 'linux')('what waits for a keychain ends with the program', async () => {
  const { keychain, asked } = await silentKeychain(600_000);
  const finding = keychain.find(id);
  await asked;
  keychain.close();
  expect(await finding).toMatchObject({ ok: false, error: { code: 'KEYCHAIN_FAILED' } });
});
