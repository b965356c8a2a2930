import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useSelectionStore } from './selection-store.ts';

/** The one that was chosen, else the portfolio of the selected account, or the first one. */
export function useSelectedPortfolio(): PortfolioInfo | undefined {
  const accountId = useSelectionStore((state) => state.accountId);
  const portfolioId = useSelectionStore((state) => state.portfolioId);
  return useLiveStore(({ accounts, portfolios }) => {
    const account = accounts.find((other) => other.id === accountId);
    const byId = (id: string | undefined) => portfolios.find((portfolio) => portfolio.id === id);
    return byId(portfolioId) ?? byId(account?.portfolioId) ?? portfolios[0];
  });
}
