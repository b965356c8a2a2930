import { expect, test } from 'vitest';
import type { ValuationInfo } from '#src/contract/portfolio.ts';
import { ok } from '#src/domain/result.ts';
import { unknownText } from '#renderer/format/number.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { applyValued } from '#renderer/core/live-positions.ts';
import { PortfolioPanel } from '#renderer/panels/portfolio/portfolio-panel.tsx';
import { paper } from '#test/renderer/core/records.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const hour = 3_600_000;
const noon = Date.UTC(2026, 10, 27, 12);
const portfolio = { id: 'p', name: 'Main', baseCurrency: 'USDT', lotMethod: 'FIFO', limits: {} } as const;

function sum(total: string) {
  return { isWhole: true, total } as const;
}

function valued(time: number, equity: string, maxDrawdown: string): void {
  const valuation: ValuationInfo = {
    portfolioId: portfolio.id,
    currency: 'USDT',
    equity: { isWhole: true, total: equity },
    deposited: { isWhole: true, total: '1000' },
    maxDrawdown,
    maxDrawdownShare: '0.05',
    balances: [],
    time,
  };
  useLiveStore.setState((state) => applyValued(state, [{ valuation, marks: [] }]));
}

test('while an import is half there no figure is known, and the panel says until when', async () => {
  useLiveStore.setState({ epoch: 'e1', workspace: paper, portfolios: [portfolio] });
  const { screen } = await renderScreen(<PortfolioPanel />, {
    'portfolio.equity': async () => ok({ points: [], breaks: [] }),
  });
  const common = { portfolioId: portfolio.id, currency: 'USDT', balances: [], time: noon };
  const half: ValuationInfo = { ...common, halfImported: true };
  useLiveStore.setState((state) => applyValued(state, [{ valuation: half, marks: [] }]));
  const note = screen.getByText(/An import or its undo is under way/);
  await expect.element(note).toBeVisible();
  const whole: ValuationInfo = { ...common, equity: { isWhole: true, total: '990' } };
  useLiveStore.setState((state) => applyValued(state, [{ valuation: whole, marks: [] }]));
  await expect.element(note).not.toBeInTheDocument();
});

test('what is known is shown with what is missing from it, and never as if it were all', async () => {
  useLiveStore.setState({ epoch: 'e1', workspace: paper, portfolios: [portfolio] });
  const { screen } = await renderScreen(<PortfolioPanel />, {
    'portfolio.equity': async () => ok({ points: [], breaks: [] }),
  });
  const valuation: ValuationInfo = {
    portfolioId: portfolio.id,
    currency: 'USDT',
    equity: {
      isWhole: false,
      known: '12340.5',
      missing: {
        positions: 3,
        currencies: ['XYZ'],
        flows: 0,
        fees: 0,
        costs: 0,
        results: 0,
        purchases: 0,
        movements: 0,
      },
    },
    marketValue: {
      isWhole: false,
      known: '340.5',
      missing: {
        positions: 1,
        currencies: [],
        flows: 0,
        fees: 0,
        costs: 0,
        results: 0,
        purchases: 0,
        movements: 0,
      },
    },
    unrealised: {
      isWhole: false,
      known: '-1',
      missing: {
        positions: 0,
        currencies: ['ABC', 'XYZ'],
        flows: 0,
        fees: 0,
        costs: 0,
        results: 0,
        purchases: 0,
        movements: 0,
      },
    },
    fees: {
      isWhole: false,
      known: '12.4',
      missing: {
        positions: 0,
        currencies: [],
        flows: 0,
        fees: 2,
        costs: 0,
        results: 0,
        purchases: 0,
        movements: 0,
      },
    },
    missing: { instrumentIds: ['import:BNB-USDT'], currencies: ['XYZ'], flows: 0 },
    balances: [],
    time: noon,
  };
  useLiveStore.setState((state) => applyValued(state, [{ valuation, marks: [] }]));
  const figures = screen.getByRole('group', { name: 'Figures', exact: true });
  const text = () => figures.element().textContent;
  await expect
    .poll(text)
    .toContain('Equity12,340.50 + 3 positions without a price + 1 currency without a rate');
  expect(text()).toContain('Market value340.50 + 1 position without a price');
  expect(text()).toContain('Fees12.40 + 2 unknown fees');
  expect(text()).toContain('Unrealised▼−1.00 + 2 currencies without a rate');
});

