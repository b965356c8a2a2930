import { expect, test } from 'vitest';
import { announce } from '#renderer/controls/announcement-store.ts';
import { LiveRegion } from '#renderer/controls/live-region.tsx';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

test('what was said before amounts are hidden is gone, what is said then stays', async () => {
  setPreferences({ privacy: false });
  const { screen } = await renderScreen(<LiveRegion />);
  announce('Filled: ETH-USDT Buy 2.0000 @ 2,573.87');
  await expect.element(screen.getByText(/Buy 2\.0000/)).toBeInTheDocument();
  setPreferences({ privacy: true });
  await expect.element(screen.getByText(/Buy 2\.0000/)).not.toBeInTheDocument();
  announce('Filled: ETH-USDT Buy ••• @ 2,573.87');
  await expect.element(screen.getByText(/Buy •••/)).toBeInTheDocument();
});
