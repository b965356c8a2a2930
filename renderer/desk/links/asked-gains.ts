import { create } from 'zustand';

/** Whose gains are looked at, in a dialog over the whole page; undefined while none are. */
export const useAskedGains = create<{ readonly portfolioId: string | undefined }>()(() => ({
  portfolioId: undefined,
}));

export function askGains(portfolioId: string | undefined): void {
  useAskedGains.setState({ portfolioId });
}
