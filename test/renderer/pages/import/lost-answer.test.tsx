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

test('an import whose connection is lost meanwhile goes on, and is not told as failed or as not written', async () => {
  useLiveStore.setState({ workspace: { id: 'w', name: 'W', kind: 'paper', createdAt: 0 } });
  const { screen, disconnect } = await renderScreen(<ImportDialog onClose={() => undefined} />, {
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
