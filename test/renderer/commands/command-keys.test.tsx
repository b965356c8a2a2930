import { Modal } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { useCommandHandlers } from '#renderer/commands/handlers.ts';
import { useCommandKeys } from '#renderer/commands/use-command-keys.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const ran = vi.fn<(id: string) => void>();

function Page({ dialog = false }: { readonly dialog?: boolean }) {
  useCommandKeys();
  useCommandHandlers({
    'market.find': () => ran('market.find'),
    'view.palette': () => ran('view.palette'),
    'orders.cancelAll': () => ran('orders.cancelAll'),
  });
  return (
    <>
      <Notifications />
      <input aria-label="Text" />
      <input aria-label="Box" type="checkbox" />
      {dialog && (
        <Modal opened onClose={() => undefined} title="A dialog" transitionProps={{ duration: 0 }}>
          <button type="button">In it</button>
        </Modal>
      )}
    </>
  );
}

function pressOn(target: EventTarget, init: KeyboardEventInit): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init });
  target.dispatchEvent(event);
  return event;
}

test('a sign that a field takes is the field’s; a key with Ctrl is the command’s', async () => {
  const { screen } = await renderScreen(<Page />);
  await userEvent.click(screen.getByLabelText('Text'));
  await userEvent.keyboard('/');
  await expect.element(screen.getByLabelText('Text')).toHaveValue('/');
  expect(ran).not.toHaveBeenCalled();
  await userEvent.keyboard('{Control>}k{/Control}');
  expect(ran.mock.calls).toEqual([['view.palette']]);
});

test('a box takes no text: a sign on it is the command’s', async () => {
  const { screen } = await renderScreen(<Page />);
  await userEvent.click(screen.getByLabelText('Box'));
  await userEvent.keyboard('/');
  expect(ran.mock.calls).toEqual([['market.find']]);
});

test('a key held down runs its command once, and never what the browser has for it', async () => {
  await renderScreen(<Page />);
  const held = { key: 'k', code: 'KeyK', ctrlKey: true };
  const first = pressOn(document.body, held);
  const repeated = pressOn(document.body, { ...held, repeat: true });
  expect(ran.mock.calls).toEqual([['view.palette']]);
  expect([first.defaultPrevented, repeated.defaultPrevented]).toEqual([true, true]);
});

test('an input method that composes keeps its keys', async () => {
  await renderScreen(<Page />);
  pressOn(document.body, { key: 'k', code: 'KeyK', ctrlKey: true, isComposing: true });
  expect(ran).not.toHaveBeenCalled();
});

test('more or fewer modifiers are another key', async () => {
  await renderScreen(<Page />);
  pressOn(document.body, { key: 'k', code: 'KeyK' });
  pressOn(document.body, { key: 'K', code: 'KeyK', ctrlKey: true, shiftKey: true });
  pressOn(document.body, { key: 'k', code: 'KeyK', ctrlKey: true, altKey: true });
  pressOn(document.body, { key: '/', code: 'Slash', ctrlKey: true });
  expect(ran).not.toHaveBeenCalled();
});

test('a dialog keeps the keyboard, but orders can still be cancelled', async () => {
  const { screen } = await renderScreen(<Page dialog />);
  await expect.element(screen.getByRole('dialog')).toBeVisible();
  await userEvent.keyboard('{Control>}k{/Control}/');
  expect(ran).not.toHaveBeenCalled();
  await userEvent.keyboard('{Control>}{Shift>}X{/Shift}{/Control}');
  expect(ran.mock.calls).toEqual([['orders.cancelAll']]);
});

test('a key that was bound otherwise leads where it leads now; its old one leads nowhere', async () => {
  await renderScreen(<Page />);
  setPreferences({ keyBindings: [{ command: 'view.palette', key: 'Alt+P' }] });
  await userEvent.keyboard('{Control>}k{/Control}');
  expect(ran).not.toHaveBeenCalled();
  await userEvent.keyboard('{Alt>}p{/Alt}');
  expect(ran.mock.calls).toEqual([['view.palette']]);
});

test('a command bound to what a field takes runs outside fields alone, undo too', async () => {
  const { screen } = await renderScreen(<Page />);
  setPreferences({
    keyBindings: [
      { command: 'view.palette', key: 'P' },
      { command: 'market.find', key: 'Mod+Z' },
    ],
  });
  await userEvent.click(screen.getByLabelText('Text'));
  await userEvent.keyboard('p{Control>}z{/Control}');
  expect(ran).not.toHaveBeenCalled();
  await userEvent.click(screen.getByLabelText('Box'));
  await userEvent.keyboard('p{Control>}z{/Control}');
  expect(ran.mock.calls).toEqual([['view.palette'], ['market.find']]);
});

test('a key that two commands were bound to runs neither, and says so', async () => {
  const { screen } = await renderScreen(<Page />);
  setPreferences({
    keyBindings: [
      { command: 'view.palette', key: 'Alt+J' },
      { command: 'market.find', key: 'Alt+J' },
    ],
  });
  await userEvent.keyboard('{Alt>}j{/Alt}');
  await expect
    .element(screen.getByText(/Alt\+J is the key of “Find a symbol” and “Command palette”/))
    .toBeVisible();
  expect(ran).not.toHaveBeenCalled();
});
