import { create } from 'zustand';

/** What the linked panels follow. */
export type SelectionState = {
  readonly instrumentId: string | undefined;
  readonly accountId: string | undefined;
};

export const useSelectionStore = create<SelectionState>()(() => ({
  instrumentId: undefined,
  accountId: undefined,
}));

/** Every linked panel (ticket, chart, watchlist) shows this instrument from now on. */
export function select(instrumentId: string): void {
  useSelectionStore.setState({ instrumentId });
}

export function selectAccount(accountId: string): void {
  useSelectionStore.setState({ accountId });
}
