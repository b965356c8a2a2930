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
        more: false,
      }}
    />,
  );
  await expect.element(screen.getByText(problem)).toBeVisible();
  setPreferences({ privacy: true });
  await expect.element(screen.getByText('quantity is •••, and its rows make •••')).toBeVisible();
});

test('findings are written as the trader reads numbers, and those that are not listed are not left out of the count', async () => {
  setPreferences({ privacy: false, separators: 'point-comma' });
  const problem = 'filled_value is 4782.55, not 1';
  const findings = Array.from(
    { length: 20 },
    (_, row) => ({ file: 'record', table: 'orders', row: `o${row}`, problem }) as const,
  );
  const { screen } = await renderScreen(
    <Findings verification={{ finishedAt: 1, rows: 99, findings, more: true }} />,
  );
  await expect
    .element(screen.getByRole('heading'))
    .toMatchTextContent(/not sound: more than 20 things were found at .*\. The first stand here/u);
  await expect.element(screen.getByText('filled_value is 4.782,55, not 1').first()).toBeVisible();
});
