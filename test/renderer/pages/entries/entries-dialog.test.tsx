import { beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { EntriesInfo } from '#src/contract/entries.ts';
import { ok } from '#src/domain/result.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import type { AskedEntries } from '#renderer/desk/links/asked-entries.ts';
import { EntriesDialog } from '#renderer/pages/entries/entries-dialog.tsx';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { paper } from '#test/renderer/core/records.ts';
import { pair } from '#test/renderer/instruments.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const ether = pair('ETH', {});
const bought = {
  id: 'a/ETH/1',
  accountId: 'a',
  time: Date.UTC(2026, 2, 8, 12),
  type: 'fill',
  trade: { instrumentId: ether.id, side: 'BUY', quantity: '2', price: '1500' },
  unit: 'USDT',
} as const;
const ofCost: EntriesInfo = {
  isWhole: true,
  currency: 'CHF',
  entries: [
    { ...bought, amount: '3000', rate: { rate: '0.85', source: 'venue' }, worth: '2550' },
    { ...bought, id: 'a/ETH/2', amount: '1000' },
  ],
  total: 2,
  unknown: 1,
  sums: [{ unit: 'USDT', amount: '4000' }],
  worth: '2550',
};
const ofPaidIn: EntriesInfo = {
  ...ofCost,
  entries: [{ id: 'd', accountId: 'a', time: 1, type: 'deposit', amount: '500', unit: 'USD' }],
  total: 1,
  sums: [{ unit: 'USD', amount: '500' }],
  worth: '0',
};
const asked: AskedEntries = {
  portfolioId: 'p',
  figure: 'cost',
  of: { asset: { kind: 'currency', currency: 'ETH' } },
  name: 'ETH in Account',
  figures: ['cost', 'paidIn'],
};

beforeEach(async () => {
  await page.viewport(1_600, 900);
  useLiveStore.setState({
    epoch: 'e1',
    workspace: paper,
    instruments: { [ether.id]: ether },
    connection: { status: 'open', since: 0 },
  });
  setPreferences({ privacy: false, separators: 'comma-point' });
});

async function openDialog() {
  return renderScreen(<EntriesDialog asked={asked} onClose={vi.fn<() => void>()} />, {
    'portfolio.entries': async ({ figure }) => ok(figure === 'cost' ? ofCost : ofPaidIn),
    'portfolio.rateFlow': async () =>
      ok({ id: 'd', accountId: 'a', type: 'deposit', time: 1, amount: '500', currency: 'USD' }),
  });
}

test('a figure stands over its entries, with their rates and with what is not known of it', async () => {
  await openDialog();
  await expect
    .element(page.getByRole('status'))
    .toHaveTextContent(
      '2 entries: 4,000.00 USDT At the rates of their moments: 2,550.00 CHF + 1 unknown To settle',
    );
  const grid = page.getByRole('grid', { name: 'Entries of Cost, ETH in Account' });
  await expect.element(grid.getByText('0.85')).toBeVisible();
  await expect.element(grid.getByText('2,550.00')).toBeVisible();
  await expect.element(grid.getByText('unknown')).toBeVisible();
});

test('another figure of the same is a press away, and what was paid in takes a rate there', async () => {
  const { asked: sent } = await openDialog();
  await userEvent.click(page.getByText('Paid in', { exact: true }));
  const grid = page.getByRole('grid', { name: 'Entries of Paid in, ETH in Account' });
  await userEvent.click(grid.getByText('Deposit'), { button: 'right' });
  await userEvent.click(page.getByRole('menuitem', { name: 'Set its rate' }));
  await userEvent.fill(page.getByRole('textbox', { name: /What 1 USD was worth in CHF/u }), '0.9');
  await userEvent.click(page.getByRole('button', { name: 'Keep this rate' }));
  await expect
    .poll(() => sent.filter(({ name }) => name === 'portfolio.rateFlow').map(({ input }) => input))
    .toEqual([{ portfolioId: 'p', movementId: 'd', rate: '0.9' }]);
});
