import { create } from 'zustand';
import { type Preferences, preferencesSchema } from '#renderer/saved/preferences-store.ts';

/** What stands beside the field of another one, or on a page of its own. */
const withoutField = ['dayZone', 'confirmWarnings', 'keyBindings', 'warningThresholds'] as const;

/** A setting with a field of its own: its message has its name. */
export type SettingName = Exclude<keyof Preferences, (typeof withoutField)[number]>;
export const settings = preferencesSchema.keyof().options.filter(hasField);

function hasField(name: keyof Preferences): name is SettingName {
  return !withoutField.some((other) => other === name);
}

export const settingPages = ['General', 'Keys'] as const;
export type SettingPage = (typeof settingPages)[number];

type Opened = {
  readonly page: SettingPage;
  /** Where the focus is to be. */
  readonly at: SettingName | undefined;
};

/** Undefined while the settings are closed. */
export const useOpenedSettings = create<{ readonly opened: Opened | undefined }>()(() => ({
  opened: undefined,
}));

export function openSettings(page: SettingPage = 'General', at?: SettingName): void {
  useOpenedSettings.setState({ opened: { page, at } });
}

export function closeSettings(): void {
  useOpenedSettings.setState({ opened: undefined });
}
