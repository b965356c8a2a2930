import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from './fixtures.ts';
import { exploreDemo, fillTicket, placeOrder, region, rows } from './desk.ts';

const terms = {
  symbol: 'ETH-USDT',
  side: 'Buy',
  type: 'Limit',
  quantity: '0.25',
  limitPrice: '123',
} as const;

test('a program that was killed says so where the trader looks, and the page comes back with it as it was', async ({
  app,
}) => {
  const { page } = app;
  await exploreDemo(page);
  await placeOrder(page, terms);
  const order = rows(page, 'Orders').filter({ hasText: '123.00' });
  await expect(order).toContainText('Submitted');
  await fillTicket(page, { ...terms, quantity: '0.75' });
  const review = region(page, 'Order ticket').getByRole('button', { name: 'Review order' });
  await review.click();
  const confirm = page.getByRole('dialog', { name: /Confirm order/ });
  const place = confirm.getByRole('button', { name: 'Place order' });
  await expect(place).toBeEnabled();

  await app.kill();
  await expect(page.getByRole('alert').filter({ hasText: /connection lost/i })).toBeVisible();
  await expect(place).toBeDisabled();
  await expect(confirm).toContainText('Nothing can be sent');
  await expect(region(page, 'Order ticket').getByText(/^Stale since/)).toBeVisible();
  await expect(region(page, 'Portfolio').getByText(/^Stale since/)).toBeVisible();
  await expect(region(page, 'Chart').getByText(/^Stale since/)).toBeVisible();

  await app.revive();
  await expect(page.getByRole('alert').filter({ hasText: /connection lost/i })).toBeHidden();
  await expect(place).toBeEnabled();
  await expect(confirm).toContainText('0.75');
  await confirm.getByRole('button', { name: 'Back to the ticket' }).click();
  await expect(region(page, 'Order ticket').getByLabel('Quantity')).toHaveValue('0.75');
  await expect(order).toContainText('Submitted');
  await expect(region(page, 'Order ticket').getByText(/^Stale since/)).toBeHidden();
  await expect(review).toBeEnabled();

  // A page that was left while the program was away has no token any more: another program may have had its port. With the
  // next address it comes back to its workspace.
  const address = page.url();
  await app.kill();
  await expect(page.getByRole('alert').filter({ hasText: /connection lost/i })).toBeVisible();
  await page.goto('about:blank');
  await app.revive();
  await page.goto(address);
  await expect(page.getByRole('heading', { name: 'This page is not signed in' })).toBeVisible();
  await page.goto(readFileSync(join(app.workspacesDir, 'sign-in-address'), 'utf8').trim());
  await expect(order).toContainText('Submitted');
});

test('a program that stands still is told from one at rest, and nothing is sent into its silence', async ({
  app,
}) => {
  const { page } = app;
  await exploreDemo(page);
  await fillTicket(page, terms);
  const review = region(page, 'Order ticket').getByRole('button', { name: 'Review order' });
  await expect(review).toBeEnabled();

  app.stand(true);
  await expect(page.getByRole('alert').filter({ hasText: /has not answered since/ })).toBeVisible();
  await expect(review).toBeDisabled();
  await expect(region(page, 'Watchlist').getByText(/^Stale since/)).toBeVisible();
  await expect(region(page, 'Order ticket').getByText(/^Stale since/)).toBeVisible();

  app.stand(false);
  await expect(page.getByRole('alert').filter({ hasText: /has not answered since/ })).toBeHidden();
  await expect(review).toBeEnabled();
  await expect(region(page, 'Order ticket').getByText(/^Stale since/)).toBeHidden();
});

test('an address that was used up says where the good one stands', async ({ app, browser }) => {
  await expect(app.page.getByText('Explore the demo')).toBeVisible();
  const other = await (await browser.newContext()).newPage();
  await other.goto(`${new URL(app.page.url()).origin}/#token=used`);
  await expect(other.getByText('“sign-in-address”')).toBeVisible();
  await other.context().close();
});
