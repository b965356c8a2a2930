import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { chooseSymbol, exploreDemo, placeOrder, region, rows } from './desk.ts';

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Settings' }).click();
}

test('what is set on one screen holds on the other, each setting by itself', async ({ app, browser }) => {
  const one = app.page;
  await exploreDemo(one);
  const address = readFileSync(join(app.workspacesDir, 'sign-in-address'), 'utf8').trim();
  const other = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await other.goto(address);
  const ticket = region(other, 'Order ticket');
  await expect(ticket.getByRole('button', { name: 'Review order' })).toBeVisible();

  await openSettings(one);
  await openSettings(other);
  const asks = /ask before an order/i;
  await one.getByRole('checkbox', { name: asks }).uncheck();
  await expect(other.getByRole('checkbox', { name: asks })).not.toBeChecked();
  await expect(ticket.getByText('Place order')).toBeVisible();
  await other.getByLabel('Theme').selectOption('light');
  await expect(one.getByLabel('Theme')).toHaveValue('light');
  await one.getByRole('checkbox', { name: asks }).check();
  await expect(other.getByRole('checkbox', { name: asks })).toBeChecked();

  for (const page of [one, other]) await page.keyboard.press('Escape');
  await region(one, 'Orders').getByText('All', { exact: true }).click();
  await expect(region(other, 'Orders').getByRole('radio', { name: 'All' })).toBeChecked();

  // Both type at once, each into the ticket of another instrument: no digit of either is lost.
  await chooseSymbol(one, 'BTC-USDT');
  await chooseSymbol(other, 'ETH-USDT');
  await Promise.all([typeTerms(one, '0.12345', '50123.45'), typeTerms(other, '7.6543', '2511.77')]);
  await expectTerms(one, '0.12345', '50123.45');
  await expectTerms(other, '7.6543', '2511.77');

  // The demo may hold none of it on the day of the test.
  await placeOrder(one, { symbol: 'BTC-USDT', side: 'Buy', type: 'Market', quantity: '0.01' });
  await expect(held(other)).toBeVisible();

  // What is noted for a position on one screen is on the other, and there after the program was killed.
  await held(one).getByRole('button', { name: 'Edit stop loss' }).click();
  await held(one).getByRole('textbox', { name: 'Stop loss' }).fill('12,345.50');
  await one.keyboard.press('Enter');
  const noted = { name: 'Edit stop loss 12,345.50' };
  await expect(held(other).getByRole('button', noted)).toBeVisible();
  await other.context().close();
  const lost = one.getByRole('alert').filter({ hasText: /connection lost/i });
  await app.kill();
  await expect(lost).toBeVisible();
  await app.revive();
  // A page has its token in memory alone until the program answers again.
  await expect(lost).toBeHidden();
  await one.reload();
  await expect(held(one).getByRole('button', noted)).toBeVisible();
});

function held(page: Page): Locator {
  return rows(page, 'Positions').filter({ hasText: 'BTC-USDT' });
}

async function typeTerms(page: Page, quantity: string, limitPrice: string): Promise<void> {
  const ticket = region(page, 'Order ticket');
  await ticket.getByLabel('Quantity').pressSequentially(quantity, { delay: 40 });
  await ticket.getByLabel('Limit price').pressSequentially(limitPrice, { delay: 40 });
}

async function expectTerms(page: Page, quantity: string, limitPrice: string): Promise<void> {
  const ticket = region(page, 'Order ticket');
  await expect(ticket.getByLabel('Quantity')).toHaveValue(quantity);
  await expect(ticket.getByLabel('Limit price')).toHaveValue(limitPrice);
}
