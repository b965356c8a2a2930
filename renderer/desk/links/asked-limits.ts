import { create } from 'zustand';

/** Whose limits are looked at, in a dialog over the whole page; undefined while none are. */
export const useAskedLimits = create<{ readonly portfolioId: string | undefined }>()(() => ({
  portfolioId: undefined,
}));

export function askLimits(portfolioId: string | undefined): void {
  useAskedLimits.setState({ portfolioId });
}
