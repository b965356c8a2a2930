import { useEffect, useId } from 'react';
import { create } from 'zustand';

/** Which instruments each part of the screen shows. core/sync.ts keeps the core's subscription to their union. */
export const useQuoteWatchStore = create<Readonly<Record<string, readonly string[]>>>()(() => ({}));

/** Asks for quotes of these instruments while the component is mounted; they come in the live store's `quotes`. */
export function useWatchedQuotes(instrumentIds: readonly string[]): void {
  const owner = useId();
  const key = instrumentIds.join('\n');
  useEffect(() => {
    useQuoteWatchStore.setState({ [owner]: key === '' ? [] : key.split('\n') });
    return () => useQuoteWatchStore.setState(({ [owner]: _ended, ...others }) => others, true);
  }, [owner, key]);
}
