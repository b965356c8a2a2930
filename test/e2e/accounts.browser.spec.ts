import { createPaper, fillTicket, placeOrder, region, rows } from './desk.ts';
import { expect, test } from './fixtures.ts';

test('a second account trades beside the first for itself alone, is disabled, and all of it outlives a reload', async ({
  app: { page },
}) => {
  await createPaper(page, 'Swing', '10000');
  await placeOrder(page, { symbol: 'LTC-USDT', side: 'Buy', type: 'Market', quantity: '3' });
  await expect(rows(page, 'Positions')).toHaveCount(1);

  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Accounts' }).click();
  const accounts = page.getByRole('dialog', { name: 'Accounts' });
  await accounts.getByRole('button', { name: 'Add account' }).click();
  const adding = page.getByRole('dialog', { name: 'Add an account' });
  await adding.getByLabel('Account name').fill('Bots');
  await adding.getByLabel('Portfolio', { exact: true }).selectOption('A new portfolio');
  await adding.getByLabel('Portfolio name').fill('Machines');
  await adding.getByLabel('Starting cash').fill('500');
  await adding.getByRole('button', { name: 'Add account' }).click();
  await expect(accounts.getByRole('cell', { name: 'Bots', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');

  const ticket = region(page, 'Order ticket');
  await ticket.getByLabel('Account').selectOption('Bots');
  await region(page, 'Portfolio').getByLabel('Portfolio shown').selectOption('Machines');
  await expect(region(page, 'Portfolio')).toContainText('500.00');
  await placeOrder(page, {
    symbol: 'ETH-USDT',
    side: 'Buy',
    type: 'Limit',
    quantity: '0.1',
    limitPrice: '1000',
  });
  const working = rows(page, 'Orders').filter({ hasText: 'Bots' });
  await expect(working).toContainText('Submitted');

  await page.keyboard.press('Control+Shift+Y');
  await accounts.getByRole('button', { name: 'Disable Bots' }).click();
  await expect(accounts.getByRole('cell', { name: 'Disabled', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(ticket.getByRole('alert').filter({ hasText: 'Bots is disabled' })).toBeVisible();
  await fillTicket(page, {
    symbol: 'ETH-USDT',
    side: 'Buy',
    type: 'Limit',
    quantity: '0.2',
    limitPrice: '1000',
  });
  await expect(ticket.getByRole('button', { name: 'Review order' })).toBeDisabled();

  await page.reload();
  await expect(ticket.getByLabel('Account')).toContainText('Bots (disabled)');
  await expect(working).toContainText('Submitted');
  await working.click();
  await page.keyboard.press('Delete');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Cancel/ })
    .click();
  await expect(working).toHaveCount(0);
  await expect(rows(page, 'Positions').filter({ hasText: 'LTC-USDT' })).toContainText(
    'Paper on Simulated market',
  );
});
