import { create } from 'zustand';

/** Each setting that has a field of its own, as the dialog and the palette call it. */
export const settings = [
  { name: 'theme', words: 'Theme' },
  { name: 'density', words: 'Rows' },
  { name: 'profitColours', words: 'Gain and loss' },
  { name: 'sideColours', words: 'Buy and sell' },
  { name: 'separators', words: 'Numbers' },
  { name: 'timeZone', words: 'Times' },
  { name: 'dayHour', words: 'Day P&L counts from' },
  { name: 'confirmOrders', words: 'Ask before an order or an amendment is sent' },
  { name: 'confirmCancels', words: 'Ask before a cancel' },
  { name: 'disarmAfterMinutes', words: 'Armed keys are safe again after' },
  { name: 'privacy', words: 'Privacy: hide amounts' },
] as const;
export type SettingName = (typeof settings)[number]['name'];

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
