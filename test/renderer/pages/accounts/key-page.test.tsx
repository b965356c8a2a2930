import { Notifications } from '@mantine/notifications';
import { useState } from 'react';
import { beforeEach, expect, test } from 'vitest';
import type { AccountInfo, VenueInfo } from '#src/contract/workspace.ts';
import { err, ok } from '#src/domain/result.ts';
import { KeyPage } from '#renderer/pages/accounts/key-page.tsx';
import { initialLiveState, useLiveStore } from '#renderer/core/live-store.ts';
import { defaultPreferences, usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const venues: VenueInfo[] = [
  { id: 'binance', label: 'Binance', kind: 'exchange', environments: ['live'], takesKeys: true },
];
const key = { venue: 'binance', environment: 'live', place: 'keychain' } as const;
const account: AccountInfo = {
  id: 'a1',
  portfolioId: 'p1',
  name: 'Spot',
  venue: 'import',
  mode: 'history',
  key,
};
const item = 'binance/live/keychain/01KE6QXQ1013XSDQ5QKGRS6R5Y';

beforeEach(() => {
  // Numbers of amounts are hidden; those of a name in the keychain are what the trader looks for.
  usePreferencesStore.setState({ ...defaultPreferences, privacy: true }, true);
  useLiveStore.setState({ ...initialLiveState, connection: { status: 'open', since: 0 }, venues }, true);
});

function Closable() {
  const [shown, setShown] = useState(true);
  return (
    <>
      <Notifications />
      {shown && <KeyPage account={account} onBack={() => setShown(false)} />}
    </>
  );
}

test('a key that the keychain did not give up is named, also once the page is closed', async () => {
  const removing = Promise.withResolvers<void>();
  const { screen } = await renderScreen(<Closable />, {
    'keys.remove': async () => {
      await removing.promise;
      return ok({ left: { item, said: 'it has not answered in 90 s' } });
    },
  });
  await screen.getByRole('button', { name: 'Remove the key' }).click();
  await screen.getByRole('button', { name: 'Back' }).click();
  removing.resolve();
  const told = screen.getByRole('alert').filter({ hasText: 'may still be in the keychain' });
  await expect.element(told).toMatchTextContent(item);
});

test('what the keychain may have taken without an answer is named', async () => {
  const { screen } = await renderScreen(
    <KeyPage account={{ ...account, key: undefined }} onBack={() => undefined} />,
    {
      'keys.connect': async () =>
        err({ code: 'KEY_REFUSED', problem: { code: 'KEY_MAY_BE_KEPT', item, said: 'it has not answered' } }),
    },
  );
  await screen.getByRole('textbox', { name: 'API key' }).fill('a key');
  await screen.getByLabelText('Secret key').fill('a secret');
  await screen.getByRole('button', { name: 'Check and keep' }).click();
  await expect.element(screen.getByRole('alert')).toMatchTextContent(item);
});
