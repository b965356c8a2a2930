import { expect, test } from 'vitest';
import { ImportDialog } from '#renderer/pages/import/import-dialog.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const half = {
  id: 'I1',
  accountName: 'Binance',
  fileName: 'fills.csv',
  format: 'csv',
  isOutdated: false,
  importedAt: Date.UTC(2026, 0, 2),
  fills: 0,
  state: 'half',
} as const;

test('a half import is listed as a part, with the way to take it back', async () => {
  useLiveStore.setState({ workspace: { id: 'w', name: 'W', kind: 'paper', createdAt: 0 } });
  let isThere = true;
  const { screen, asked } = await renderScreen(<ImportDialog onClose={() => undefined} />, {
    'imports.list': async () => ({
      ok: true,
      value: isThere ? [half] : [{ ...half, state: 'undone', undoneAt: half.importedAt + 1 }],
    }),
    'imports.undo': async () => {
      isThere = false;
      return { ok: true, value: { fills: 1_000, entries: 0 } };
    },
  });
  const row = screen.getByRole('row', { name: /fills\.csv/u });
  await expect.element(row.getByText('a part')).toBeVisible();
  await row.getByRole('button', { name: 'Take back the import of fills.csv' }).click();
  const dialog = screen.getByRole('dialog', { name: 'Take back a part of an import' });
  await expect
    .element(dialog.getByText(/is in cash, fills and positions until it is taken back/u))
    .toBeVisible();
  await dialog.getByRole('button', { name: 'Take back what is there' }).click();
  await expect.element(row.getByText('undone')).toBeVisible();
  expect(asked).toContainEqual({ name: 'imports.undo', input: { importId: 'I1' } });
});
