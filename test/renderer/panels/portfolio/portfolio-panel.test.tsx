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
    equity,
    deposited: '1000',
    maxDrawdown,
    maxDrawdownShare: '0.05',
    unknown: [],
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
  const common = { portfolioId: portfolio.id, currency: 'USDT', unknown: [], balances: [], time: noon };
  const half: ValuationInfo = { ...common, halfImported: true };
  useLiveStore.setState((state) => applyValued(state, [{ valuation: half, marks: [] }]));
  const note = screen.getByText(/An import or its undo is under way/);
  await expect.element(note).toBeVisible();
  const whole: ValuationInfo = { ...common, equity: '990' };
  useLiveStore.setState((state) => applyValued(state, [{ valuation: whole, marks: [] }]));
  await expect.element(note).not.toBeInTheDocument();
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
