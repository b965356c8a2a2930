import { expect, test } from 'vitest';
import { type Locator, userEvent } from 'vitest/browser';
import type { CurrencyResultsInfo, TripResultsInfo } from '#src/contract/portfolio.ts';
import { ok } from '#src/domain/result.ts';
import { ResultsPanel } from '#renderer/panels/results/results-panel.tsx';
import { initialLiveState, useLiveStore } from '#renderer/core/live-store.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { tableWith } from '#test/renderer/core/records.ts';

const portfolio = {
  id: 'p1',
  name: 'Main',
  baseCurrency: 'USDT',
  lotMethod: 'FIFO',
  limits: {},
} as const;

const breakout: TripResultsInfo = {
  trades: 2,
  wins: 1,
  losses: 1,
  winRate: '0.5',
  profitFactor: '2.5',
  averageWin: '3000',
  averageLoss: '1200',
  grossProfit: '3000',
  grossLoss: '1200',
  net: '1800',
  leftOut: 0,
};
const none: TripResultsInfo = {
  trades: 1,
  wins: 1,
  losses: 0,
  winRate: '1',
  averageWin: '34.5',
  grossProfit: '34.5',
  grossLoss: '0',
  net: '34.5',
  leftOut: 1,
};
const results: CurrencyResultsInfo[] = [
  {
    currency: 'USDT',
    total: {
      ...breakout,
      trades: 3,
      wins: 2,
      winRate: '0.6667',
      averageWin: '1517.25',
      grossProfit: '3034.5',
      net: '1834.5',
      leftOut: 1,
    },
    strategies: [
      { strategy: { kind: 'one', name: 'Breakout' }, results: breakout },
      { strategy: { kind: 'none' }, results: none },
    ],
  },
];

async function textOf(row: Locator): Promise<(string | null)[]> {
  await expect.element(row).toBeVisible();
  return row
    .getByRole('gridcell')
    .elements()
    .map(({ textContent }) => textContent);
}

async function openResults(held = results) {
  useLiveStore.setState({
    ...initialLiveState,
    connection: { status: 'open', since: 0 },
    epoch: 'first',
    workspace: { id: 'results', name: 'Desk', kind: 'paper', createdAt: 0 },
    portfolios: [portfolio],
  });
  const rendered = await renderScreen(
    <div style={{ width: 1600, height: 400 }}>
      <ResultsPanel />
    </div>,
    {
      'portfolio.results': async () => ok(held),
      'portfolio.ofStrategy': async () => ok([portfolio, { ...portfolio, id: 'p2', name: 'Swing' }]),
      'positions.ofStrategy': async () => ok({ rows: [], total: 0, exact: false }),
    },
  );
  const row = (name: RegExp) => rendered.screen.getByRole('row').filter({ hasText: name });
  const inputs = (name: string) =>
    rendered.asked.filter((call) => call.name === name).map((call) => call.input);
  return { ...rendered, row, inputs };
}

test.each([
  ['comma-point', '+3,000.00', '−1,200.00', '2.50'],
  ['point-comma', '+3.000,00', '−1.200,00', '2,50'],
  ['none-point', '+3000.00', '−1200.00', '2.50'],
] as const)('each strategy has its figures, written as %s', async (separators, win, loss, factor) => {
  setPreferences({ separators });
  const { row } = await openResults();
  const texts = await textOf(row(/^Breakout/));
  expect(texts.slice(5)).toEqual([factor, '1', '1', `▲${win}`, `▼${loss}`, `▲${win}`, `▼${loss}`, '0']);
});

test('what is unknown is a dash, and what could not be counted is said', async () => {
  const { row } = await openResults();
  // Without a loss there is no profit factor and no average loss.
  expect(await textOf(row(/^No strategy/))).toEqual([
    'No strategy',
    '▲+34.50',
    'USDT',
    '1',
    '100.00%',
    '–',
    '1',
    '0',
    '▲+34.50',
    '–',
    '▲+34.50',
    '0.00',
    '1',
  ]);
});

test('what none of the round trips tells is unknown, and not zero', async () => {
  const uncounted = { trades: 0, wins: 0, losses: 0, grossProfit: '0', grossLoss: '0', net: '0', leftOut: 2 };
  const fees = { kind: 'one', name: 'Without fees' } as const;
  const { row } = await openResults([
    { currency: 'USDT', total: uncounted, strategies: [{ strategy: fees, results: uncounted }] },
  ]);
  const [, net, , trades, ...others] = await textOf(row(/^Without fees/));
  expect([net, trades, others]).toEqual(['–', '0', ['–', '–', '0', '0', '–', '–', '–', '–', '2']]);
});

test('privacy hides every amount, and no count or share', async () => {
  setPreferences({ privacy: true });
  const { row } = await openResults();
  expect(await textOf(row(/^Breakout/))).toEqual([
    'Breakout',
    '▲•••',
    'USDT',
    '2',
    '50.00%',
    '2.50',
    '1',
    '1',
    '▲•••',
    '▼•••',
    '▲•••',
    '▼•••',
    '0',
  ]);
});

test('a strategy leads to its round trips and the portfolios it trades in, and back', async () => {
  const { screen, row, inputs } = await openResults();
  await row(/^Breakout/)
    .getByText('Breakout')
    .dblClick();
  await expect.element(screen.getByRole('grid', { name: 'Round trips of Breakout' })).toBeVisible();
  await expect.element(screen.getByText(/trades in Main, Swing\./)).toBeVisible();
  expect(inputs('positions.ofStrategy')[0]).toMatchObject({ portfolioId: 'p1', strategy: 'Breakout' });
  await screen.getByRole('button', { name: 'All strategies' }).click();
  await expect.element(row(/^No strategy/)).toBeVisible();
});

test('is asked for when it opens and after a round trip closes, not with each price', async () => {
  const { row, inputs } = await openResults();
  await expect.element(row(/^Breakout/)).toBeVisible();
  const open = {
    id: 'r1',
    accountId: 'a1',
    instrumentId: 'sim:LTC',
    side: 'BUY',
    quantity: '1',
    enteredQuantity: '1',
    cost: '10',
    realised: '0',
    fees: [],
    currency: 'USDT',
    method: 'FIFO',
    openedAt: 0,
    updatedAt: 0,
  } as const;
  for (const mark of ['10', '11', '12'])
    useLiveStore.setState({ positions: tableWith({ ...open, fees: [], mark }) });
  expect(inputs('portfolio.results')).toHaveLength(1);
  useLiveStore.setState({
    positions: tableWith(),
    closed: tableWith({ ...open, fees: [], quantity: '0', closedAt: 9 }),
  });
  await expect.poll(() => inputs('portfolio.results').length).toBe(2);
});

test('the keyboard opens a strategy', async () => {
  const { screen, row } = await openResults();
  await row(/^Breakout/)
    .getByText('Breakout')
    .click();
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByRole('grid', { name: 'Round trips of Breakout' })).toBeVisible();
});
