import { useEffect, useRef } from 'react';
import { z } from 'zod';
import { isTraded } from '#src/domain/account.ts';
import { familiarInstruments } from '#renderer/trading/familiar-instruments.ts';
import { tradedInstruments } from '#renderer/trading/offered-instruments.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useSavedState } from '#renderer/saved/saved-state.ts';
import { findInTab, keepInTab } from '#renderer/saved/tab-state.ts';
import { useWindowLink } from './links/window-link.ts';

const key = 'selection';
const schema = z.object({
  instrumentId: z.string().optional(),
  accountId: z.string().optional(),
  portfolioId: z.string().optional(),
});
const empty: z.infer<typeof schema> = {};

/**
 * What the panels of this window follow, unless they follow a colour. Each tab has its own, which outlives its reload; a
 * new one begins with the last of any. Where no instrument is selected, one is.
 */
export function useWorkspaceSelection(): void {
  const { value, set, loaded } = useSavedState(key, schema, empty);
  const accounts = useLiveStore((state) => state.accounts);
  const instruments = useLiveStore((state) => state.instruments);
  const workspaceId = useLiveStore((state) => state.workspace?.id);
  const restored = useRef<string>(undefined);

  useEffect(() => {
    // Once a workspace: afterwards the selection leads, and what is stored follows it.
    if (!loaded || restored.current === workspaceId) return;
    restored.current = workspaceId;
    if (workspaceId === undefined) return;
    const own = schema.safeParse(findInTab(key, workspaceId));
    const { instrumentId, accountId, portfolioId } = own.success ? own.data : value;
    useWindowLink.setState({ instrumentId, accountId, portfolioId });
  }, [loaded, workspaceId, value]);

  useEffect(() => {
    if (!loaded) return;
    const { instrumentId } = useWindowLink.getState();
    const account = accounts.find(isTraded);
    const all = Object.values(instruments);
    const traded = tradedInstruments(all, account === undefined ? [] : [account]);
    const first = familiarInstruments(traded)[0] ?? traded[0] ?? familiarInstruments(all)[0] ?? all[0];
    if (first !== undefined && (instrumentId === undefined || instruments[instrumentId] === undefined)) {
      useWindowLink.setState({ instrumentId: first.id });
    }
  }, [loaded, accounts, instruments]);

  useEffect(() => {
    if (!loaded || workspaceId === undefined) return undefined;
    keepInTab(key, workspaceId, useWindowLink.getState());
    return useWindowLink.subscribe((selection) => {
      keepInTab(key, workspaceId, selection);
      set(selection);
    });
  }, [loaded, set, workspaceId]);
}
