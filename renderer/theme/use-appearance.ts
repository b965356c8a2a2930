import { useEffect } from 'react';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';

/** Puts the preferences that are pure style on the root element, where variables.css reads them. */
export function useAppearance(): void {
  const { density, sideColours, profitColours } = usePreferencesStore();
  useEffect(() => {
    const { dataset } = document.documentElement;
    dataset['density'] = String(density);
    dataset['sideColours'] = sideColours;
    dataset['profitColours'] = profitColours;
  }, [density, sideColours, profitColours]);
}
