import { create } from 'zustand';

/** Whose movements are looked at, in a dialog over the whole page; undefined while none are. */
export const useAskedActivity = create<{ readonly portfolioId: string | undefined }>()(() => ({
  portfolioId: undefined,
}));

export function askActivity(portfolioId: string | undefined): void {
  useAskedActivity.setState({ portfolioId });
}
