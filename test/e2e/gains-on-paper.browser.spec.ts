import { expect, test } from './fixtures.ts';

const name = 'An account of an exchange with a long name that has many words';
const lots = 90;
const header = 'time,symbol,side,quantity,price,fee,fee currency';
const trades = Array.from({ length: 2 * lots }, (_, at) => {
  const time = new Date(Date.UTC(2024, 0, 1 + at)).toISOString();
  return `${time},BTC/USDT,${at % 2 === 0 ? 'buy' : 'sell'},1234.5678,${60_000 + at},1234.56,USDT`;
});

/** Pages of a PDF, by what its tree of them says. */
function pagesIn(pdf: Buffer): number {
  return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b/gu)].length;
}

test('the gains report is printed whole, on as many pages as it takes and no wider', async ({
  app: { page },
}) => {
  await page.getByRole('button', { name: 'Import history' }).click();
  const importing = page.getByRole('dialog', { name: 'Import history' });
  const chooser = page.waitForEvent('filechooser');
  await importing.getByRole('button', { name: 'Choose a file' }).click();
  const buffer = Buffer.from([header, ...trades].join('\n'));
  await (await chooser).setFiles({ name: `${name}.csv`, mimeType: 'text/csv', buffer });
  await importing.getByRole('button', { name: `Import ${2 * lots} fills` }).click();
  await importing.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'Gains report' }).click();
  const gains = page.getByRole('dialog', { name: /^Gains/u });
  await gains.getByLabel('Year').selectOption('2024');
  const rows = gains.getByRole('group', { name: 'Lots that were sold' }).getByRole('row');
  await expect(rows).toHaveCount(1 + lots);

  await page.emulateMedia({ media: 'print' });
  await expect(gains.getByText(/Which lots are sold: First in, first out \(FIFO\)/u)).toBeVisible();
  const printed = pagesIn(await page.pdf({ format: 'A4' }));
  // An A4 page takes some fifty lines, and a lot takes three of them at most.
  expect(printed).toBeGreaterThan(2);
  expect(printed).toBeLessThan(10);
  // A browser makes what is wider than the paper smaller, down to a half.
  await page.setViewportSize({ width: 1_000, height: 1300 });
  const last = await rows.last().boundingBox();
  expect(last && last.x + last.width).toBeLessThanOrEqual(1_000);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1_000);
});
