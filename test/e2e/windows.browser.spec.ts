import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { chooseSymbol, exploreDemo, fillTicket, placeOrder, region, rows } from './desk.ts';

function panel(page: Page, name: string) {
  return page.getByRole('region', { name, exact: true });
}

async function openBeside(page: Page, from: string, type: string): Promise<void> {
  await panel(page, from)
    .getByRole('button', { name: `New panel beside ${from}` })
    .click();
  await page.getByRole('menuitem', { name: type, exact: true }).click();
}

async function link(page: Page, name: string, colour: string): Promise<void> {
  await panel(page, name)
    .getByRole('button', { name: new RegExp(`^Link of ${name}:`) })
    .click();
  await page.getByRole('menuitemradio', { name: colour }).click();
}

test('two charts, two tickets and two windows live side by side', async ({ app }) => {
  const first = app.page;
  await exploreDemo(first);
  await chooseSymbol(first, 'BTC-USDT');
  await openBeside(first, 'Chart', 'Chart');
  await openBeside(first, 'Order ticket', 'Order ticket');
  await link(first, 'Chart 2', 'Blue');

  const opened = first.context().waitForEvent('page');
  await panel(first, 'Chart').getByRole('button', { name: 'New panel beside Chart' }).click();
  await first.getByRole('menuitem', { name: 'Chart in a new window' }).click();
  const second = await opened;
  // Signed in as the first is, with one panel and its own connection.
  await expect(panel(second, 'Chart').getByText('BTC-USDT', { exact: true })).toBeVisible();
  await expect(second.getByRole('tab')).toHaveCount(1);
  await openBeside(second, 'Chart', 'Watchlist');
  await openBeside(second, 'Chart', 'Orders');

  // A colour is one in both, what a window follows is its own.
  await link(second, 'Chart', 'Blue');
  await link(second, 'Watchlist', 'Blue');
  await rows(second, 'Watchlist').filter({ hasText: 'ETH-USDT' }).click();
  await expect(panel(second, 'Chart').getByText('ETH-USDT', { exact: true })).toBeVisible();
  await expect(panel(first, 'Chart 2').getByText('ETH-USDT', { exact: true })).toBeVisible();
  await expect(panel(first, 'Chart').getByText('BTC-USDT', { exact: true })).toBeVisible();

  // An order of one window works in the other.
  await first.getByRole('tab', { name: 'Order ticket', exact: true }).click();
  const terms = { symbol: 'BTC-USDT', side: 'Buy', type: 'Limit', quantity: '0.01' } as const;
  await placeOrder(first, { ...terms, limitPrice: '12345' });
  await expect(rows(second, 'Orders').filter({ hasText: '12,345' })).toBeVisible();

  // A ticket of the second window is not the first window's: what is typed in one stays out of the other.
  await openBeside(second, 'Chart', 'Order ticket');
  await fillTicket(second, { ...terms, side: 'Sell', quantity: '7' });
  await fillTicket(first, { ...terms, quantity: '3' });
  await expect(panel(second, 'Order ticket').getByLabel('Quantity')).toHaveValue('7');
  await expect(panel(second, 'Order ticket').getByRole('radio', { name: 'Sell' })).toBeChecked();

  // Loaded again each is as it was; the first one has kept its own arrangement.
  await second.reload();
  await expect(second.getByRole('tab')).toHaveCount(4);
  await expect(panel(second, 'Order ticket').getByLabel('Quantity')).toHaveValue('7');
  await second.getByRole('tab', { name: 'Chart' }).click();
  await expect(panel(second, 'Chart').getByText('ETH-USDT', { exact: true })).toBeVisible();
  await first.reload();
  await expect(panel(first, 'Chart 2').getByText('ETH-USDT', { exact: true })).toBeVisible();
  await expect(first.getByRole('tab', { name: 'Order ticket 2' })).toBeVisible();

  // The first goes on when the second ends, and its charts have their prices.
  await second.close();
  await chooseSymbol(first, 'SOL-USDT');
  await expect(panel(first, 'Chart').getByText('SOL-USDT', { exact: true })).toBeVisible();
  await expect(region(first, 'Order ticket').getByRole('button', { name: 'Review order' })).toBeVisible();
});
