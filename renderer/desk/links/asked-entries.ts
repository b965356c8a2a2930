import { create } from 'zustand';
import type { CallInput } from '#src/contract/contract.ts';

/** A figure of what is named, whose entries are looked at. */
export type AskedEntries = CallInput<'portfolio.entries'> & {
  readonly name: string;
  /** All that can be told of it. */
  readonly figures: readonly CallInput<'portfolio.entries'>['figure'][];
};

/** In a dialog over the whole page; undefined while none is looked at. */
export const useAskedEntries = create<{ readonly asked: AskedEntries | undefined }>()(() => ({
  asked: undefined,
}));

export function askEntries(asked: AskedEntries | undefined): void {
  useAskedEntries.setState({ asked });
}
