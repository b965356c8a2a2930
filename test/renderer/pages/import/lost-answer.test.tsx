import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { ImportDialog } from '#renderer/pages/import/import-dialog.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const row = {
  line: 2,
  time: Date.UTC(2025, 0, 30),
  symbol: 'BTC-USDT',
  side: 'BUY',
  quantity: '1',
  price: '100',
} as const;

const oneFill: Parameters<typeof renderScreen>[1] = {
  'imports.list': async () => ({ ok: true, value: [] }),
  'imports.begin': async () => ({ ok: true, value: { importId: 'I1' } }),
  'imports.chunk': async () => ({ ok: true, value: {} }),
  'imports.preview': async () => ({
    ok: true,
    value: {
      importId: 'I1',
      fileName: 'fills.csv',
      format: 'Fills',
      rows: [row],
      errors: [],
      skippedRows: [],
      valid: 1,
      entries: 0,
      skipped: 0,
      questions: [],
      invalid: 0,
      inNone: { duplicates: 0, alike: 0, duplicateEntries: 0, alikeEntries: 0 },
      inNew: { duplicates: 0, alike: 0, duplicateEntries: 0, alikeEntries: 0 },
      inTrading: [],
      earlier: [],
      inAccounts: [],
      alikes: [],
      alikeMovements: [],
      symbols: ['BTC-USDT'],
      currency: 'USDT',
    },
  }),
};

test('an import whose connection is lost meanwhile goes on, and is not told as failed or as not written', async () => {
  useLiveStore.setState({ workspace: { id: 'w', name: 'W', kind: 'paper', createdAt: 0 } });
  const { screen, disconnect } = await renderScreen(<ImportDialog onClose={() => undefined} />, {
    ...oneFill,
  });
  const dialog = screen.getByRole('dialog', { name: 'Import history' });
  const input = document.querySelector('input[type=file]');
  if (!(input instanceof HTMLInputElement)) throw new Error('there is nowhere to choose a file');
  await userEvent.upload(input, new File(['x'], 'fills.csv'));
  await dialog.getByRole('button', { name: 'Import 1 fill' }).click();
  await expect.element(dialog.getByText('Writing the fills')).toBeVisible();
  disconnect();
  await expect.element(dialog.getByText('Importing the file')).toBeVisible();
  await expect.element(dialog.getByRole('alert')).not.toBeInTheDocument();
  await expect.element(dialog.getByRole('button', { name: 'Import 1 fill' })).not.toBeInTheDocument();
});

test('what came of an import is seen once its dialog is left, so that a page that is loaded before tells it', async () => {
  useLiveStore.setState({ workspace: { id: 'w', name: 'W', kind: 'paper', createdAt: 0 } });
  const read: string[] = [];
  const { screen } = await renderScreen(<ImportDialog onClose={() => undefined} />, {
    ...oneFill,
    'imports.commit': async () => ({
      ok: true,
      value: {
        imported: 1,
        entries: 0,
        duplicates: 0,
        alike: 0,
        duplicateEntries: 0,
        alikeEntries: 0,
        skipped: 0,
        invalid: 0,
      },
    }),
    'tasks.read': async ({ task }) => {
      read.push(task);
      return { ok: true, value: {} };
    },
  });
  const dialog = screen.getByRole('dialog', { name: 'Import history' });
  const input = document.querySelector('input[type=file]');
  if (!(input instanceof HTMLInputElement)) throw new Error('there is nowhere to choose a file');
  await userEvent.upload(input, new File(['x'], 'fills.csv'));
  await dialog.getByRole('button', { name: 'Import 1 fill' }).click();
  await expect.element(dialog.getByText('fills.csv', { exact: true })).toBeVisible();
  await expect.element(dialog.getByRole('button', { name: 'Done' })).toBeVisible();
  expect(read).toEqual([]);
  await dialog.getByRole('button', { name: 'Import another file' }).click();
  await expect.poll(() => read).toEqual(['import I1']);
});
