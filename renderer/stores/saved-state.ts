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
const requested = new Set<string>();

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
  const name = `${workspaceId ?? ''}/${key}`;
  const slot = useSavedStore((state) => state[name]);

  useEffect(() => {
    if (workspaceId === undefined || requested.has(name)) return;
    requested.add(name);
    void load(client, name, key);
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
