import { expect, test } from 'vitest';
import { ImportDialog } from '#renderer/pages/import/import-dialog.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const first = {
  id: 'I1',
  accountName: 'Binance',
  fileName: 'first.csv',
  format: 'fills',
  isOutdated: false,
  importedAt: Date.UTC(2026, 0, 2),
  fills: 2,
  entries: 0,
  leftOut: 0,
  state: 'done',
} as const;
const elsewhere = { ...first, id: 'I2', fileName: 'elsewhere.csv', accountName: 'Kraken', leftOut: 9 };
const later = { ...first, id: 'I3', fileName: 'later.csv', fills: 1, leftOut: 2 };

test('undoing an import names the later files whose rows go with it, and what brings them back', async () => {
  useLiveStore.setState({ workspace: { id: 'w', name: 'W', kind: 'paper', createdAt: 0 } });
  const { screen } = await renderScreen(<ImportDialog onClose={() => undefined} />, {
    'imports.list': async () => ({ ok: true, value: [later, elsewhere, first] }),
  });
  const undo = screen.getByRole('dialog', { name: 'Undo an import' });
  await screen.getByRole('button', { name: 'Undo the import of first.csv' }).click();
  const note = undo.getByRole('note');
  const named = note.getByRole('listitem');
  await expect.element(named).toHaveTextContent('later.csv, of which 2 rows were there already');
  await expect.element(note.getByText(/Import the later file again/u)).toBeVisible();
  await undo.getByRole('button', { name: 'Keep it' }).click();
  await screen.getByRole('button', { name: 'Undo the import of later.csv' }).click();
  await expect.element(undo).toBeVisible();
  await expect.element(note).not.toBeInTheDocument();
});

test.each([
  [{ fills: 0, entries: 3 }, '3 movements'],
  [{ fills: 2, entries: 1 }, '2 fills and 1 movement'],
  [{ fills: 2, entries: 0 }, '2 fills'],
])('the undo of %o names %s', async (content, words) => {
  useLiveStore.setState({ workspace: { id: 'w', name: 'W', kind: 'paper', createdAt: 0 } });
  const { screen } = await renderScreen(<ImportDialog onClose={() => undefined} />, {
    'imports.list': async () => ({ ok: true, value: [{ ...first, ...content }] }),
  });
  await screen.getByRole('button', { name: 'Undo the import of first.csv' }).click();
  const undo = screen.getByRole('dialog', { name: 'Undo an import' });
  await expect.element(undo).toMatchTextContent(`first.csv brought ${words} into the account Binance`);
  await expect.element(undo.getByRole('button', { name: `Undo ${words}`, exact: true })).toBeVisible();
});
