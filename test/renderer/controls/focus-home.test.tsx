import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { followFocus } from '#renderer/controls/focus-home.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

/** A button that sends, and the answer to it. */
function Sender({ answer }: { readonly answer: Promise<void> }) {
  const [busy, setBusy] = useState(false);
  useEffect(followFocus, []);
  async function send(): Promise<void> {
    setBusy(true);
    await answer;
    setBusy(false);
  }
  return (
    <>
      <Button loading={busy} onClick={() => void send()}>
        Send
      </Button>
      <input aria-label="Beside" />
    </>
  );
}

async function press() {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { screen } = await renderScreen(<Sender answer={promise} />);
  const send = screen.getByRole('button', { name: 'Send' });
  send.element().focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(send).toBeDisabled();
  await expect.poll(() => document.activeElement).toBe(document.body);
  return { screen, send, answer: resolve };
}

test('a button that was disabled while it sent has the focus again', async () => {
  const { send, answer } = await press();
  answer();
  await expect.element(send).toHaveFocus();
});

test('but not where something else has it by then', async () => {
  const { screen, send, answer } = await press();
  await userEvent.click(screen.getByLabelText('Beside'));
  answer();
  await expect.element(send).toBeEnabled();
  await expect.element(screen.getByLabelText('Beside')).toHaveFocus();
});
