import type { Locator, Page } from '@playwright/test';
import { createPaper, region, rows } from './desk.ts';
import { expect, test } from './fixtures.ts';
import { expectOverlayWhole, expectWhole } from './layout-faults.ts';
import { looks, sizes, take } from './looks.ts';
import { closeOverlays } from './overlays.ts';

const coin = 'ABCDEFGHIJKLMNOPQRSTU';
const account = 'Vermögensverwaltungsgesellschaft Rindfleischetikettierung 東京';
const fileName = 'Donaudampfschifffahrtsgesellschaftskapitänsabrechnung 2025.csv';
const fills = [
  'time,symbol,side,quantity,price,fee,fee currency,order id',
  `2025-01-31,${coin}-USDT,buy,1234567890.12,0.000000087123,0.005,${coin},o-1`,
  `2025-02-01,${coin}-USDT,sell,234567890.12,0.000000088123,1234567.123456789,USDT,o-2`,
  '2025-02-02,BTC-USDT,buy,123456.12345678,1234567.89,1234567890.12,USDT,o-3',
  '2025-02-03,BTC-USDT,sell,123456.12345678,9234567.89,1234567890.12,USDT,o-4',
  '2025-02-04,BTC-USDT,sell,23456.12345678,9234567.89,1234567890.12,USDT,o-5',
  `2025-02-05,${coin}-USDT,hold,1234567890.12,0.000000087123,0,,o-6`,
].join('\n');

test('amounts of ten digits, prices of twelve decimals, a coin of 21 letters and long names are whole everywhere', async ({
  app: { page },
}) => {
  test.setTimeout(360_000);
  await page.setViewportSize(sizes['1280']);
  await createPaper(page, '日本株式・暗号資産 Rechtsschutzversicherungsgesellschaften', '1234567890123.12');
  await take(page, looks.tight);
  await importFills(page);
  await placeLarge(page);

  await expectWhole(page, looks.tight);
  await lookAtRow(page, rows(page, 'Orders').first());
  await lookAtRow(page, rows(page, 'Positions').filter({ hasText: coin }));
  await openAndLook(page, 'the workspace', 'Control+Shift+U');
  await openAndLook(page, 'cancel all', 'Control+Shift+X');

  // What is refused is told with amounts as long.
  await region(page, 'Order ticket').getByLabel('Quantity').fill('9999999999999');
  await region(page, 'Order ticket').getByRole('button', { name: 'Review order' }).click();
  await expect(region(page, 'Order ticket').getByText(/^Needs .* is available/)).toBeVisible();
  await expectWhole(page, looks.tight);
  // Of one that has no prices the panels show less, and its name.
  await rows(page, 'Positions').getByRole('button', { name: coin }).click();
  await region(page, 'Orders').getByText('All', { exact: true }).click();
  await page.getByRole('tab', { name: 'Fills', exact: true }).click();
  await expect(rows(page, 'Fills')).toHaveCount(5);
  await expectWhole(page, looks.tight);
  await take(page, looks.wide);
  await page.getByRole('tab', { name: 'Positions', exact: true }).click();
  await region(page, 'Positions').getByText('Closed', { exact: true }).click();
  // One that was bought and sold, and one of what was sold and never came in.
  await expect(rows(page, 'Positions')).toHaveCount(2);
  await expectWhole(page, looks.wide);
  await page.keyboard.press('Control+Shift+B');
  await expectOverlayWhole(page, 'leaving while an order works', looks.wide);
  await page.getByRole('dialog').getByRole('button', { name: 'Back to first page' }).click();
  await expect(page.getByRole('button', { name: 'Explore the demo' })).toBeVisible();
  await expectWhole(page, looks.wide);
});

async function importFills(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+I');
  const dialog = page.getByRole('dialog', { name: 'Import history' });
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a file' }).click();
  const file = { name: fileName, mimeType: 'text/csv', buffer: Buffer.from(fills) };
  await (await chooser).setFiles(file);
  await dialog.getByLabel('Account name').fill(account);
  await expectOverlayWhole(page, 'the preview', looks.tight);
  await dialog.getByRole('button', { name: 'Import 5 fills' }).click();
  await expect(dialog.getByText('Imported 5 fills')).toBeVisible();
  await expectOverlayWhole(page, 'what was imported', looks.tight);
  await dialog.getByRole('button', { name: 'Import another file' }).click();
  await expect(dialog.getByTitle(fileName)).toBeVisible();
  await expectOverlayWhole(page, 'past imports', looks.tight);
  await closeOverlays(page);
}

async function placeLarge(page: Page): Promise<void> {
  const ticket = region(page, 'Order ticket');
  await expect(ticket.getByLabel('Symbol')).toHaveValue('BTC-USDT');
  await ticket.getByLabel('Quantity').fill('1234567.12345');
  await ticket.getByLabel('Limit price').fill('41234.56');
  // By hand: 1234567.12345 × 41234.56 = 50906832125.926432.
  await expect(ticket.getByText(/50\W906\W832\W125\.93 USDT/)).toBeVisible();
  await expectWhole(page, looks.tight);
  await ticket.getByRole('button', { name: 'Review order' }).click();
  const confirm = page.getByRole('dialog', { name: 'Confirm order' });
  await expect(confirm).toBeVisible();
  await expectOverlayWhole(page, 'confirm', looks.tight);
  await confirm.getByRole('button', { name: 'Place order' }).click();
  await expect(rows(page, 'Orders')).toHaveCount(1);
}

/** Its menu, and where it is an order its history, its amendment and its end. */
async function lookAtRow(page: Page, row: Locator): Promise<void> {
  await row.click({ button: 'right', position: { x: 20, y: 8 } });
  await expectOverlayWhole(page, 'the menu of a row', looks.tight);
  await closeOverlays(page);
  if ((await row.getByText('Submitted').count()) === 0) return;
  await row.focus();
  await row.press('Enter');
  await expect(page.getByRole('region', { name: 'Events' })).toBeVisible();
  await expectOverlayWhole(page, 'the history of an order', looks.tight);
  await closeOverlays(page);
  await row.focus();
  await row.press('F2');
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Enter');
  await expectOverlayWhole(page, 'amend an order', looks.tight);
  await closeOverlays(page);
  await row.focus();
  await row.press('Delete');
  await expectOverlayWhole(page, 'cancel an order', looks.tight);
  await closeOverlays(page);
}

async function openAndLook(page: Page, name: string, key: string): Promise<void> {
  await page.keyboard.press(key);
  await expectOverlayWhole(page, name, looks.tight);
  await closeOverlays(page);
}
