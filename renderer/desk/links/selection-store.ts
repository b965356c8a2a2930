import { create } from 'zustand';

/** What the linked panels follow. */
export type SelectionState = {
  readonly instrumentId: string | undefined;
  readonly accountId: string | undefined;
  /** One that is looked at beside the account's own; undefined while that is shown. */
  readonly portfolioId: string | undefined;
};

export const useSelectionStore = create<SelectionState>()(() => ({
  instrumentId: undefined,
  accountId: undefined,
  portfolioId: undefined,
}));

/** Every linked panel (ticket, chart, watchlist) shows this instrument from now on. */
export function select(instrumentId: string): void {
  useSelectionStore.setState({ instrumentId });
}

/** The ticket places on it, and its portfolio is shown. */
export function selectAccount(accountId: string): void {
  useSelectionStore.setState({ accountId, portfolioId: undefined });
}

/** Shows a portfolio, and leaves the ticket with its account. */
export function selectPortfolio(portfolioId: string): void {
  useSelectionStore.setState({ portfolioId });
}
