import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PositionsPanel } from '#renderer/panels/positions/positions-panel.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { paper, position, tableWith } from '#test/renderer/core/records.ts';
import { pair } from '#test/renderer/instruments.ts';
import { ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';

const bitcoin = pair('BTC', { lotSize: '0.01', minNotional: '10' });
const ether = pair('ETH', { lotSize: '0.01' });
const held = position({ id: 'held', instrumentId: ether.id, quantity: '2', held: 'ETH' });
const dust = position({
  id: 'dust',
  instrumentId: bitcoin.id,
  quantity: '0.009',
  cost: '270.27',
  mark: '40000',
  marketValue: '360',
  dustBelow: '0.01',
});

beforeEach(async () => {
  await page.viewport(1_600, 500);
  useLiveStore.setState({
    epoch: 'e1',
    workspace: paper,
    instruments: { [bitcoin.id]: bitcoin, [ether.id]: ether },
    positions: tableWith(held, dust),
  });
  setPreferences({ privacy: false, separators: 'comma-point' });
});

async function renderPositions(answers: Partial<Handlers> = {}) {
  await renderScreen(
    <div style={{ height: 400, display: 'flex', flexDirection: 'column' }}>
      <PositionsPanel />
    </div>,
    answers,
  );
}

test('dust is no open position, is listed apart with its cost and worth, and says why it cannot be closed', async () => {
  await renderPositions();
  const open = page.getByRole('grid', { name: 'Open positions' });
  await expect.element(open.getByText('ETH-USDT')).toBeVisible();
  expect(open.getByText('BTC-USDT').elements()).toEqual([]);
  await expect.element(page.getByText('Open 1', { exact: true })).toBeVisible();
  await userEvent.click(page.getByText('Dust 1', { exact: true }));
  const apart = page.getByRole('grid', { name: 'Dust' });
  await expect.element(apart.getByText('BTC-USDT')).toBeVisible();
  await expect.element(apart.getByText('0.009', { exact: true })).toBeVisible();
  await expect.element(apart.getByText('270.27')).toBeVisible();
  await expect.element(apart.getByText('360.00')).toBeVisible();
  expect(apart.getByText('ETH-USDT').elements()).toEqual([]);
  await userEvent.click(apart.getByText('BTC-USDT'), { button: 'right' });
  const close = page.getByRole('menuitem', { name: 'Too small to close: at least 0.01 could be traded' });
  await expect.element(close).toBeDisabled();
});

test('without dust nothing speaks of it', async () => {
  useLiveStore.setState({ positions: tableWith(held) });
  await renderPositions();
  await expect.element(page.getByText('Open 1', { exact: true })).toBeVisible();
  expect(page.getByText('Dust').elements()).toEqual([]);
});

test('what a trade of an imported history left is told to be dust, and to be none, in its menu', async () => {
  const told: unknown[] = [];
  const history = {
    id: 'history',
    name: 'History',
    portfolioId: 'p',
    venue: 'import',
    mode: 'history',
    tradingEnabled: false,
    mayBorrow: false,
  } as const;
  const rest = { ...dust, accountId: history.id, held: 'BTC', averageExit: '40000', dustBelow: undefined };
  useLiveStore.setState({
    accounts: [history],
    positions: tableWith(rest, { ...held, accountId: history.id }),
  });
  await renderPositions({
    'activity.tellDust': async (asked) => {
      told.push(asked);
      return ok({});
    },
  });
  const grid = page.getByRole('grid', { name: 'Open positions' });
  await userEvent.click(grid.getByText('ETH-USDT'), { button: 'right' });
  await expect.element(page.getByRole('menuitem', { name: 'Close in the order ticket' })).toBeVisible();
  expect(page.getByRole('menuitem', { name: 'Treat the rest as dust' }).elements()).toEqual([]);
  await userEvent.keyboard('{Escape}');
  await userEvent.click(grid.getByText('BTC-USDT'), { button: 'right' });
  await userEvent.click(page.getByRole('menuitem', { name: 'Treat the rest as dust' }));
  await expect.poll(() => told).toEqual([{ accountId: history.id, held: 'BTC', isDust: true }]);
  useLiveStore.setState({ positions: tableWith({ ...rest, dustBelow: '0.019' }) });
  await userEvent.click(page.getByText('Dust 1', { exact: true }));
  await userEvent.click(page.getByRole('grid', { name: 'Dust' }).getByText('BTC-USDT'), { button: 'right' });
  await userEvent.click(page.getByRole('menuitem', { name: 'It is no dust' }));
  await expect.poll(() => told.at(-1)).toEqual({ accountId: history.id, held: 'BTC', isDust: false });
});
