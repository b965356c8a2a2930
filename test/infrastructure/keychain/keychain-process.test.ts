import { expect, it } from 'vitest';

import { credentialId } from '#src/domain/ids.ts';
import { Secret } from '#src/domain/secret.ts';
import { silentKeychain } from './silent-keychain.ts';

const id = credentialId('binance/live/keychain/01');

/** https://github.com/Infomaniak/desktop-kDrive/issues/2109: a program hung for ever with such a keychain. */
it.runIf(process.platform === 'linux')('a keychain that never answers holds nothing up', async () => {
  const { keychain } = await silentKeychain(2_000);
  const failed = { ok: false, error: { code: 'KEYCHAIN_SILENT', said: 'it has not answered in 2 s' } };
  expect(
    await Promise.all([keychain.put(id, new Secret('a secret')), keychain.find(id), keychain.remove(id)]),
  ).toEqual([failed, failed, failed]);
});

it.runIf(process.platform === 'linux')('what waits for a keychain ends with the program', async () => {
  const { keychain, asked } = await silentKeychain(600_000);
  const finding = keychain.find(id);
  await asked;
  keychain.close();
  expect(await finding).toMatchObject({ ok: false, error: { code: 'KEYCHAIN_SILENT' } });
});
