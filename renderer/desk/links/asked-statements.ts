import { create } from 'zustand';

type Asked = {
  /** Whose statement balances are looked at, in a dialog over the whole page; undefined while none are. */
  readonly portfolioId: string | undefined;
  /** The one whose movements are shown at first. */
  readonly balanceId: string | undefined;
};

export const useAskedStatements = create<Asked>()(() => ({ portfolioId: undefined, balanceId: undefined }));

export function askStatements(portfolioId: string | undefined, balanceId?: string): void {
  useAskedStatements.setState({ portfolioId, balanceId });
}
