import { expect, test } from 'vitest';
import { type Locator, userEvent } from 'vitest/browser';
import type { CurrencyResultsInfo, TripKeyInfo, TripResultsInfo } from '#src/contract/results.ts';
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

const hour = 3_600_000;
const breakout: TripResultsInfo = {
  trades: 2,
  wins: 1,
  losses: 1,
  winRate: '0.5',
  profitFactor: '2.5',
  payoffRatio: '2.5',
  averageWin: '3000',
  averageLoss: '1200',
  grossProfit: '3000',
  grossLoss: '1200',
  net: '1800',
  longestWins: 1,
  longestLosses: 1,
  holding: 27 * hour,
  holdingOfWins: 4 * hour,
  holdingOfLosses: 50 * hour,
  exposure: '0.25',
  traded: '40000',
  turnover: '4.123',
  leftOut: 0,
  estimated: 0,
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
  longestWins: 1,
  longestLosses: 0,
  holding: 90_000,
  holdingOfWins: 90_000,
  exposure: '0',
  traded: '0',
  leftOut: 1,
  estimated: 0,
};
const total: TripResultsInfo = {
  ...breakout,
  trades: 21,
  wins: 2,
  winRate: '0.6667',
  averageWin: '1517.25',
  grossProfit: '3034.5',
  net: '1834.5',
  expectancy: '87.357142857142857143',
  leftOut: 1,
  estimated: 0,
};

function resultsOf(groups: readonly (readonly [TripKeyInfo, TripResultsInfo])[]): CurrencyResultsInfo[] {
  return [{ currency: 'USDT', total, groups: groups.map(([key, statistics]) => ({ key, statistics })) }];
}

function one(name: string): TripKeyInfo {
  return { kind: 'one', name };
}

const results = resultsOf([
  [{ kind: 'none' }, none],
  [one('Breakout'), breakout],
]);

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
      'portfolio.results': async () =>
        ok({
          from: Date.UTC(2026, 0, 1),
          until: Date.UTC(2026, 2, 1),
          zone: 'Europe/Berlin',
          currencies: held,
        }),
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
  ['comma-point', '▲+3,000.00', '▼−1,200.00', '2.50', '4.12'],
  ['point-comma', '▲+3.000,00', '▼−1.200,00', '2,50', '4,12'],
  ['none-point', '▲+3000.00', '▼−1200.00', '2.50', '4.12'],
] as const)('each group has its figures, written as %s', async (separators, win, loss, factor, turnover) => {
  setPreferences({ separators });
  const { row } = await openResults();
  const texts = await textOf(row(/^Breakout/));
  expect(texts.slice(5)).toEqual([
    '–',
    factor,
    factor,
    win,
    loss,
    '1',
    '1',
    '1 day 3 hr',
    '4 hr',
    '2 days 2 hr',
    separators === 'point-comma' ? '25,00%' : '25.00%',
    turnover,
    '1',
    '1',
    win,
    loss,
    '0',
  ]);
});

test('what is unknown is a dash, and what could not be counted is said', async () => {
  const { row } = await openResults();
  // Without a loss there is no profit factor and no average loss, and of one nothing to expect.
  expect(await textOf(row(/^No strategy/))).toEqual([
    'No strategy',
    '▲+34.50',
    'USDT',
    '1',
    '100.00%',
    '–',
    '–',
    '–',
    '▲+34.50',
    '–',
    '1',
    '0',
    '1 min 30 sec',
    '1 min 30 sec',
    '–',
    '0.00%',
    '–',
    '1',
    '0',
    '▲+34.50',
    '0.00',
    '1',
  ]);
});

test('what none of the round trips tells is unknown, and not zero', async () => {
  const sums = {
    trades: 0,
    wins: 0,
    losses: 0,
    grossProfit: '0',
    grossLoss: '0',
    net: '0',
    leftOut: 2,
    estimated: 0,
  };
  const uncounted = { ...sums, longestWins: 0, longestLosses: 0, traded: '1' };
  const { row } = await openResults(resultsOf([[one('Without fees'), uncounted]]));
  const [, net, , trades, ...others] = await textOf(row(/^Without fees/));
  expect([net, trades, others.slice(-3)]).toEqual(['–', '0', ['–', '–', '2']]);
});

