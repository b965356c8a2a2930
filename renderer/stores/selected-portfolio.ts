import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { useLiveStore } from '#renderer/stores/live-store.ts';
import { useSelectionStore } from '#renderer/stores/selection-store.ts';

/** The portfolio of the selected account, or the first one. */
export function useSelectedPortfolio(): PortfolioInfo | undefined {
  const accountId = useSelectionStore((state) => state.accountId);
  return useLiveStore((state) => {
    const account = state.accounts.find((other) => other.id === accountId);
    return state.portfolios.find((portfolio) => portfolio.id === account?.portfolioId) ?? state.portfolios[0];
  });
}
