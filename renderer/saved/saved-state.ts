import { useCallback, useEffect, useMemo } from 'react';
import type { z } from 'zod';
import { useClient } from '#renderer/core/client-context.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import type { SettingRef } from '#src/contract/settings.ts';
import type { SettingKeeper } from './setting-keeper.ts';
import { nameOf, useSettingStore } from './setting-store.ts';
import { settingKeeperOf } from './sync-settings.ts';

type Change<Value> = (change: (held: Value) => Value) => void;

export type SavedState<Value> = {
  readonly value: Value;
  /** Whatever is kept by then: for a value that owes nothing to the one before. */
  readonly set: (next: Value) => void;
  /** What the trader changes about it. Before the stored value was read `value` is not what to make the next one of. */
  readonly change: Change<Value>;
  /** False until the stored value has been read: before that `value` is the initial one. */
  readonly loaded: boolean;
};

/**
 * State that is kept with the workspace: columns, filters, drafts. Shared by every component, and every screen, that
 * names the same key. `schema` and `initial` must be constants; a stored value that does not fit the schema is not used.
 * Without a key nothing is kept.
 */
export function useSavedState<Value>(
  key: string | undefined,
  schema: z.ZodType<Value>,
  initial: Value,
): SavedState<Value> {
  const { refOf } = useKept();
  const ref = useMemo(() => (key === undefined ? undefined : refOf(key)), [refOf, key]);
  return useSavedAt(ref, schema, initial);
}

/** The same, of the whole program: in every workspace, and without one. */
export function useProgramState<Value>(
  key: string,
  schema: z.ZodType<Value>,
  initial: Value,
): SavedState<Value> {
  const ref = useMemo(() => ({ scope: 'app', key }) as const, [key]);
  return useSavedAt(ref, schema, initial);
}

function useSavedAt<Value>(
  ref: SettingRef | undefined,
  schema: z.ZodType<Value>,
  initial: Value,
): SavedState<Value> {
  const keeper = settingKeeperOf(useClient());
  const slot = useSettingStore((state) => (ref === undefined ? undefined : state[nameOf(ref)]));

  useEffect(() => {
    if (ref !== undefined) keeper.follow([ref]);
  }, [keeper, ref]);

  const set = useCallback(
    (next: Value) => {
      if (ref !== undefined) keeper.set(ref, next);
    },
    [keeper, ref],
  );

  const change: Change<Value> = useCallback(
    (make) => {
      if (ref !== undefined) changeAt(keeper, ref, { schema, initial }, make);
    },
    [keeper, ref, schema, initial],
  );

  // Parsed once a slot, so that the value keeps its identity between renders.
  const parsed = useMemo(() => schema.safeParse(slot?.value), [schema, slot]);
  return { value: parsed.success ? parsed.data : initial, set, change, loaded: slot !== undefined };
}

type Kind<Value> = { readonly schema: z.ZodType<Value>; readonly initial: Value };

function changeAt<Value>(
  keeper: SettingKeeper,
  ref: SettingRef,
  { schema, initial }: Kind<Value>,
  change: (held: Value) => Value,
): void {
  keeper.change(ref, (kept) => {
    const parsed = schema.safeParse(kept);
    const held = parsed.success ? parsed.data : initial;
    const next = change(held);
    return next === held ? kept : next;
  });
}

/**
 * Changes what is kept under a key, as it is at that moment, without following it. A change that comes before the
 * stored value was read is shown at once and made of that value once it is there, so that nothing that is kept is
 * written over: `change` may be called twice.
 */
export function useSavedUpdate<Value>(
  schema: z.ZodType<Value>,
  initial: Value,
): (key: string, change: (held: Value) => Value) => void {
  const { keeper, refOf } = useKept();
  return useCallback(
    (key, change) => {
      const ref = refOf(key);
      if (ref !== undefined) changeAt(keeper, ref, { schema, initial }, change);
    },
    [keeper, refOf, schema, initial],
  );
}

/** Calls with what is kept under a key, as it is at that moment, once it is known; without following it. */
export function useSavedRead<Value>(
  schema: z.ZodType<Value>,
  initial: Value,
): (key: string, then: (held: Value) => void) => void {
  const { keeper, refOf } = useKept();
  return useCallback(
    (key, then) => {
      const ref = refOf(key);
      if (ref === undefined) return;
      keeper.whenKnown(ref, (kept) => {
        const parsed = schema.safeParse(kept);
        then(parsed.success ? parsed.data : initial);
      });
    },
    [keeper, refOf, schema, initial],
  );
}

function useKept() {
  const keeper = settingKeeperOf(useClient());
  const workspaceId = useLiveStore((state) => state.workspace?.id);
  const refOf = useCallback(
    (key: string) =>
      workspaceId === undefined ? undefined : ({ scope: 'workspace', workspaceId, key } as const),
    [workspaceId],
  );
  return { keeper, refOf };
}
