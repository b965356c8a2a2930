import { create } from 'zustand';

/** The portfolio whose base currency is looked at, in a dialog over the whole page; undefined while none are. */
export const useAskedBaseCurrency = create<{ readonly portfolioId: string | undefined }>()(() => ({
  portfolioId: undefined,
}));

export function askBaseCurrency(portfolioId: string | undefined): void {
  useAskedBaseCurrency.setState({ portfolioId });
}