test('income, the fees of accounts and what is left stand between the results and what was paid in', async () => {
  useLiveStore.setState({ epoch: 'e1', workspace: paper, portfolios: [portfolio] });
  const { screen } = await renderScreen(<PortfolioPanel />, {
    'portfolio.equity': async () => ok({ points: [], breaks: [] }),
  });
  const common = { portfolioId: portfolio.id, currency: 'USDT', balances: [], time: noon };
  const valuation: ValuationInfo = {
    ...common,
    realised: sum('10'),
    income: sum('154.7'),
    fees: sum('15.5'),
    accountFees: sum('13.5'),
    other: sum('-40'),
    currencyEffect: '-12.5',
    netProfit: {
      isWhole: false,
      missing: {
        positions: 1,
        currencies: [],
        flows: 0,
        fees: 0,
        costs: 0,
        results: 0,
        purchases: 0,
        movements: 0,
      },
    },
  };
  useLiveStore.setState((state) => applyValued(state, [{ valuation, marks: [] }]));
  const figures = screen.getByRole('group', { name: 'Figures', exact: true });
  const text = () => figures.element().textContent;
  await expect
    .poll(text)
    .toContain('Realised▲+10.00Income▲+154.70Fees15.50Other▼−40.00Currency effect▼−12.50Deposited');
  expect(text()).toContain(`Net profit${unknownText} + 1 position without a price`);
  await expect
    .element(figures.getByTitle(/^2\.00 of trades, 13\.50 of accounts/))
    .toHaveTextContent('Fees15.50');

  const less: ValuationInfo = { ...common, income: sum('0'), fees: sum('2'), time: noon + 1 };
  useLiveStore.setState((state) => applyValued(state, [{ valuation: less, marks: [] }]));
  await expect.poll(text).toContain('Income0.00Fees2.00Deposited');
});

test('a fall is shown as it happens, and the curve has each hour’s point', async () => {
  useLiveStore.setState({ epoch: 'e1', workspace: paper, portfolios: [portfolio] });
  valued(noon, '990', '10');
  const { screen, asked } = await renderScreen(<PortfolioPanel />, {
    'portfolio.equity': async () => ok({ points: [], breaks: [] }),
  });
  const curvesAsked = () => asked.filter(({ name }) => name === 'portfolio.equity').length;
  const figures = screen.getByRole('group', { name: 'Figures', exact: true });
  await expect.poll(() => figures.element().textContent).toContain('Max drawdown10.00 5.00%');
  expect(curvesAsked()).toBe(1);

  valued(noon + 1_000, '950', '50');
  await expect.poll(() => figures.element().textContent).toContain('Max drawdown50.00 5.00%');
  expect(curvesAsked()).toBe(1);

  valued(noon + hour, '950', '50');
  await expect.poll(curvesAsked).toBe(2);
});

test('what lacks a price has its ways out, and what was given says where it is from and goes away again', async () => {
  useLiveStore.setState({ epoch: 'e1', workspace: paper, portfolios: [portfolio] });
  const day = 86_400_000;
  const { screen, asked } = await renderScreen(<PortfolioPanel />, {
    'portfolio.equity': async () => ok({ points: [], breaks: [] }),
    'prices.offers': async () =>
      ok({
        offers: [
          { source: 'market', instrumentId: 'binance:BNB-USDT', price: '600.5' },
          { source: 'candle', instrumentId: 'binance:BNB-USDT', price: '590', time: noon - 3 * day },
        ],
      }),
    'prices.give': async () => ok({}),
    'prices.takeAway': async () => ok({}),
  });
  const bnb = { kind: 'instrument', instrumentId: 'import:BNB-USDT' } as const;
  const eur = { kind: 'currency', currency: 'EUR', into: 'USDT' } as const;
  const valuation: ValuationInfo = {
    portfolioId: portfolio.id,
    currency: 'USDT',
    missing: { instrumentIds: [bnb.instrumentId], currencies: [], flows: 0 },
    given: [{ of: eur, source: 'hand', price: '1.08', time: noon - 2 * day, givenAt: noon, isUsed: true }],
    balances: [],
    time: noon,
  };
  useLiveStore.setState((state) => applyValued(state, [{ valuation, marks: [] }]));
  const list = screen.getByRole('region', { name: 'To settle' });
  const text = () => list.element().textContent;
  await expect.poll(text).toContain('BNB-USDT has no price');
  expect(text()).toContain('EUR/USDT: 1.08, typed, 2 days old');
  const sent = (name: string) => asked.filter((one) => one.name === name).map(({ input }) => input);

  await list.getByRole('button', { name: 'Give a price of BNB-USDT' }).click();
  await list.getByRole('button', { name: /Stored close of .* at binance, 3 days old: 590/ }).click();
  await expect
    .poll(() => sent('prices.give'))
    .toEqual([{ of: bnb, choice: { source: 'candle', instrumentId: 'binance:BNB-USDT' } }]);

  await list.getByLabelText('Own price').fill('0');
  await list.getByRole('button', { name: 'Use it' }).click();
  await expect.poll(text).toContain('more than zero');
  expect(sent('prices.give')).toHaveLength(1);
  await list.getByLabelText('Own price').fill('601.5');
  await list.getByRole('button', { name: 'Use it' }).click();
  await expect
    .poll(() => sent('prices.give').at(-1))
    .toEqual({ of: bnb, choice: { source: 'hand', price: '601.5' } });

  await list.getByRole('button', { name: 'Take away the price given for EUR/USDT' }).click();
  await expect.poll(() => sent('prices.takeAway')).toEqual([{ of: eur }]);
});
