import { expect, test } from 'vitest';
import { WarningSettings } from '#renderer/settings/warning-settings.tsx';
import { setPreferences, usePreferencesStore } from '#renderer/stores/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

function held(): string {
  return usePreferencesStore.getState().warningThresholds.throughMarketPercent;
}

test('a threshold is shown and read as the trader writes numbers, and what cannot be read changes nothing', async () => {
  setPreferences({ separators: 'point-comma' });
  const { screen } = await renderScreen(<WarningSettings />);
  const field = screen.getByLabelText('Limit through the market by more than');
  await expect.element(field).toHaveValue('0,5');
  await field.fill('1,25 %');
  await expect.poll(held).toBe('1.25');
  await field.fill('much');
  await expect.element(screen.getByText(/“much” is not a number/)).toBeVisible();
  await field.fill('-1');
  await expect.element(screen.getByText('Enter zero or more.')).toBeVisible();
  expect(held()).toBe('1.25');
});
