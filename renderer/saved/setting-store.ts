import { create } from 'zustand';
import type { SettingRef } from '#src/contract/settings.ts';
import type { Failure } from '#renderer/core/failure.ts';

/** `value` is undefined where nothing, or no JSON, is stored. */
export type SettingSlot = { readonly value: unknown };

/** What is stored or was set here, by `nameOf`; nothing where it is not known yet. Only the keeper writes it. */
export const useSettingStore = create<Readonly<Record<string, SettingSlot>>>()(() => ({}));

export type UnkeptSettings = {
  /** Why changes of settings are not kept yet; undefined when all are. */
  readonly failure: Failure | undefined;
  /** Why the last change was taken back, until the trader has put that away. */
  readonly refused: Failure | undefined;
};

export const useUnkeptSettings = create<UnkeptSettings>()(() => ({ failure: undefined, refused: undefined }));

/** Where a setting stands in the store. */
export function nameOf(ref: SettingRef): string {
  return ref.scope === 'app' ? `/${ref.key}` : `${ref.workspaceId}/${ref.key}`;
}
