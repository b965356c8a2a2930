import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { ok } from '#src/domain/result.ts';
import { ImportDialog } from '#renderer/pages/import/import-dialog.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const none = { duplicates: 0, alike: 0, duplicateEntries: 0, alikeEntries: 0 };
const preview = {
  importId: 'I1',
  fileName: 'fills.csv',
  format: 'Fills',
  rows: [],
  errors: [],
  skippedRows: [],
  valid: 3,
  entries: 0,
  skipped: 0,
  questions: [],
  invalid: 0,
  inNone: none,
  inNew: none,
  inTrading: [],
  earlier: [],
  alikes: [],
  alikeMovements: [],
  symbols: ['BTC-USDT'],
  currency: 'USDT',
};
const knownIn = { One: 3, Two: 1 };

function open(name: keyof typeof knownIn): void {
  useLiveStore.setState({
    workspace: { id: name, name, kind: 'paper', createdAt: 0 },
    accounts: [{ id: name, portfolioId: 'p', name: 'Old', venue: 'import', mode: 'history' }],
  });
}

test('a preview is of the workspace that is open, also when another screen opens another one', async () => {
  let core: keyof typeof knownIn = 'One';
  open('One');
  const { screen } = await renderScreen(<ImportDialog onClose={() => undefined} />, {
    'imports.list': async () => ok([]),
    'imports.begin': async () => ok({ importId: 'I1' }),
    'imports.chunk': async () => ok({}),
    'imports.preview': async () =>
      ok({ ...preview, inAccounts: [{ ...none, accountName: 'Old', duplicates: knownIn[core] }] }),
  });
  const input = document.querySelector('input[type=file]');
  if (!(input instanceof HTMLInputElement)) throw new Error('there is nowhere to choose a file');
  await userEvent.upload(input, new File(['x'], 'fills.csv'));
  await expect.element(screen.getByRole('button', { name: 'Choose another file' })).toBeVisible();
  await expect.element(screen.getByRole('button', { name: /^Import/ })).not.toBeInTheDocument();

  core = 'Two';
  open('Two');
  await expect.element(screen.getByRole('radio', { name: 'Two' })).toBeChecked();
  await expect.element(screen.getByRole('button', { name: 'Import 2 fills' })).toBeVisible();
});
