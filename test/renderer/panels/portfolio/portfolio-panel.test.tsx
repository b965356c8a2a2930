import { expect, test } from 'vitest';
import type { ValuationInfo } from '#src/contract/portfolio.ts';
import { ok } from '#src/domain/result.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { applyValued } from '#renderer/core/live-positions.ts';
import { PortfolioPanel } from '#renderer/panels/portfolio/portfolio-panel.tsx';
import { paper } from '#test/renderer/core/records.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const hour = 3_600_000;
const noon = Date.UTC(2026, 10, 27, 12);
const portfolio = { id: 'p', name: 'Main', baseCurrency: 'USDT', lotMethod: 'FIFO', limits: {} } as const;

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
    equity: { isWhole: false, known: '12340.5', missing: { positions: 3, currencies: ['XYZ'], flows: 0 } },
    marketValue: { isWhole: false, known: '340.5', missing: { positions: 1, currencies: [], flows: 0 } },
    unrealised: {
      isWhole: false,
      known: '-1',
      missing: { positions: 0, currencies: ['ABC', 'XYZ'], flows: 0 },
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
  expect(text()).toContain('Unrealised▼−1.00 + 2 currencies without a rate');
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
