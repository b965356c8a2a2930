import { beforeEach, expect, test, vi } from 'vitest';
import type { ActivityInfo } from '#src/contract/activity.ts';
import { ok } from '#src/domain/result.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { ActivityDialog } from '#renderer/pages/activity/activity-dialog.tsx';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { paper } from '#test/renderer/core/records.ts';

const portfolio = { id: 'p', name: 'Main', baseCurrency: 'EUR', lotMethod: 'FIFO', limits: {} } as const;
const btc = { kind: 'currency', currency: 'BTC' } as const;
const trade: ActivityInfo = {
  kind: 'trade',
  id: 't1',
  accountId: 'a',
  time: Date.UTC(2025, 4, 3, 9),
  instrumentId: 'kraken:BTC-EUR',
  side: 'SELL',
  asset: btc,
  amount: '-0.5',
  price: '60000',
  counter: { currency: 'EUR', amount: '30000' },
  fee: { currency: 'EUR', amount: '12.5' },
  worth: '30000',
  source: 'import',
  fileName: 'trades.csv',
  place: { seq: 7, hash: 'abc' },
};
const deposit: ActivityInfo = {
  kind: 'entry',
  id: 'e2',
  accountId: 'a',
  time: Date.UTC(2025, 4, 1, 9),
  type: 'deposit',
  asset: btc,
  amount: '1',
  note: 'From cold storage',
  source: 'hand',
  state: 'counts',
  corrects: 'e1',
  cost: { currency: 'EUR', amount: '20000' },
  place: { seq: 3, hash: 'def' },
};

async function openDialog() {
  const { screen, asked } = await renderScreen(
    <ActivityDialog portfolio={portfolio} onClose={vi.fn<() => void>()} />,
    {
      'activity.page': async () => ok({ rows: [trade, deposit], total: 2, exact: true }),
      'activity.corrections': async () =>
        ok({
          entries: [
            { ...deposit, id: 'e1', amount: '2', state: 'corrected', corrects: undefined, correctedBy: 'e2' },
            deposit,
          ],
        }),
    },
  );
  const sent = () => asked.filter(({ name }) => name === 'activity.page').map(({ input }) => input);
  return { screen, sent };
}

beforeEach(() => {
  setPreferences({ timeZone: 'utc' });
  const account = { id: 'a', portfolioId: 'p', name: 'Kraken', venue: 'kraken', mode: 'history' } as const;
  useLiveStore.setState({
    epoch: 'e1',
    workspace: { ...paper, id: 'activity' },
    connection: { status: 'open', since: 0 },
    accounts: [account],
  });
});

test('lists trades and movements with what they moved, the newest first', async () => {
  const { screen, sent } = await openDialog();
  const rows = screen.getByRole('grid', { name: 'Activity' }).getByRole('row');
  await expect
    .element(rows.nth(1))
    .toHaveTextContent('2025-05-03 09:00KrakenSellBTC−0.560,00030,000.00EUR12.50EUR30,000.00BTC-EURImport');
  await expect
    .element(rows.nth(2))
    .toHaveTextContent('2025-05-01 09:00KrakenDepositBTC1–––––From cold storageBy handCorrection');
  expect(sent()[0]).toMatchObject({
    portfolioId: 'p',
    direction: 'descending',
    filter: { corrected: false },
  });
});

test('what was corrected is asked for by one switch', async () => {
  const { screen, sent } = await openDialog();
  await screen.getByLabelText('Also what was corrected or taken back').click();
  await expect.poll(() => sent().at(-1)).toMatchObject({ filter: { corrected: true } });
});

test('an entry is shown whole, with its place in the chain and what it corrected', async () => {
  const { screen } = await openDialog();
  await screen.getByText('From cold storage').dblClick();
  const entry = screen.getByRole('dialog', { name: 'Deposit' });
  await expect.element(entry.getByText('Row 3 of the movements')).toBeVisible();
  await expect.element(entry.getByText('def', { exact: true })).toBeVisible();
  await expect.element(entry.getByText('20,000.00 EUR')).toBeVisible();
  const corrections = entry.getByRole('region', { name: 'Corrections' });
  await expect
    .element(corrections.getByRole('row').nth(1))
    .toHaveTextContent('2025-05-01 09:00:00Deposit2BTCCorrected');
  await expect
    .element(corrections.getByRole('row').nth(2))
    .toHaveTextContent('2025-05-01 09:00:00Deposit1BTCCorrection');
});
