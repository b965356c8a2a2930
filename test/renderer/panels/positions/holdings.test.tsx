import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { HoldingInfo, HoldingsInfo } from '#src/contract/holdings.ts';
import { ok } from '#src/domain/result.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { PositionsPanel } from '#renderer/panels/positions/positions-panel.tsx';
import { askEntries, useAskedEntries } from '#renderer/desk/links/asked-entries.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { paper, tableWith } from '#test/renderer/core/records.ts';
import { pair } from '#test/renderer/instruments.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const ether = pair('ETH', {});
const account = (id: string) => ({
  id,
  name: `Account ${id}`,
  portfolioId: 'p',
  venue: 'import',
  mode: 'history' as const,
  fees: { maker: '0', taker: '0' },
  mayBorrow: false,
  createdAt: 1,
});

const coins: HoldingInfo = {
  id: 'one held ETH',
  accountId: 'one',
  asset: { kind: 'currency', currency: 'ETH' },
  isMoney: false,
  instrumentId: ether.id,
  quantity: '2',
  cost: '1000',
  value: '1210.5',
  share: '0.25',
  unrealised: '210.5',
  priceEffect: '250',
  currencyEffect: '-39.5',
  unrated: 0,
  uncosted: 0,
  income: '12.25',
  incomeUnrated: 0,
};
const dollars: HoldingInfo = {
  ...coins,
  id: 'one money USD',
  asset: { kind: 'currency', currency: 'USD' },
  isMoney: true,
  instrumentId: undefined,
  quantity: '2000.5',
  cost: '850',
  value: '1820.46',
  share: '0.5',
  unrealised: '60',
  priceEffect: '0',
  currencyEffect: '60',
  unrated: 1,
  income: undefined,
};
const unpriced: HoldingInfo = {
  ...coins,
  id: 'two held ETH',
  accountId: 'two',
  quantity: '3',
  value: undefined,
  share: undefined,
  unrealised: undefined,
  priceEffect: undefined,
  currencyEffect: undefined,
  lacks: 'price',
  income: undefined,
};
const told: HoldingsInfo = {
  isWhole: true,
  currency: 'CHF',
  rows: [coins, dollars, unpriced],
};

beforeEach(async () => {
  await page.viewport(1_600, 500);
  useLiveStore.setState({
    epoch: 'e1',
    workspace: paper,
    accounts: [account('one'), account('two')],
    portfolios: [{ id: 'p', name: 'Main', baseCurrency: 'CHF', lotMethod: 'FIFO', limits: {} }],
    instruments: { [ether.id]: ether },
    positions: tableWith(),
  });
  setPreferences({ privacy: false, separators: 'comma-point' });
});

async function openHoldings(answer: HoldingsInfo = told) {
  const { asked } = await renderScreen(
    <div style={{ height: 400, display: 'flex', flexDirection: 'column' }}>
      <PositionsPanel />
    </div>,
    {
      'portfolio.holdings': async () => ok(answer),
      'prices.offers': async () => ok({ offers: [] }),
    },
  );
  await userEvent.click(page.getByText('Holdings', { exact: true }));
  return { grid: page.getByRole('treegrid', { name: 'Holdings by asset' }), asked };
}

test('assets stand with the sums over their accounts, the largest first, and open to them by a key', async () => {
  const { grid } = await openHoldings({
    ...told,
    rows: [coins, dollars, { ...coins, ...unpriced, value: '100', lacks: undefined }],
  });
  const lines = () =>
    grid
      .getByRole('row')
      .elements()
      .slice(1)
      .map((row) => row.textContent ?? '');
  await expect
    .poll(lines)
    .toEqual([
      expect.stringMatching(/USD.*2,000\.50.*1,820\.46.*50\.00/u),
      expect.stringMatching(/ETH.*5.*1,310\.50/u),
      expect.stringMatching(/Total.*3,130\.96/u),
    ]);
  await userEvent.click(grid.getByText('ETH'));
  await expect.element(grid.getByText('Account two')).toBeVisible();
});

test('what has no rate is told beside what is known, and is no total', async () => {
  const { grid } = await openHoldings();
  const totals = page.getByLabelText('All holdings in CHF');
  await expect
    .element(totals)
    .toHaveTextContent(
      'Unrealised▲+270.50 + 2 unknownPrice effect▲+250.00 + 2 unknownCurrency effect▲+20.50 + 2 unknownIncome12.25',
    );
  await userEvent.click(grid.getByText('USD'));
  await expect.element(grid.getByText('850.00 + 1 unknown')).toBeVisible();
  expect(grid.getByText('Total').element().closest('[role="row"]')?.textContent).not.toContain('850');
});

function explained() {
  return useAskedEntries.getState().asked;
}

test('a figure leads to its entries, by a press and by Enter in its cell', async () => {
  const { grid } = await openHoldings();
  await userEvent.click(grid.getByText('USD'));
  await userEvent.click(grid.getByText('850.00 + 1 unknown'));
  expect(explained()).toMatchObject({
    figure: 'cost',
    of: { asset: dollars.asset, accountId: 'one' },
  });
  askEntries(undefined);
  await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}{Enter}');
  expect(explained()).toMatchObject({ figure: 'quantity' });
});

test('one without a price has a way to one', async () => {
  const { grid } = await openHoldings();
  await userEvent.click(grid.getByText('ETH'));
  await userEvent.click(grid.getByRole('button', { name: 'Find a price' }));
  const dialog = page.getByRole('dialog', { name: 'Price of ETH' });
  await expect.element(dialog.getByText('ETH has no price')).toBeVisible();
});