test('privacy hides every amount, and no count, share or time', async () => {
  setPreferences({ privacy: true });
  const { row } = await openResults();
  const texts = await textOf(row(/^Breakout/));
  expect(texts.filter((text) => text?.includes('•••'))).toHaveLength(5);
  expect(texts.join(' ')).not.toMatch(/\d{3}/);
  expect(texts.slice(3, 5)).toEqual(['2', '50.00%']);
});

test('each cell says how it is made and of how many, those that are left out too', async () => {
  const { row } = await openResults();
  const cell = row(/^All strategies/).getByTitle(/^Net over the number of round trips/);
  await expect
    .element(cell)
    .toHaveAttribute(
      'title',
      expect.stringMatching(/Unknown below 20.*Of 21 round trips; 1 is left out, since a fee is not known/),
    );
  await expect
    .element(row(/^Breakout/).getByTitle(/in which a position was open/))
    .toHaveAttribute('title', expect.stringMatching(/from 2026-01-01 to 2026-03-01 .* Of 2 round trips\.$/));
});

test.each([
  ['By weekday', ['7', '1', '3'], ['Monday', 'Wednesday', 'Sunday'], /on the clock in Europe\/Berlin/],
  ['By hour', ['23', '9', '10'], ['09:00–10:00', '10:00–11:00', '23:00–24:00'], /by when they were opened/],
  [
    'By holding time',
    ['longer', '1m', '1w'],
    ['Below 1 min', '1 to 7 days', '30 days and more'],
    /net of fees/,
  ],
  ['By side', ['SELL', 'BUY'], ['Long', 'Short'], /net of fees/],
  ['By symbol', ['sim:LTC', 'sim:BTC'], ['BTC', 'LTC'], /net of fees/],
  ['By account', ['a2', 'a1'], ['a1', 'a2'], /net of fees/],
])('%s: the total, then the groups in their order', async (label, keys, names, note) => {
  const { screen, inputs } = await openResults(resultsOf(keys.map((key) => [one(key), breakout])));
  await screen.getByLabelText('Grouped by').selectOptions(label);
  const shown = () =>
    screen
      .getByRole('row')
      .elements()
      .map((element) => element.querySelector('[data-column="group"]')?.textContent);
  await expect.poll(() => shown().filter((name) => name !== undefined)).toEqual(['Group', 'All', ...names]);
  expect(screen.getByRole('note').element().textContent).toMatch(note);
  expect(inputs('portfolio.results').at(-1)).toMatchObject({ portfolioId: 'p1' });
});

test('any range can be typed; what is no time changes nothing and is marked', async () => {
  setPreferences({ timeZone: 'utc' });
  const { screen, inputs } = await openResults();
  await screen.getByLabelText('Time counted').selectOptions('Range…');
  const field = screen.getByLabelText('Range counted');
  await field.fill('2026-02..2026-03-08');
  const february = { from: Date.UTC(2026, 1, 1), until: Date.UTC(2026, 2, 9) };
  await expect.poll(() => inputs('portfolio.results').at(-1)).toMatchObject(february);
  await field.fill('2026-02-31');
  await expect.element(field).toHaveAttribute('aria-invalid', 'true');
  await screen.getByText('Returns').click();
  await expect.poll(() => inputs('portfolio.returns').at(-1)).toMatchObject(february);
});

test('the statistics of all are figures that say how they are made, and what is left out', async () => {
  const { screen } = await openResults();
  await screen.getByText('Statistics').click();
  const figures = screen.getByRole('group', { name: 'Statistics of Main' });
  await expect.poll(() => figures.element().textContent).toMatch(/Expectancy▲\+87\.36/);
  await expect.poll(() => figures.element().textContent).toMatch(/Exposure25\.00%/);
  await expect
    .element(screen.getByTitle(/^Average win over average loss.*Of 21 round trips; 1 is left out/))
    .toHaveTextContent('Payoff ratio2.50');
  expect(screen.getByRole('note').element().textContent).toMatch(
    /^1 round trip is in none of these results: a fee is not known/,
  );
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
    held: 'BTC',
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
  await expect.poll(() => inputs('portfolio.results').length, { timeout: 5_000 }).toBe(2);
});

test('the keyboard opens a strategy', async () => {
  const { screen, row } = await openResults();
  await row(/^Breakout/)
    .getByText('Breakout')
    .click();
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByRole('grid', { name: 'Round trips of Breakout' })).toBeVisible();
});
