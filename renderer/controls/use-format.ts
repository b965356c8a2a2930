import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { createFormat, type Format } from '#renderer/format/format.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useAmountsHidden } from './shown-amounts.tsx';
import { useLocale } from './use-say.ts';

/** Another one in another language: what is made of it once, as columns are, is made anew. */
export function useFormat(): Format {
  const [separators, zone] = usePreferencesStore(
    useShallow((state) => [state.separators, state.timeZone] as const),
  );
  const hidden = useAmountsHidden();
  const locale = useLocale();
  return useMemo(() => createFormat(separators, zone, hidden, locale), [separators, zone, hidden, locale]);
}
