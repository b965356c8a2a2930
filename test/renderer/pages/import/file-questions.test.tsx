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
  format: 'fills',
  rows: [],
  errors: [],
  skippedRows: [],
  entries: 0,
  skipped: 0,
  invalid: 0,
  inNone: none,
  inNew: none,
  inTrading: [],
  earlier: [],
  inAccounts: [],
  alikes: [],
  alikeMovements: [],
  symbols: ['AAPL'],
  currency: 'USD',
};

test('what a file does not say is asked, and the file is read again with the answers', async () => {
  useLiveStore.setState({ workspace: { id: 'w', name: 'W', kind: 'paper', createdAt: 0 } });
  const begun: unknown[] = [];
  const currency = { id: 'currency', about: 'currency', example: 'AAPL', rows: 2 } as const;
  const dates = { id: 'dates', about: 'dates', example: '03/04/2025', rows: 1 } as const;
  const { screen } = await renderScreen(<ImportDialog onClose={() => undefined} />, {
    'imports.list': async () => ok([]),
    'imports.begin': async ({ answers }) => {
      begun.push(answers);
      return ok({ importId: 'I1' });
    },
    'imports.chunk': async () => ok({}),
    'imports.preview': async () =>
      begun.length === 1
        ? ok({ ...preview, valid: 0, questions: [currency, dates] })
        : ok({ ...preview, valid: 2, questions: [] }),
  });
  const input = document.querySelector('input[type=file]');
  if (!(input instanceof HTMLInputElement)) throw new Error('there is nowhere to choose a file');
  await userEvent.upload(input, new File(['x'], 'fills.csv'));
  const read = screen.getByRole('button', { name: 'Read it with these answers' });
  await expect.element(read).toBeDisabled();
  await expect.element(screen.getByRole('button', { name: /^Import/ })).not.toBeInTheDocument();
  await screen.getByRole('textbox', { name: /What are prices in.*AAPL/ }).fill('usd');
  await screen.getByRole('combobox', { name: 'Which comes first in 03/04/2025?' }).click();
  await screen.getByRole('option', { name: 'The day' }).click();
  await read.click();
  await expect.element(screen.getByRole('button', { name: 'Import 2 fills' })).toBeVisible();
  expect(begun).toEqual([{}, { currency: 'USD', dates: 'DMY' }]);
});

test('fills are not shown as bought where the file does not tell its sides, and can be answered', async () => {
  useLiveStore.setState({ workspace: { id: 'w', name: 'W', kind: 'paper', createdAt: 0 } });
  const begun: unknown[] = [];
  const row = {
    line: 2,
    time: 0,
    symbol: 'ADA-EUR',
    side: 'BUY',
    quantity: '5',
    price: '2',
  } as const;
  const direction = { id: 'direction', about: 'direction', example: '5', rows: 1 } as const;
  const { screen } = await renderScreen(<ImportDialog onClose={() => undefined} />, {
    'imports.list': async () => ok([]),
    'imports.begin': async ({ answers }) => {
      begun.push(answers);
      return ok({ importId: 'I1' });
    },
    'imports.chunk': async () => ok({}),
    'imports.preview': async () =>
      ok({ ...preview, rows: [row], valid: 1, questions: begun.length === 1 ? [direction] : [] }),
  });
  const input = document.querySelector('input[type=file]');
  if (!(input instanceof HTMLInputElement)) throw new Error('there is nowhere to choose a file');
  await userEvent.upload(input, new File(['x'], 'fills.csv'));
  const sides = screen.getByRole('combobox', { name: /No row has a sign, as in 5/ });
  await expect.element(sides).toBeVisible();
  await expect.element(screen.getByText('ADA-EUR')).not.toBeInTheDocument();
  await sides.click();
  await screen.getByRole('option', { name: 'Purchases, all of them' }).click();
  await screen.getByRole('button', { name: 'Read it with these answers' }).click();
  await expect.element(screen.getByText('ADA-EUR')).toBeVisible();
  expect(begun).toEqual([{}, { direction: 'BUY' }]);
});

test('what is no trade, and a tax in another currency, can be answered too', async () => {
  useLiveStore.setState({ workspace: { id: 'w', name: 'W', kind: 'paper', createdAt: 0 } });
  const begun: unknown[] = [];
  const questions = [
    { id: 'direction', about: 'direction', example: '5', rows: 1 },
    { id: 'taxes', about: 'tax', example: '9.60 USD', rows: 1 },
  ] as const;
  const { screen } = await renderScreen(<ImportDialog onClose={() => undefined} />, {
    'imports.list': async () => ok([]),
    'imports.begin': async ({ answers }) => {
      begun.push(answers);
      return ok({ importId: 'I1' });
    },
    'imports.chunk': async () => ok({}),
    'imports.preview': async () =>
      ok({ ...preview, valid: 1, questions: begun.length === 1 ? [...questions] : [] }),
  });
  const input = document.querySelector('input[type=file]');
  if (!(input instanceof HTMLInputElement)) throw new Error('there is nowhere to choose a file');
  await userEvent.upload(input, new File(['x'], 'fills.csv'));
  await screen.getByRole('combobox', { name: /No row has a sign, as in 5/ }).click();
  await screen.getByRole('option', { name: 'Neither: they are no trades' }).click();
  await screen.getByRole('combobox', { name: /9\.60 USD was withheld/ }).click();
  await screen.getByRole('option', { name: 'What came, without the tax' }).click();
  await screen.getByRole('button', { name: 'Read it with these answers' }).click();
  await expect.poll(() => begun).toEqual([{}, { direction: 'neither', taxes: 'net' }]);
});
