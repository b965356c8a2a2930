import { expect, test } from 'vitest';
import { Findings } from '#renderer/pages/maintenance/findings.tsx';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

test('what verification found in a row of money is hidden in privacy mode', async () => {
  const problem = 'quantity is 7.39184, and its rows make 5.27431';
  const { screen } = await renderScreen(
    <Findings
      verification={{
        finishedAt: 1,
        rows: 2,
        findings: [{ file: 'record', table: 'positions', row: 'p1', problem }],
      }}
    />,
  );
  await expect.element(screen.getByText(problem)).toBeVisible();
  setPreferences({ privacy: true });
  await expect.element(screen.getByText('quantity is •••, and its rows make •••')).toBeVisible();
});
