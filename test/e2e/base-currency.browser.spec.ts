import { region } from './desk.ts';
import { expect, test } from './fixtures.ts';

/** Bought 1 at 60,000 and 1 at 70,000 USDT; sold 1 on the Saturday before Easter, when nothing is published. */
const trades = [
  'Date(UTC),Market,Type,Price,Amount,Total,Fee,Fee Coin',
  '2024-03-27 10:00:00,BTCUSDT,BUY,60000,1,60000,0,USDT',
  '2024-03-28 10:00:00,BTCUSDT,BUY,70000,1,70000,0,USDT',
  '2024-03-30 10:00:00,BTCUSDT,SELL,72000,1,72000,0,USDT',
].join('\n');
const rates = [
  'date,currency,rate',
  '2024-03-27,USDT,1.0816',
  '2024-03-28,USDT,1.0811',
  '2024-03-29,USDT,N/A',
].join('\n');

test('rates from a file, another base currency and the lots of a sale, each seen before it is done', async ({
  app: { page },
}) => {
  test.setTimeout(180_000);
  await page.getByRole('button', { name: 'Import history' }).click();
  const importing = page.getByRole('dialog', { name: 'Import history' });
  const chooser = page.waitForEvent('filechooser');
  await importing.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name: 'trades.csv', mimeType: 'text/csv', buffer: Buffer.from(trades) });
  await importing.getByRole('button', { name: 'Import 3 fills' }).click();
  await importing.getByRole('button', { name: 'Done' }).click();

  const panel = region(page, 'Portfolio');
  await panel.getByRole('button', { name: 'in USDT' }).click();
  const base = page.getByRole('dialog', { name: 'Base currency' });
  await base.getByRole('button', { name: 'Published rates…' }).click();
  const published = page.getByRole('dialog', { name: 'Published rates' });
  const rateChooser = page.waitForEvent('filechooser');
  await published.getByRole('button', { name: 'Choose a file…' }).click();
  await (await rateChooser).setFiles({ name: 'rates.csv', mimeType: 'text/csv', buffer: Buffer.from(rates) });
  await expect(published).toContainText('The file does not say what its rates are of');
  await published.getByLabel('Rates are of').fill('eur');
  await published.getByRole('button', { name: 'Look at it' }).click();
  await expect(published.getByRole('group', { name: 'In the file' })).toContainText('1 EUR = 1.0811 USDT');
  await published.getByRole('button', { name: 'Take the rates' }).click();
  await expect(published).toContainText('2 rates were new and taken');
  await expect(published.getByRole('group', { name: 'Files that were taken' })).toContainText('rates.csv');
  await published.getByRole('button', { name: 'Close' }).last().click();

  await base.getByLabel('Other currency').fill('BTC');
  await base.getByRole('button', { name: 'Show what changes' }).click();
  await expect(base).toContainText('a coin has lots and round trips');
  await base.getByLabel('Other currency').fill('EUR');
  await base.getByRole('button', { name: 'Show what changes' }).click();
  await expect(base).toContainText('Measured in EUR instead of USDT');
  await base.getByRole('button', { name: 'Use EUR' }).click();
  await expect(base).toContainText('From USDT to EUR on', { timeout: 30_000 });
  await base.getByRole('button', { name: 'Close' }).last().click();
  await expect(panel.getByRole('button', { name: 'in EUR' })).toBeVisible();
  const realised = panel.locator('dl > div').filter({ hasText: /^Realised/u });
  // 12,000 USDT by FIFO, at the rate of the Thursday before: nothing was published since.
  await expect(realised).toContainText('+11,099.81', { timeout: 30_000 });

  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'Gains report' }).click();
  const gains = page.getByRole('dialog', { name: /^Gains/u });
  await gains.getByLabel('Year').selectOption('2024');
  await expect(gains.getByRole('group', { name: 'Lots that were sold' })).toContainText('12,000.00 USDT');
  await gains.getByRole('button', { name: /^Choose the lots/u }).click();
  const lots = page.getByRole('dialog', { name: /^Lots of the sale/u });
  await lots.getByLabel('Sold of the lot of 2024-03-27').fill('0');
  await lots.getByLabel('Sold of the lot of 2024-03-28').fill('1');
  await lots.getByRole('button', { name: 'Show what changes' }).click();
  await expect(lots).toContainText('instead of');
  await lots.getByRole('button', { name: 'Use it' }).click();
  await expect(lots).toHaveCount(0);
  await expect(gains.getByRole('group', { name: 'Lots that were sold' })).toContainText('2,000.00 USDT');
  await expect(gains.getByRole('button', { name: /^Choose the lots/u })).toHaveText('Named');
});
