import { expect, test } from './fixtures.ts';
import { exploreDemo, fillTicket, placeOrder, region, regions, rows } from './desk.ts';

test('the demo opens into a whole desk with months of history', async ({ app: { page } }) => {
  await exploreDemo(page);
  for (const name of regions) await expect(region(page, name)).toBeVisible();
  await expect(page).toHaveTitle(/demo/i);

  const portfolio = region(page, 'Portfolio');
  for (const figure of ['Equity', 'Cash', 'Realised', 'Fees', 'Win rate', 'Profit factor', 'Max drawdown']) {
    const value = portfolio.getByRole('term').filter({ hasText: new RegExp(`^${figure}$`) });
    await expect(value).toBeVisible();
  }
  await expect(portfolio.getByText('unknown')).toHaveCount(0);
  await expect(rows(page, 'Fills').first()).toBeVisible();
  await expect(rows(page, 'Positions').first()).toBeVisible();

  await region(page, 'Orders').getByText('All', { exact: true }).click();
  await expect(region(page, 'Orders').getByText(/of \d{3}/)).toBeVisible();
});

test('a market order fills, and the position and the fills say so', async ({ app: { page } }) => {
  await exploreDemo(page);
  await fillTicket(page, { symbol: 'ORBT-USDT', side: 'Buy', type: 'Market', quantity: '3' });
  const ticket = region(page, 'Order ticket');
  await expect(ticket.getByRole('definition').first()).toContainText('USDT');
  await ticket.getByRole('button', { name: 'Review order' }).click();

  const confirm = page.getByRole('dialog', { name: 'Confirm order' });
  await expect(confirm).toContainText('ORBT-USDT');
  await expect(confirm).toContainText('Demo account');
  await confirm.getByRole('button', { name: 'Place order' }).click();
  await expect(confirm).toBeHidden();

  const fill = rows(page, 'Fills').first();
  await expect(fill).toContainText('ORBT-USDT');
  await expect(fill).toContainText('Buy');
});

test('a resting order shows as active until it is cancelled', async ({ app: { page } }) => {
  await exploreDemo(page);
  await placeOrder(page, {
    symbol: 'ETH-USDT',
    side: 'Buy',
    type: 'Limit',
    quantity: '0.5',
    limitPrice: '101.37',
  });
  const row = rows(page, 'Orders').filter({ hasText: 'ETH-USDT' }).filter({ hasText: '101.37' });
  await expect(row).toContainText('Submitted');

  await row.getByRole('gridcell', { name: 'Buy' }).dblclick();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^cancel order/i })
    .click();
  await expect(row).toHaveCount(0);
});

test('cancel all asks first, then leaves nothing open', async ({ app: { page } }) => {
  await exploreDemo(page);
  await expect(rows(page, 'Orders')).not.toHaveCount(0);
  await region(page, 'Orders').getByRole('button', { name: 'Cancel all' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^cancel (all|\d+)/i })
    .click();
  await expect(rows(page, 'Orders')).toHaveCount(0);
});

test('the ticket checks the instrument’s rules while typing, and Enter places nothing', async ({
  app: { page },
}) => {
  await exploreDemo(page);
  await fillTicket(page, {
    symbol: 'BTC-USDT',
    side: 'Buy',
    type: 'Limit',
    quantity: '0.01',
    limitPrice: '50000.001',
  });
  const ticket = region(page, 'Order ticket');
  await expect(ticket.getByText(/Prices step by 0\.01/)).toBeVisible();
  await ticket.getByLabel('Quantity').press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('what was typed survives a reload', async ({ app: { page } }) => {
  await exploreDemo(page);
  await fillTicket(page, {
    symbol: 'SOL-USDT',
    side: 'Sell',
    type: 'Limit',
    quantity: '1.5',
    limitPrice: '999',
  });
  await page.reload();
  const ticket = region(page, 'Order ticket');
  await expect(ticket.getByLabel('Symbol')).toHaveValue('SOL-USDT');
  await expect(ticket.getByLabel('Quantity')).toHaveValue('1.5');
  await expect(ticket.getByLabel('Limit price')).toHaveValue('999');
});
