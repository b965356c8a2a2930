import { beforeEach, expect, test, vi } from 'vitest';
import type { UnsettledInfo } from '#src/contract/unsettled.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { ok } from '#src/domain/result.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { SettleDialog } from '#renderer/pages/activity/settle-dialog.tsx';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const portfolio = { id: 'p', name: 'Main', baseCurrency: 'USDT', lotMethod: 'FIFO', limits: {} } as const;
const time = Date.UTC(2026, 4, 3, 12, 30);
const none = { rows: [], total: 0 };
const nothing: UnsettledInfo = {
  isWhole: true,
  purchases: none,
  flows: none,
  legs: none,
  entries: none,
  positions: none,
  fees: none,
  costs: none,
  transfers: none,
};
const sol = {
  id: 'a/SOL/1',
  accountId: 'a',
  asset: { kind: 'currency', currency: 'SOL' },
  quantity: '0.3',
  isSold: true,
  currency: 'USDT',
  time,
} as const;

async function openDialog(unsettled: UnsettledInfo) {
  const { screen } = await renderScreen(
    <SettleDialog portfolio={portfolio} onClose={vi.fn<() => void>()} />,
    { 'portfolio.unsettled': async () => ok(unsettled) },
  );
  return screen;
}

function account(mode: AccountInfo['mode']): AccountInfo {
  return { id: 'a', portfolioId: 'p', name: 'Binance', venue: 'binance', environment: undefined, mode };
}

beforeEach(() => {
  useLiveStore.setState({ connection: { status: 'open', since: 0 }, accounts: [account('history')] });
});

test('a missing purchase opens the form with all that is known of it, a moment before the sale', async () => {
  const screen = await openDialog({ ...nothing, purchases: { rows: [sol], total: 1 } });
  await expect
    .element(
      screen.getByText(
        'Binance: 0.3 SOL sold that this record never saw come in, first at 2026-05-03 12:30:00',
      ),
    )
    .toBeVisible();
  await screen.getByRole('button', { name: 'Enter how it came in: SOL' }).click();
  await expect.element(screen.getByLabelText('Asset')).toHaveValue('SOL');
  await expect.element(screen.getByLabelText('Amount that comes in')).toHaveValue('0.3');
  await expect.element(screen.getByLabelText(/^Time by/u)).toHaveValue('2026-05-03T12:29:59');
  await expect.element(screen.getByLabelText('Cost in')).toHaveValue('USDT');
});

test('of an account that takes no entries it is said why, and nothing is offered that would be refused', async () => {
  useLiveStore.setState({ accounts: [account('paper')] });
  const screen = await openDialog({ ...nothing, purchases: { rows: [sol], total: 1 } });
  await expect.element(screen.getByText(/A paper account takes no entries/u)).toBeVisible();
  await expect.element(screen.getByRole('button', { name: /^Enter how/u })).not.toBeInTheDocument();
  await expect.element(screen.getByRole('button', { name: 'Import a file: SOL' })).toBeVisible();
});

test('of many a few are shown, then all that were told, and how many more there are', async () => {
  const rows = Array.from({ length: 7 }, (_, at) => ({ ...sol, id: `a/SOL/${at}` }));
  const screen = await openDialog({ ...nothing, purchases: { rows, total: 300 } });
  const items = screen.getByRole('listitem');
  await expect.poll(() => items.elements().length).toBe(5);
  await screen.getByRole('button', { name: 'Show all 7' }).click();
  await expect.poll(() => items.elements().length).toBe(7);
  await expect.element(screen.getByText(/The oldest 7 of 300/u)).toBeVisible();
});

test('says that nothing is to settle, and that half an import tells nothing', async () => {
  const screen = await openDialog(nothing);
  await expect.element(screen.getByText(/^Nothing is to settle/u)).toBeVisible();
  const half = await openDialog({ ...nothing, isWhole: false });
  await expect.element(half.getByText(/half of one is left/u)).toBeVisible();
});
