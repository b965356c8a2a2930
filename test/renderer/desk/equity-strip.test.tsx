import { expect, test } from 'vitest';
import type { PartialSumInfo } from '#src/contract/portfolio.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { applyValued } from '#renderer/core/live-positions.ts';
import { EquityStrip } from '#renderer/desk/equity-strip.tsx';
import { paper } from '#test/renderer/core/records.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const portfolio = { id: 'p', name: 'Main', baseCurrency: 'USDT', lotMethod: 'FIFO', limits: {} } as const;

function worth(equity: PartialSumInfo): void {
  const valuation = { portfolioId: portfolio.id, currency: 'USDT', equity, balances: [], time: 1 };
  useLiveStore.setState((state) => applyValued(state, [{ valuation, marks: [] }]));
}

test('equity that lacks a price says so beside its known part, until it has one', async () => {
  useLiveStore.setState({ epoch: 'e1', workspace: paper, portfolios: [portfolio] });
  const { screen } = await renderScreen(<EquityStrip />);
  worth({
    isWhole: false,
    known: '12340.5',
    missing: {
      positions: 3,
      currencies: ['XYZ', 'ABC'],
      flows: 0,
      fees: 0,
      costs: 0,
      results: 0,
      purchases: 0,
      movements: 0,
    },
  });
  const note = screen.getByTitle('+ 3 positions without a price + 2 currencies without a rate');
  await expect.element(note).toHaveTextContent('+ 5 unknown');
  expect(note.element().parentElement?.textContent).toBe('12,340.50 USDT+ 5 unknown');
  worth({ isWhole: true, total: '12400' });
  await expect.element(note).not.toBeInTheDocument();
});
