import { useCallback, useEffect, useMemo } from 'react';
import type { z } from 'zod';
import { create } from 'zustand';
import { useClient } from '#renderer/client-context.tsx';
import type { Client } from '#src/transport/connect.ts';
import { useLiveStore } from '#renderer/stores/live-store.ts';
import { createSettingWriter, type SettingWriter } from '#renderer/stores/setting-writer.ts';

type Slot = { readonly loaded: boolean; readonly value: unknown };

/** What was read or set in this workspace, by `workspace id/key`. */
const useSavedStore = create<Readonly<Record<string, Slot>>>()(() => ({}));
const writers = new WeakMap<Client, SettingWriter>();
const requested = new Map<string, Promise<void>>();

export type SavedState<Value> = {
  readonly value: Value;
  readonly set: (next: Value) => void;
  /** False until the stored value has been read: before that `value` is the initial one. */
  readonly loaded: boolean;
};

/**
 * State that is kept with the workspace: layout, columns, filters, drafts. Shared by every component that names the
 * same key. `schema` and `initial` must be constants; a stored value that does not fit the schema is not used.
 */
export function useSavedState<Value>(
  key: string,
  schema: z.ZodType<Value>,
  initial: Value,
): SavedState<Value> {
  const client = useClient();
  const workspaceId = useLiveStore((state) => state.workspace?.id);
  const generation = useLiveStore((state) => state.generation);
  const name = slotName(workspaceId, key);
  const slot = useSavedStore((state) => state[name]);

  useEffect(() => {
    if (workspaceId !== undefined) void loaded(client, name, key);
  }, [client, workspaceId, name, key, generation]);

  const set = useCallback(
    (next: Value) => {
      useSavedStore.setState({ [name]: { loaded: true, value: next } });
      writerOf(client)('workspace', key, next);
    },
    [client, name, key],
  );

  // Parsed once a slot, so that the value keeps its identity between renders.
  const parsed = useMemo(() => schema.safeParse(slot?.value), [schema, slot]);
  return { value: parsed.success ? parsed.data : initial, set, loaded: slot?.loaded ?? false };
}

/**
 * Changes what is kept under the key, as it is at that moment, without following it. A change that comes before the
 * stored value was read waits for it, so that nothing that is kept is written over.
 */
export function useSavedUpdate<Value>(
  key: string,
  schema: z.ZodType<Value>,
  initial: Value,
): (change: (held: Value) => Value) => void {
  const client = useClient();
  const workspaceId = useLiveStore((state) => state.workspace?.id);
  return useCallback(
    (change) => {
      const name = slotName(workspaceId, key);
      if (workspaceId === undefined) return;
      if (useSavedStore.getState()[name]?.loaded === true) apply();
      else void loaded(client, name, key).then(apply);

      function apply(): void {
        const slot = useSavedStore.getState()[name];
        if (slot?.loaded !== true) return;
        const parsed = schema.safeParse(slot.value);
        const held = parsed.success ? parsed.data : initial;
        const next = change(held);
        if (next === held) return;
        useSavedStore.setState({ [name]: { loaded: true, value: next } });
        writerOf(client)('workspace', key, next);
      }
    },
    [client, workspaceId, key, schema, initial],
  );
}

function slotName(workspaceId: string | undefined, key: string): string {
  return `${workspaceId ?? ''}/${key}`;
}

/** Resolves when the stored value was read, or could not be read. It is read once. */
function loaded(client: Client, name: string, key: string): Promise<void> {
  const before = requested.get(name);
  if (before !== undefined) return before;
  const loading = load(client, name, key);
  requested.set(name, loading);
  return loading;
}

async function load(client: Client, name: string, key: string): Promise<void> {
  const answer = await client.call('settings.find', { scope: 'workspace', key });
  if (!answer.ok) {
    // Not known is not empty: the next snapshot asks again, and until then nothing is written over it.
    requested.delete(name);
    return;
  }
  // What the trader set in the meantime is newer than what was stored.
  if (useSavedStore.getState()[name]?.loaded === true) return;
  const { json } = answer.value;
  useSavedStore.setState({
    [name]: { loaded: true, value: json === undefined ? undefined : parseJson(json) },
  });
}

function writerOf(client: Client): SettingWriter {
  const held = writers.get(client);
  if (held !== undefined) return held;
  const writer = createSettingWriter(client);
  writers.set(client, writer);
  return writer;
}

/** Undefined where the text is no JSON. */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
