import { expect, test } from 'vitest';
import type { EarlierImport, ImportPreview } from '#src/contract/imports.ts';
import { ImportPreviewView } from '#renderer/pages/import/import-preview.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const time = Date.UTC(2024, 2, 5, 21);
const none = { duplicates: 0, alike: 0, duplicateEntries: 0, alikeEntries: 0 };
const old: EarlierImport = {
  id: 'I1',
  accountName: 'IB',
  fileName: 'march.csv',
  importedAt: Date.UTC(2025, 0, 2),
  from: time,
  to: time,
  isOutdated: true,
  isCovered: true,
};
const preview: ImportPreview = {
  importId: 'i',
  fileName: 'year.csv',
  format: 'Interactive Brokers flex query',
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
  // Its fills have the trade's ids: they are there already, at the times that were read then.
  inAccounts: [{ ...none, accountName: 'IB', duplicates: 3 }],
  earlier: [old],
  alikes: [],
  alikeMovements: [],
  symbols: ['AAPL'],
  currency: 'USD',
};

async function renderPreview(earlier: EarlierImport) {
  useLiveStore.setState({
    workspace: { id: 'w', name: 'W', kind: 'paper', createdAt: 0 },
    accounts: [{ id: 'a', portfolioId: 'p', name: 'IB', venue: 'import', mode: 'history' }],
  });
  const chosen: object[] = [];
  const { screen } = await renderScreen(
    <ImportPreviewView
      preview={{ ...preview, earlier: [earlier] }}
      failure={undefined}
      onAnswer={() => undefined}
      onCommit={(target) => chosen.push(target)}
      onStartOver={() => undefined}
    />,
  );
  return { screen, chosen, replace: screen.getByRole('button', { name: 'Replace it: Import 3 fills' }) };
}

test('a file replaces what an older reader took of it, in its account', async () => {
  const { screen, chosen, replace } = await renderPreview(old);
  await expect.element(screen.getByRole('combobox', { name: 'Account name' })).toHaveValue('IB');
  await expect
    .element(screen.getByText(/“march\.csv”, imported on .* This file replaces it\./u))
    .toBeVisible();
  await replace.click();
  expect(chosen).toEqual([{ accountName: 'IB', importsAlike: false, replaces: ['I1'] }]);
});

test('a file that tells a part of its time is not imported beside it', async () => {
  const { screen, replace } = await renderPreview({ ...old, isCovered: false });
  await expect.element(screen.getByText(/export that time and import it/u)).toBeVisible();
  await expect.element(replace).toBeDisabled();
});
