import { expect, test } from 'vitest';
import { WarningSettings } from '#renderer/pages/settings/warning-settings.tsx';
import { setPreferences, usePreferencesStore } from '#renderer/saved/preferences-store.ts';
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

test('what was refused is read again when the setting of the separators changes, and a number stays the same', async () => {
  setPreferences({ separators: 'comma-point' });
  const { screen } = await renderScreen(<WarningSettings />);
  const refused = screen.getByLabelText('Limit through the market by more than');
  const taken = screen.getByLabelText('Larger than usual by more than');
  await refused.fill('0,75');
  await expect.element(screen.getByText(/“0,75” is no number with your separators/)).toBeVisible();
  await taken.fill('12.5');
  setPreferences({ separators: 'point-comma' });
  await expect.poll(held).toBe('0.75');
  await expect.element(refused).toHaveValue('0,75');
  await expect.element(screen.getByText(/is no number/)).not.toBeInTheDocument();
  await expect.element(taken).toHaveValue('12,5');
  expect(usePreferencesStore.getState().warningThresholds.timesUsual).toBe('12.5');
});
