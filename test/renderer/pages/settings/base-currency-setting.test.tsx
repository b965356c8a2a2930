import { expect, test } from 'vitest';
import { useAskedBaseCurrency } from '#renderer/desk/links/asked-base-currency.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { openSettings, useOpenedSettings } from '#renderer/pages/settings/open-settings.ts';
import { SettingsDialog } from '#renderer/pages/settings/settings-dialog.tsx';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const portfolio = { id: 'p', name: 'Main', baseCurrency: 'CHF', lotMethod: 'FIFO', limits: {} } as const;

test('what the portfolio is measured in is told in the settings, which lead to its change', async () => {
  useLiveStore.setState({ portfolios: [portfolio] });
  openSettings();
  const { screen } = await renderScreen(<SettingsDialog />);
  await expect.element(screen.getByText('Main is measured in CHF')).toBeVisible();
  await screen.getByRole('button', { name: 'Change what this portfolio is measured in' }).click();
  expect(useAskedBaseCurrency.getState().portfolioId).toBe(portfolio.id);
  expect(useOpenedSettings.getState().opened).toBeUndefined();
});
