import { z } from 'zod';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useSavedState } from '#renderer/saved/saved-state.ts';
import { findInTab, keepInTab } from '#renderer/saved/tab-state.ts';
import { readOwnWindow } from './own-window.ts';
import type { KeptLayout } from './saved-layout.ts';

/** Of those that were opened beside the first one: the last to be changed. */
const mostWindows = 12;

/** Read where it is used: a layout of another version keeps what it can. */
const anything = z.unknown();
const windows = z.record(z.string(), anything);
const none: z.infer<typeof windows> = {};

/**
 * Where the arrangement of this window is kept: in its tab, which outlives a reload, and with the workspace. A new first
 * window begins with the last one of any; those beside it are each told by the id in their address.
 */
export function useKeptLayout() {
  const workspaceId = useLiveStore((state) => state.workspace?.id);
  const id = readOwnWindow()?.id;
  const ofFirst = useSavedState(id === undefined ? 'layout' : undefined, anything, undefined);
  const ofOthers = useSavedState(id === undefined ? undefined : 'windows', windows, none);
  const inTab = id === undefined ? 'layout' : `layout.${id}`;

  /** For whoever opens the workspace next. */
  function keepForNext(layout: KeptLayout): void {
    if (id === undefined) ofFirst.set(layout);
    else ofOthers.change((held) => lastOf({ ...withoutKey(held, id), [id]: layout }));
  }

  return {
    loaded: id === undefined ? ofFirst.loaded : ofOthers.loaded,
    find: (): unknown => {
      const own = workspaceId === undefined ? undefined : findInTab(inTab, workspaceId);
      return own ?? (id === undefined ? ofFirst.value : ofOthers.value[id]);
    },
    keep: (layout: KeptLayout): void => {
      if (workspaceId !== undefined) keepInTab(inTab, workspaceId, layout);
      keepForNext(layout);
    },
    keepForNext,
  };
}

function withoutKey<Value>(held: Readonly<Record<string, Value>>, key: string): Record<string, Value> {
  return Object.fromEntries(Object.entries(held).filter(([name]) => name !== key));
}

function lastOf<Value>(held: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(held).slice(-mostWindows));
}
