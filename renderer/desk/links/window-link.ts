import { create } from 'zustand';
import type { Linked } from './panel-store.ts';

/** What the panels of this window follow that follow no colour. */
export const useWindowLink = create<Linked & { readonly accountId?: string | undefined }>()(() => ({
  instrumentId: undefined,
  portfolioId: undefined,
  /** The ticket's as an earlier version kept it: a ticket has its own. */
  accountId: undefined,
}));
