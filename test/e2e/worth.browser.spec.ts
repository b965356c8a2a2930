import type { Locator } from '@playwright/test';
import { region } from './desk.ts';
import { expect, test } from './fixtures.ts';

/** Most of it in francs, in which figures are told then. */
const trades = [
  'time,symbol,side,quantity,price,fee,fee currency',
  '2025-01-02T10:00:00Z,BTC-CHF,buy,1,50000,5,CHF',
  '2025-01-03T10:00:00Z,BTC-CHF,sell,1,50100,5,CHF',
  '2025-01-04T10:00:00Z,BTC-CHF,buy,1,50000,5,CHF',
  '2025-01-05T10:00:00Z,BTC-CHF,sell,1,50100,5,CHF',
  '2025-01-06T10:00:00Z,ETH-USD,buy,1,2000,0,USD',
  '2025-01-07T10:00:00Z,ETH-USD,sell,1,3000,10,USD',
].join('\n');

test('a result in another currency counts at the rate of its moment, which is given where nobody knows it', async ({
  app: { page },
}) => {
  test.setTimeout(120_000);
  await page.getByRole('button', { name: 'Import history' }).click();
  const importing = page.getByRole('dialog', { name: 'Import history' });
  const chooser = page.waitForEvent('filechooser');
  await importing.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name: 'trades.csv', mimeType: 'text/csv', buffer: Buffer.from(trades) });
  await importing.getByRole('button', { name: 'Import 6 fills' }).click();
  await importing.getByRole('button', { name: 'Done' }).click();

  const figures = region(page, 'Portfolio').getByRole('group', { name: 'Figures', exact: true });
  const figure = (name: string): Locator =>
    figures.locator('dl > div').filter({ hasText: new RegExp(`^${name}`, 'u') });
  await expect(figure('Realised')).toContainText('+200.00');
  await expect(figure('Realised')).toContainText('+ 1 entry without a rate');
  await expect(figure('Fees')).toContainText('20.00');
  await figure('Realised')
    .getByRole('button', { name: /without a rate/u })
    .click();

  const settling = page.getByRole('dialog', { name: /^To settle/u });
  const legs = settling.getByRole('region', { name: /^Trades and fees without a rate/u });
  await expect(legs.getByRole('listitem').first()).toContainText('3,000');
  await legs
    .getByRole('button', { name: /^Give a rate/u })
    .first()
    .click();
  await legs.getByRole('textbox').fill('0.85');
  await legs.getByRole('button', { name: 'Keep this rate' }).click();
  await expect(legs.filter({ hasText: '3,000' })).toHaveCount(0);
  await settling.getByRole('button', { name: 'Close' }).last().click();

  await expect(figure('Realised')).toContainText('+1,050.00');
  await expect(figure('Realised')).not.toContainText('without a rate');
  await expect(figure('Fees')).toContainText('28.50');
  await figure('Realised').getByRole('button', { name: 'Realised', exact: true }).click();
  const entries = page.getByRole('dialog', { name: /^Realised/u });
  await expect(entries.getByRole('status')).toContainText('1,050.00');
  await expect(entries.getByRole('grid')).toContainText('850.00');
});
