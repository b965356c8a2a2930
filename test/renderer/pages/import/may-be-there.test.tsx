import { expect, test } from 'vitest';
import type { ImportPreview } from '#src/contract/imports.ts';
import { ImportPreviewView } from '#renderer/pages/import/import-preview.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const time = Date.UTC(2025, 0, 30, 14, 5, 9);
const sale = { time, side: 'SELL', quantity: '0.25', price: '31000' } as const;
const row = { ...sale, line: 2, symbol: 'BTC-USDT' };
const none = { duplicates: 0, alike: 0, duplicateEntries: 0, alikeEntries: 0 };
const preview: ImportPreview = {
  importId: 'i',
  fileName: 'second.csv',
  format: 'Fills',
  rows: [{ ...row, known: 'alike' }],
  errors: [],
  skippedRows: [],
  valid: 3,
  entries: 1,
  skipped: 0,
  questions: [],
  invalid: 0,
  inNone: none,
  inNew: none,
  inTrading: [],
  earlier: [],
  inAccounts: [
    { ...none, accountName: 'Kraken', alike: 1 },
    { ...none, accountName: 'Binance', duplicates: 1, alike: 1, alikeEntries: 1 },
  ],
  alikes: [
    {
      ...row,
      accountName: 'Binance',
      tradeId: '77',
      as: { ...sale, tradeId: undefined, fileName: 'orders.csv' },
    },
    { ...row, accountName: 'Kraken', tradeId: '77', as: { ...sale, time: time + 437, tradeId: undefined } },
  ],
  alikeMovements: [
    {
      line: 5,
      time,
      type: 'withdrawal',
      currency: 'BTC',
      amount: '-0.004',
      accountName: 'Binance',
      asTime: time,
    },
  ],
  symbols: ['BTC-USDT'],
  currency: 'USDT',
};

function accountNamed(name: string) {
  const fees = { maker: '0', taker: '0' };
  return { id: name, portfolioId: 'p', name, venue: 'import', mode: 'history', fees, createdAt: 0 } as const;
}

test('fills that may be there are asked about before anything is written, for each account anew', async () => {
  useLiveStore.setState({
    workspace: { id: 'w', name: 'W', kind: 'paper', createdAt: 0 },
    accounts: ['Kraken', 'Binance', 'Gemini'].map(accountNamed),
  });
  const chosen: object[] = [];
  const { screen } = await renderScreen(
    <ImportPreviewView
      preview={preview}
      failure={undefined}
      onAnswer={() => undefined}
      onCommit={(target) => chosen.push(target)}
      onStartOver={() => undefined}
    />,
  );
  const account = screen.getByRole('combobox', { name: 'Account name' });
  // The account that has most of the file, whichever was made first.
  await expect.element(account).toHaveValue('Binance');
  const question = screen.getByRole('radiogroup', { name: 'They are' });
  const commit = screen.getByRole('button', { name: /^Import/u });
  await expect.element(screen.getByText(/^1 fill and 1 movement may be there already/u)).toBeVisible();
  await expect.element(screen.getByText(/^Withdrawal, −0\.004/u)).toBeVisible();
  await expect.element(commit).toBeDisabled();
  await question.getByRole('radio', { name: 'The same: leave them out' }).click();
  await expect.element(commit).toHaveTextContent('Import 1 fill');
  await question.getByRole('radio', { name: 'Others: import them' }).click();
  await expect.element(commit).toHaveTextContent('Import 2 fills and 1 movement');
  await commit.click();

  await account.fill('Kraken');
  await expect.element(screen.getByText(/^1 fill may be there already/u)).toBeVisible();
  await expect.element(screen.getByText(/^1 fill and 1 movement are in another account/u)).toBeVisible();
  await expect.element(commit).toBeDisabled();
  await question.getByRole('radio', { name: 'The same: leave them out' }).click();
  await commit.click();

  // A name that nobody could tell from it is that account's.
  await account.fill('kraken');
  await expect.element(screen.getByText(/^1 fill may be there already/u)).toBeVisible();

  await account.fill('Gemini');
  await expect.element(question).not.toBeInTheDocument();
  await expect.element(screen.getByText(/^2 fills and 1 movement are in another account/u)).toBeVisible();
  await expect.element(commit).toHaveTextContent('Import 3 fills and 1 movement');
  await commit.click();
  expect(chosen).toEqual([
    { accountName: 'Binance', importsAlike: true },
    { accountName: 'Kraken', importsAlike: false },
    { accountName: 'Gemini', importsAlike: false },
  ]);
});

test('what an account that trades has is left out or asked about, by its name, but for a new workspace', async () => {
  useLiveStore.setState({
    workspace: { id: 'w', name: 'W', kind: 'paper', createdAt: 0 },
    accounts: [accountNamed('Kraken')],
  });
  const chosen: object[] = [];
  const { screen } = await renderScreen(
    <ImportPreviewView
      preview={{
        ...preview,
        entries: 0,
        inNew: { ...none, duplicates: 1, alike: 1 },
        inTrading: [{ accountName: 'Spot', duplicates: 1, alike: 1 }],
        inAccounts: [{ ...none, accountName: 'Kraken', duplicates: 1, alike: 1 }],
        alikes: [{ ...row, accountName: 'Spot', as: { ...sale, tradeId: '77' } }],
        alikeMovements: [],
      }}
      failure={undefined}
      onAnswer={() => undefined}
      onCommit={(target) => chosen.push(target)}
      onStartOver={() => undefined}
    />,
  );
  const told = screen.getByRole('status').filter({ hasText: 'Spot' });
  await expect
    .element(told)
    .toMatchTextContent(
      '1 fill is in the account Spot already, which trades at its venue: it is left out. 1 fill may be',
    );
  await expect.element(screen.getByRole('row').filter({ hasText: 'Spot' })).toMatchTextContent('trade id 77');
  const commit = screen.getByRole('button', { name: /^Import/u });
  await expect.element(commit).toBeDisabled();
  await screen.getByRole('radio', { name: 'The same: leave them out' }).click();
  await expect.element(commit).toHaveTextContent('Import 1 fill');
  await screen.getByRole('radio', { name: 'A new workspace' }).click();
  await expect.element(told).not.toBeInTheDocument();
  await expect.element(commit).toHaveTextContent('Import 3 fills');
});

test('history is not given the name of an account that trades', async () => {
  const swing = { id: 'a1', portfolioId: 'p', name: 'Swing', venue: 'sim', mode: 'paper' } as const;
  useLiveStore.setState({
    workspace: { id: 'w', name: 'W', kind: 'paper', createdAt: 0 },
    accounts: [swing, accountNamed('Kraken')],
  });
  const { screen } = await renderScreen(
    <ImportPreviewView
      preview={{ ...preview, inAccounts: [], alikes: [], alikeMovements: [] }}
      failure={undefined}
      onAnswer={() => undefined}
      onCommit={() => undefined}
      onStartOver={() => undefined}
    />,
  );
  const account = screen.getByRole('combobox', { name: 'Account name' });
  const commit = screen.getByRole('button', { name: /^Import/u });
  await account.fill('swing');
  await expect.element(screen.getByText(/^An account that trades has this name/u)).toBeVisible();
  await expect.element(commit).toBeDisabled();
  await account.fill('Swing, 2024');
  await expect.element(commit).toBeEnabled();
});
