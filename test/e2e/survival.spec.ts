import { expect, test } from './fixtures.ts';
import { exploreDemo, fillTicket, placeOrder, region, rows } from './desk.ts';

test('kill -9 right after an order is acknowledged on the screen loses nothing', async ({ app }) => {
  await exploreDemo(app.page);
  await placeOrder(app.page, {
    symbol: 'ETH-USDT',
    side: 'Buy',
    type: 'Limit',
    quantity: '0.25',
    limitPrice: '123',
  });
  const acknowledged = { hasText: '123.00' };
  await expect(rows(app.page, 'Orders').filter(acknowledged)).toContainText('Submitted');
  await app.kill();

  await app.restart();
  await app.page.getByRole('button', { name: /^(open )?demo/i }).click();
  const order = rows(app.page, 'Orders').filter(acknowledged);
  await expect(order).toContainText('Submitted');
  await expect(order).toContainText('ETH-USDT');
});

test('the kill switch holds over kill -9, cancels work, and a word releases it', async ({ app }) => {
  const terms = {
    symbol: 'ETH-USDT',
    side: 'Buy',
    type: 'Limit',
    quantity: '0.25',
    limitPrice: '123',
  } as const;
  await exploreDemo(app.page);
  await placeOrder(app.page, terms);
  await app.page.getByRole('button', { name: 'Kill switch' }).click();
  await app.page
    .getByRole('dialog', { name: /^Cancel all/ })
    .getByRole('button', { name: 'Keep orders' })
    .click();
  await app.kill();

  await app.restart();
  await app.page.getByRole('button', { name: /^(open )?demo/i }).click();
  const banner = app.page.getByRole('alert').filter({ hasText: 'over restarts too' });
  await expect(banner).toContainText(/still work/);
  await fillTicket(app.page, terms);
  const ticket = region(app.page, 'Order ticket');
  await expect(ticket).toContainText('The kill switch is on since');
  await banner.getByRole('button', { name: /^Cancel/ }).click();
  await app.page
    .getByRole('dialog', { name: /^Cancel all/ })
    .getByRole('button', { name: /^Cancel/ })
    .click();
  await expect(banner).not.toContainText(/still work/);

  await banner.getByRole('button', { name: 'Release' }).click();
  const release = app.page.getByRole('dialog', { name: 'Kill switch' });
  await release.getByLabel('Type RELEASE to release it').fill('release');
  await release.getByRole('button', { name: 'Release', exact: true }).click();
  await expect(banner).toBeHidden();
  await placeOrder(app.page, { ...terms, limitPrice: '124' });
  await expect(rows(app.page, 'Orders').filter({ hasText: '124.00' })).toContainText('Submitted');
});

test('history comes in from a file, with each bad row named, and only when confirmed', async ({
  app: { page },
}) => {
  const csv = [
    'Time,Symbol,Side,Quantity,Price,Fee,Fee currency,Order id',
    '2026-01-05T10:00:00Z,BTC-USDT,buy,0.5,40000.10,20,USDT,a1',
    '2026-01-06T10:00:00Z,BTC-USDT,sell,0.5,41000.30,20.5,USDT,a2',
    '2026-01-07T10:00:00Z,BTC-USDT,buy,abc,41000,1,USDT,a3',
  ].join('\n');
  await page.getByRole('button', { name: 'Import history' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import history' });
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });

  await expect(dialog.getByRole('region', { name: 'Rows with errors' })).toContainText('4');
  await expect(dialog.getByRole('region', { name: 'Rows with errors' })).toContainText(/abc/);
  await expect(dialog.getByRole('region', { name: 'Preview' })).toContainText('40,000.1');
  await dialog.getByLabel('Name of the new workspace').fill('My past');
  await dialog.getByRole('button', { name: /^import/i }).click();
  await dialog
    .getByRole('button', { name: /close|done|open/i })
    .first()
    .click();

  await expect(rows(page, 'Fills')).toHaveCount(2);
  await region(page, 'Positions')
    .getByText(/^Closed/)
    .click();
  // 0.5 × (41000.30 − 40000.10) − 20 − 20.5
  await expect(region(page, 'Positions')).toContainText('459.60');
});
