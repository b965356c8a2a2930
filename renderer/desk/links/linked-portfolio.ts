import type { PortfolioInfo } from '#src/contract/workspace.ts';
import { isTraded } from '#src/domain/account.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useLinked } from './panel.tsx';
import { useWindowLink } from './window-link.ts';

/** The one that the panel's link has, or the first one that is traded in. */
export function useLinkedPortfolio(): PortfolioInfo | undefined {
  return usePortfolio(useLinked().portfolioId);
}

/** Of the window itself, for what is no panel. */
export function useWindowPortfolio(): PortfolioInfo | undefined {
  return usePortfolio(useWindowLink((state) => state.portfolioId));
}

function usePortfolio(portfolioId: string | undefined): PortfolioInfo | undefined {
  return useLiveStore(({ accounts, portfolios }) => {
    const byId = (id: string | undefined) => portfolios.find((portfolio) => portfolio.id === id);
    return byId(portfolioId) ?? byId(accounts.find(isTraded)?.portfolioId) ?? portfolios[0];
  });
}
