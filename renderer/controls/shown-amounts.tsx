import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useSay } from './use-say.ts';

type Showing = { readonly shown: boolean; readonly show: (shown: boolean) => void };

const ShowingContext = createContext<Showing>({ shown: false, show: () => undefined });

/** Inside of it the trader may see amounts in privacy mode, until it is gone: who confirms must be able to read. */
export function ShownAmounts({ children }: { readonly children: ReactNode }) {
  const [shown, show] = useState(false);
  const showing = useMemo(() => ({ shown, show }), [shown]);
  return <ShowingContext value={showing}>{children}</ShowingContext>;
}

/** Whether amounts are hidden in this place. */
export function useAmountsHidden(): boolean {
  const privacy = usePreferencesStore((state) => state.privacy);
  const { shown } = useContext(ShowingContext);
  return privacy && !shown;
}

/** Nothing where privacy mode is off. */
export function ShowAmountsButton() {
  const say = useSay();
  const privacy = usePreferencesStore((state) => state.privacy);
  const { shown, show } = useContext(ShowingContext);
  if (!privacy) return null;
  return (
    <Button variant="subtle" mr="auto" aria-pressed={shown} onClick={() => show(!shown)}>
      {shown ? say('common.hideAmounts') : say('common.showAmounts')}
    </Button>
  );
}
