import { create } from 'zustand';

/** Whether the files of published rates are looked at, in a dialog over the whole page. */
export const useAskedRates = create<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }));

export function askRates(isOpen: boolean): void {
  useAskedRates.setState({ isOpen });
}
