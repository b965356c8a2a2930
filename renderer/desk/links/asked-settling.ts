import { create } from 'zustand';

/** Of which portfolio what is to settle is looked at, in a dialog over the whole page; undefined while it is not. */
export const useAskedSettling = create<{ readonly portfolioId: string | undefined }>()(() => ({
  portfolioId: undefined,
}));

export function askSettling(portfolioId: string | undefined): void {
  useAskedSettling.setState({ portfolioId });
}
