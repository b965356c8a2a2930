import { Button } from '@mantine/core';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { renderScreen } from '#test/renderer/render-screen.tsx';

/** As the list of past imports, whose button goes once its import is undone, and as a button that sends. */
function PastImports() {
  const [undone, setUndone] = useState(false);
  const [busy, setBusy] = useState(false);
  return (
    <Dialog opened onClose={() => undefined} title="Import history">
      <Button data-autofocus>Choose a file</Button>
      {!undone && (
        <Button
          loading={busy}
          onClick={() => setBusy(true)}
          onKeyDown={(event) => event.key === 'u' && setUndone(true)}
        >
          Undo
        </Button>
      )}
    </Dialog>
  );
}

test.each([
  ['goes', '{u}'],
  ['is disabled while it works', '{Enter}'],
])('the focus stays in the dialog when what has it %s', async (_, key) => {
  const { screen } = await renderScreen(<PastImports />);
  const undo = screen.getByRole('button', { name: 'Undo' });
  await expect.element(undo).toBeVisible();
  undo.element().focus();
  await userEvent.keyboard(key);
  await expect.element(screen.getByRole('dialog')).toHaveFocus();
});
