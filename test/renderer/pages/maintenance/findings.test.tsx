import { expect, test } from 'vitest';
import { Findings } from '#renderer/pages/maintenance/findings.tsx';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

test('what verification found in a row of money is hidden in privacy mode', async () => {
  const problem = {
    code: 'DIFFERS_FROM_ROWS',
    column: 'quantity',
    stored: '7.39184',
    made: '5.27431',
  } as const;
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
  await expect
    .element(screen.getByText('quantity is “7.39184”, and the rows that it comes from make “5.27431”.'))
    .toBeVisible();
  setPreferences({ privacy: true });
  await expect
    .element(screen.getByText('quantity is “•••”, and the rows that it comes from make “•••”.'))
    .toBeVisible();
});

test('findings are written as the trader reads numbers, and those that are not listed are not left out of the count', async () => {
  setPreferences({ privacy: false, separators: 'point-comma' });
  const problem = {
    code: 'DIFFERS_FROM_ROWS',
    column: 'filled_value',
    stored: '4782.55',
    made: '1',
  } as const;
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
  await expect
    .element(screen.getByText('filled_value is “4.782,55”', { exact: false }).first())
    .toBeVisible();
});
