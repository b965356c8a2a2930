import { useEffect, useState } from 'react';
import { dayOrderEnd } from '#src/domain/day-order.ts';
import { dayOrderWords } from '#renderer/words/day-words.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';

/** Until when an order is good that is placed now for the day; it changes when that day ends. */
export function useDayOrderWords(): string {
  const zone = usePreferencesStore((state) => state.timeZone);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), dayOrderEnd(now) - Date.now());
    return () => clearTimeout(timer);
  }, [now]);
  return dayOrderWords(now, zone);
}
