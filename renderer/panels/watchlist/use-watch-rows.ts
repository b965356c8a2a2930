import { useMemo, useState } from 'react';
import type { InstrumentInfo } from '#src/contract/market.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import type { WatchRow } from './watch-columns.tsx';

/** The rows of some instruments; with their quotes, and anew with each of them, only where `followed`. */
export function useWatchRows(instruments: readonly InstrumentInfo[], followed: boolean): readonly WatchRow[] {
  const quotes = useLiveStore((state) => (followed ? state.quotes : undefined));
  const [held] = useState(() => new Map<string, WatchRow>());
  return useMemo(
    () =>
      instruments.map((instrument) => {
        const quote = quotes?.[instrument.id];
        const before = held.get(instrument.id);
        // A row that shows the same stays the same.
        if (before?.instrument === instrument && before.quote === quote) return before;
        const row = { instrument, quote };
        held.set(instrument.id, row);
        return row;
      }),
    [instruments, quotes, held],
  );
}
