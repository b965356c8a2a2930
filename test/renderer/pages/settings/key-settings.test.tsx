import { Notifications } from '@mantine/notifications';
import { beforeEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { useCommandHandlers } from '#renderer/commands/handlers.ts';
import { useCommandKeys } from '#renderer/commands/use-command-keys.ts';
import { closeSettings, openSettings } from '#renderer/pages/settings/open-settings.ts';
import { SettingsDialog } from '#renderer/pages/settings/settings-dialog.tsx';
import { setPreferences, usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const ran = vi.fn<(id: string) => void>();

function Page() {
  useCommandKeys();
  useCommandHandlers({
    'orders.cancelAll': () => ran('cancel all'),
    'view.palette': () => ran('palette'),
    'orders.buy': () => ran('buy'),
  });
  return (
    <>
      <Notifications />
      <SettingsDialog />
    </>
  );
}

beforeEach(() => {
  ran.mockReset();
  closeSettings();
});

async function openKeys() {
  const { screen } = await renderScreen(<Page />);
  openSettings('Keys');
  const command = (words: string) => screen.getByRole('group', { name: words, exact: true });
  const key = (words: string) => command(words).getByRole('button', { name: /^Key of/ });
  /** Presses the command's key here, then the one that it is to have. */
  async function bind(words: string, keys: string): Promise<void> {
    await key(words).click();
    await expect.element(key(words)).toHaveTextContent('Press a key');
    await userEvent.keyboard(keys);
  }
  return { screen, command, key, bind };
}

const kept = () => usePreferencesStore.getState().keyBindings;

test('a command has the key that is pressed for it, and the dialog runs nothing and stays', async () => {
  const { screen, key, bind } = await openKeys();
  await expect.element(key('Ticket: buy')).toHaveTextContent('AltB');
  await bind('Ticket: buy', '{Alt>}j{/Alt}');
  await expect.element(key('Ticket: buy')).toHaveTextContent('AltJ');
  expect(kept()).toEqual([{ command: 'orders.buy', key: 'Alt+J' }]);
  await expect.element(screen.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  expect(ran).not.toHaveBeenCalled();

  closeSettings();
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
  await userEvent.keyboard('{Alt>}b{/Alt}{Alt>}j{/Alt}');
  expect(ran.mock.calls).toEqual([['buy']]);
});

test('a key that another command has is taken from it only when that is said', async () => {
  const { screen, key, bind } = await openKeys();
  // It works over every dialog, but for one that asks for a key.
  await bind('Ticket: buy', '{Control>}{Shift>}X{/Shift}{/Control}');
  await expect.element(screen.getByText(/Ctrl\+Shift\+X is the key of “Cancel all orders”/)).toBeVisible();
  expect(kept()).toEqual([]);
  await screen.getByRole('button', { name: 'Leave it' }).click();
  await expect.element(key('Ticket: buy')).toHaveTextContent('AltB');

  await bind('Ticket: buy', '{Control>}k{/Control}');
  await screen.getByRole('button', { name: 'Use it here instead' }).click();
  await expect.element(key('Ticket: buy')).toHaveTextContent('CtrlK');
  await expect.element(key('Command palette')).toHaveTextContent('–');
  expect(ran).not.toHaveBeenCalled();
});

test('Escape ends the asking and not the dialog; keys that work the page are refused with the reason', async () => {
  const { screen, key, bind } = await openKeys();
  await bind('Ticket: buy', '{Escape}');
  await expect.element(key('Ticket: buy')).toHaveTextContent('AltB');
  await bind('Ticket: buy', '{Enter}');
  await expect.element(screen.getByText(/With Ctrl or Alt it can be bound/)).toBeVisible();
  await bind('Ticket: buy', '{Control>}c{/Control}');
  await expect.element(screen.getByText('This key stays with the clipboard.')).toBeVisible();
  expect(kept()).toEqual([]);
  await expect.element(screen.getByRole('dialog', { name: 'Settings' })).toBeVisible();
});

test('a conflict that was kept is shown at both, and stops nothing', async () => {
  const { command } = await openKeys();
  setPreferences({
    keyBindings: [
      { command: 'orders.buy', key: 'Alt+J' },
      { command: 'orders.sell', key: 'Alt+J' },
      { command: 'view.theme', key: 'Mod+K' },
    ],
  });
  await expect
    .element(command('Ticket: buy').getByRole('alert'))
    .toHaveTextContent('Alt+J is also the key of “Ticket: sell”: it does neither until one has another.');
  await expect
    .element(command('Ticket: sell').getByRole('alert'))
    .toHaveTextContent('Alt+J is also the key of “Ticket: buy”: it does neither until one has another.');
  await expect
    .element(command('Command palette').getByRole('alert'))
    .toHaveTextContent('Ctrl+K was given to “Switch theme”.');
  expect(command('Switch theme').getByRole('alert').query()).toBeNull();
});

test('a command without a key, one that is reset, and all of them, which can be taken back', async () => {
  const { screen, command, key, bind } = await openKeys();
  await command('Ticket: sell').getByRole('button', { name: 'No key for Ticket: sell' }).click();
  await expect.element(key('Ticket: sell')).toHaveTextContent('–');
  await bind('Ticket: buy', 'b');
  await expect.element(key('Ticket: buy')).toHaveTextContent('B');
  await command('Ticket: sell').getByRole('button', { name: 'Reset' }).click();
  await expect.element(key('Ticket: sell')).toHaveTextContent('AltS');

  await screen.getByRole('button', { name: 'Reset all keys' }).click();
  await expect.element(key('Ticket: buy')).toHaveTextContent('AltB');
  await screen.getByRole('button', { name: 'Take it back' }).click();
  await expect.element(key('Ticket: buy')).toHaveTextContent('B');
});

test('what the palette found has the focus', async () => {
  const { screen } = await renderScreen(<Page />);
  openSettings('General', 'separators');
  await expect.element(screen.getByLabelText('Numbers')).toHaveFocus();
});
