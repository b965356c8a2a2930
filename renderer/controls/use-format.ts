import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { createFormat, type Format } from '#renderer/format/format.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useAmountsHidden } from './shown-amounts.tsx';

export function useFormat(): Format {
  const [separators, zone] = usePreferencesStore(
    useShallow((state) => [state.separators, state.timeZone] as const),
  );
  const hidden = useAmountsHidden();
  return useMemo(() => createFormat(separators, zone, hidden), [separators, zone, hidden]);
}
