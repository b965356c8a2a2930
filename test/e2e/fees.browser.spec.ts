import { region } from './desk.ts';
import { expect, test } from './fixtures.ts';

/** Binance's export; nothing tells the fee of either trade. */
const trades = [
  'Date(UTC),Pair,Side,Price,Executed,Amount,Fee',
  '2024-04-01 10:00:00,BTCUSDT,BUY,40000,0.1BTC,4000USDT,',
  '2024-04-02 10:00:00,BTCUSDT,SELL,41000,0.1BTC,4100USDT,',
].join('\n');

test('fees that a file did not tell are told by hand, or estimated by a schedule until that is taken away', async ({
  app: { page },
}) => {
  test.setTimeout(120_000);
  await page.getByRole('button', { name: 'Import history' }).click();
  const importing = page.getByRole('dialog', { name: 'Import history' });
  const chooser = page.waitForEvent('filechooser');
  await importing.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name: 'trades.csv', mimeType: 'text/csv', buffer: Buffer.from(trades) });
  await importing.getByRole('button', { name: 'Import 2 fills' }).click();
  await importing.getByRole('button', { name: 'Done' }).click();

  const figures = region(page, 'Portfolio').getByRole('group', { name: 'Figures', exact: true });
  const figure = (name: string) =>
    figures.locator('dl > div').filter({ hasText: new RegExp(`^${name}`, 'u') });
  await expect(figure('Fees')).toContainText('+ 2 unknown fees');

  await figure('Fees')
    .getByRole('button', { name: /unknown fees/u })
    .click();
  const settling = page.getByRole('dialog', { name: /^To settle/u });
  await settling.getByRole('button', { name: /^Show the trades/u }).click();
  const without = page.getByRole('dialog', { name: /with an unknown fee$/u });
  await without
    .getByRole('button', { name: /^Tell the fee/u })
    .first()
    .click();
  const form = page.getByRole('form', { name: 'Tell the fee' });
  await form.getByRole('button', { name: 'Record it' }).click();
  await expect(form).toContainText('Fill this in.');
  await form.getByLabel('Fee, with a minus for a rebate').fill('5');
  await form.getByRole('button', { name: 'Record it' }).click();
  await expect(without.getByRole('button', { name: /^Tell the fee/u })).toHaveCount(1);
  await without.getByRole('button', { name: 'Close' }).last().click();
  await settling.getByRole('button', { name: 'Close' }).last().click();
  await expect(figure('Fees')).toContainText('+ 1 unknown fee');

  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'Accounts' }).click();
  const accounts = page.getByRole('dialog', { name: 'Accounts' });
  await accounts.getByRole('button', { name: /^Fee schedule of/u }).click();
  const schedule = page.getByRole('dialog', { name: /^Fee schedule of/u });
  await expect(schedule).toContainText('No fee schedule');
  await schedule.getByLabel('From day (UTC)').fill('2024-04-01');
  await schedule.getByLabel('Maker fee, %').fill('0.02');
  await schedule.getByLabel('Taker fee, %').fill('200');
  await schedule.getByRole('button', { name: 'Keep' }).click();
  await expect(schedule).toContainText('Per cent above −100 and below 100');
  await schedule.getByLabel('Taker fee, %').fill('0.1');
  await schedule.getByRole('button', { name: 'Keep' }).click();
  await expect(schedule.getByRole('table')).toContainText('2024-04-01');
  await schedule.getByRole('button', { name: 'Close' }).last().click();
  await accounts.getByRole('button', { name: 'Close' }).last().click();
  // The sale at 41,000 × 0.1 × 0.1 %.
  await expect(figure('Fees')).toContainText('5.00 + 4.10 estimated');
  await expect(figure('Fees')).not.toContainText('unknown');
  // 4,100 − 4,000 − 5 − 4.10.
  await expect(figure('Net profit')).toContainText('+90.90');

  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'Accounts' }).click();
  await accounts.getByRole('button', { name: /^Fee schedule of/u }).click();
  await schedule.getByRole('button', { name: /^Take away/u }).click();
  await expect(schedule).toContainText('No fee schedule');
  await schedule.getByRole('button', { name: 'Close' }).last().click();
  await accounts.getByRole('button', { name: 'Close' }).last().click();
  await expect(figure('Fees')).toContainText('+ 1 unknown fee');
  await expect(figure('Fees')).not.toContainText('estimated');
});
