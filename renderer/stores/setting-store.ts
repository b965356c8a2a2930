import { create } from 'zustand';
import type { SettingRef } from '#src/contract/settings.ts';
import type { Failure } from '#renderer/errors/explain.ts';

/** `value` is undefined where nothing, or no JSON, is stored. */
export type SettingSlot = { readonly value: unknown };

/** What is stored or was set here, by `nameOf`; nothing where it is not known yet. Only the keeper writes it. */
export const useSettingStore = create<Readonly<Record<string, SettingSlot>>>()(() => ({}));

/** Why changes of settings are not kept yet; undefined when all are. */
export const useUnkeptSettings = create<{ readonly failure: Failure | undefined }>()(() => ({
  failure: undefined,
}));

/** Where a setting stands in the store. */
export function nameOf(ref: SettingRef): string {
  return ref.scope === 'app' ? `/${ref.key}` : `${ref.workspaceId}/${ref.key}`;
}
