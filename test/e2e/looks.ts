import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

export const sizes = {
  '1280': { width: 1280, height: 720 },
  '1440': { width: 1440, height: 900 },
  '1920': { width: 1920, height: 1080 },
  '2560': { width: 2560, height: 1440 },
} as const;

/** A size of the window, and three settings. */
export type Look = {
  readonly size: keyof typeof sizes;
  readonly numbers: string;
  readonly rows: string;
  readonly theme: string;
};

export function look(size: Look['size'], numbers: string, rowHeight: string, theme: string): Look {
  return { size, numbers, rows: rowHeight, theme };
}

/** Where there is least room, and where a narrow space separates; and where there is most. */
export const looks = {
  tight: look('1280', 'space-point', '32', 'dark'),
  wide: look('2560', 'point-comma', '22', 'light'),
};

export async function take(page: Page, { size, numbers, rows: rowHeight, theme }: Look): Promise<void> {
  await page.setViewportSize(sizes[size]);
  await runCommand(page, 'Settings');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByLabel('Numbers', { exact: true }).selectOption(numbers);
  await settings.getByLabel('Rows', { exact: true }).selectOption(rowHeight);
  await settings.getByLabel('Theme', { exact: true }).selectOption(theme);
  await page.keyboard.press('Escape');
  await expect(settings).toHaveCount(0);
}

async function runCommand(page: Page, title: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
}
