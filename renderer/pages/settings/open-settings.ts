import { create } from 'zustand';

/** Each setting that has a field of its own, by the name of its message. */
export const settings = [
  'language',
  'theme',
  'density',
  'profitColours',
  'sideColours',
  'separators',
  'timeZone',
  'dayHour',
  'confirmOrders',
  'confirmCancels',
  'disarmAfterMinutes',
  'privacy',
] as const;
export type SettingName = (typeof settings)[number];

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
