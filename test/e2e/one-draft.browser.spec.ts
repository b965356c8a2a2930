import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { chooseSymbol, exploreDemo, fillTicket, region, rows } from './desk.ts';

async function sendWithoutAsking(page: Page): Promise<void> {
  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByLabel('Ask before an order or an amendment is sent').uncheck();
  await settings.getByLabel('Confirm what is warned of').uncheck();
  await settings.getByRole('button', { name: 'Close' }).click();
  await expect(settings).toBeHidden();
}

test('one draft is one order: two windows at once, a double click, a reload and Ctrl+Enter twice', async ({
  app,
  browser,
}) => {
  const { page } = app;
  await exploreDemo(page);
  await sendWithoutAsking(page);
  await fillTicket(page, {
    symbol: 'LTC-USDT',
    side: 'Buy',
    type: 'Limit',
    quantity: '3.217',
    limitPrice: '41',
  });
  const address = readFileSync(join(app.workspacesDir, 'sign-in-address'), 'utf8').trim();
  const other = await (await browser.newContext()).newPage();
  await other.goto(address);
  await chooseSymbol(other, 'LTC-USDT');
  await expect(region(other, 'Order ticket').getByLabel('Quantity')).toHaveValue('3.217');

  const [here, there] = [page, other].map((one) =>
    region(one, 'Order ticket').getByRole('button', { name: 'Place order' }),
  );
  await Promise.all([here?.dblclick(), there?.click()]);
  const placed = rows(page, 'Orders').filter({ hasText: '3.217' });
  await expect(placed).toHaveCount(1);
  await expect(placed).toContainText('Submitted');

  await page.reload();
  await expect(placed).toHaveCount(1);
  await region(page, 'Order ticket').getByLabel('Limit price').press('Control+Enter');
  const again = page.getByRole('dialog', { name: 'Place the same order again?' });
  await expect(again).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await again.getByRole('button', { name: 'Leave it at one' }).click();
  await expect(placed).toHaveCount(1);
});

test('a price of one symbol never goes to another, and keys send from the ticket alone unless armed', async ({
  app: { page },
}) => {
  await exploreDemo(page);
  await sendWithoutAsking(page);
  await fillTicket(page, {
    symbol: 'LTC-USDT',
    side: 'Sell',
    type: 'Limit',
    quantity: '2',
    limitPrice: '90',
  });
  const ticket = region(page, 'Order ticket');
  // On the symbol: a price of the row would go into its ticket.
  await region(page, 'Watchlist')
    .getByRole('row', { name: /ETH-USDT/ })
    .click({ position: { x: 20, y: 8 } });
  await expect(ticket.getByLabel('Symbol')).toHaveValue('ETH-USDT');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/places from the ticket, or anywhere while keys are armed/)).toBeVisible();

  await page.getByRole('switch', { name: 'Keys send from anywhere' }).click();
  await page.keyboard.press('Control+Enter');
  await expect(ticket.getByText('Enter a quantity.')).toBeVisible();
  await expect(ticket.getByLabel('Limit price')).toHaveValue('');
});
