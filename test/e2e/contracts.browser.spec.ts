import type { Locator, Page } from '@playwright/test';
import { region, rows } from './desk.ts';
import { expect, test } from './fixtures.ts';

const contracts = [
  'time,symbol,side,quantity,price,fee,fee currency,kind,currency,base,settle,multiplier',
  '2025-01-02T10:00:00Z,XBTUSD,buy,10000,50000,0,BTC,perpetual,USD,BTC,BTC,1',
  '2025-01-03T10:00:00Z,XBTUSD,sell,10000,40000,0,BTC,perpetual,USD,BTC,BTC,1',
  '2025-01-04T10:00:00Z,XBTUSD,buy,10000,40000,0,BTC,perpetual,USD,BTC,BTC,1',
  '2025-01-04T11:00:00Z,ETHUSD,buy,1,2500,0,BTC,perpetual,USD,ETH,BTC,0.000001',
].join('\n');

test('fills of an inverse contract are imported, a quanto is refused, and profit and equity are shown', async ({
  app: { page },
}) => {
  await page.getByRole('button', { name: 'Import history' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import history' });
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a file' }).click();
  await (
    await chooser
  ).setFiles({ name: 'futures.csv', mimeType: 'text/csv', buffer: Buffer.from(contracts) });
  await expect(dialog.getByText('Perpetual, settled in BTC')).toHaveCount(3);
  await expect(
    dialog.getByText('The contract is on ETH in USD and settled in BTC, which is neither'),
  ).toBeVisible();
  await dialog.getByRole('button', { name: 'Import 3 fills' }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('tab', { name: /^Positions/ }).click();
  const open = rows(page, 'Positions').filter({ hasText: 'XBTUSD' });
  await expect(open).toContainText('40,000');

  const portfolio = region(page, 'Portfolio');
  await give('Give a price of XBTUSD', 'Own price', '62500');
  // 10,000 / 40,000 − 10,000 / 62,500.
  await expect(open).toContainText('0.09000000');
  await give('Give a rate of BTC', 'Own rate', '50000');
  await expect(portfolio.getByText('currency without a rate')).toHaveCount(0);
  // −0.05 and +0.09 coins.
  await expect(figure('Unrealised')).toContainText('+4,500.00');
  // What was realised in a coin counts at the rate of its moment, and not at the one that was given for now.
  await expect(portfolio.getByText('+ 1 entry without a rate')).toHaveCount(1);
  // The coins that were lost never came in: a purchase is missing, and nothing is owed.
  await expect(figure('Equity')).toHaveText('4,500.00');

  await region(page, 'Positions').getByText('Closed', { exact: true }).click();
  await expect(rows(page, 'Positions').filter({ hasText: 'XBTUSD' })).toContainText('−0.05000000');

  async function give(name: string, label: string, price: string): Promise<void> {
    await portfolio.getByRole('button', { name }).click();
    await page.getByLabel(label).fill(price);
    await page.getByRole('button', { name: 'Use it' }).click();
  }
  function figure(name: string): Locator {
    // The figure itself stands before what is not known of it.
    return portfolio
      .locator('dl > div')
      .filter({ hasText: new RegExp(`^${name}`, 'u') })
      .locator('dd')
      .first();
  }
});

test('a call is exercised by hand: the shares cost the strike and the premium', async ({ app: { page } }) => {
  const columns = 'time,symbol,side,quantity,price,fee,fee currency,kind,currency,base,settle,multiplier';
  const file = [
    columns,
    '2025-01-02T10:00:00Z,ACME,buy,1,40,0,USD,share,USD,,,',
    '2025-01-02T10:00:00Z,ACME-C45,buy,2,3,1,USD,option,USD,ACME,,100',
  ].join('\n');
  await importFile(page, 'broker.csv', file);
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Activity' }).click();
  await page.getByRole('button', { name: 'Add a movement' }).click();
  const form = page.getByRole('form');
  await form.getByLabel('Kind').selectOption('Exercise');
  await form.getByLabel(/^Time by/u).fill('2025-02-01T10:00:00');
  await form.getByRole('combobox', { name: 'Instrument' }).fill('ACME-C45');
  await form.getByLabel('Contracts').fill('2');
  await form.getByRole('combobox', { name: 'What the option is on' }).fill('ACME');
  await form.getByLabel('Quantity received, with a minus where it was delivered').fill('200');
  await form.getByRole('button', { name: 'What it does' }).click();
  await expect(form.getByText('Enter what was paid or received at the strike in all')).toBeVisible();
  await form.getByLabel('Paid or received at the strike, in all').fill('9000');
  await form.getByRole('button', { name: 'What it does' }).click();
  const does = form.getByRole('region', { name: 'What it does' });
  await expect(does).toContainText('ACME-C45 2 → 0');
  await expect(does).toContainText('ACME 1 → 201');
  await form.getByRole('button', { name: 'Record it' }).click();
  await expect(form).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: /^Positions/ }).click();
  await expect(rows(page, 'Positions')).toHaveCount(1);
  // 9,640 for 201.
  await expect(rows(page, 'Positions').filter({ hasText: 'ACME' })).toContainText('47.96');
});

async function importFile(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('button', { name: 'Import history' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import history' });
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await dialog.getByRole('button', { name: /^Import \d/u }).click();
  await dialog.getByRole('button', { name: 'Done' }).click();
}
