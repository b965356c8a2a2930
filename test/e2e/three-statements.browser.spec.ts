import type { Locator } from '@playwright/test';
import { coinbase, kraken, statements, trading212 } from '#test/composition/three-files.ts';
import { region } from '#test/e2e/desk.ts';
import { expect, test } from '#test/e2e/fixtures.ts';

test('two exchanges and a broker, a transfer, a split and a dividend agree with the statements of all three', async ({
  app: { page },
}) => {
  test.setTimeout(180_000);
  await page.getByRole('button', { name: 'Import history' }).click();
  await imported('Kraken', kraken);
  await command('Import history');
  await imported('Coinbase', coinbase);
  await command('Import history');
  await imported('Broker', trading212);

  const form = page.getByRole('form');
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Activity' }).click();
  const activity = page.getByRole('dialog', { name: /^Activity/u });
  await activity.getByRole('button', { name: 'Add a movement' }).click();
  await form.getByLabel('Account', { exact: true }).selectOption('Broker');
  await form.getByLabel('Kind').selectOption('Split');
  await form.getByLabel(/^Time by/u).fill('2024-07-01T00:00:00');
  await form.getByRole('combobox', { name: 'Instrument' }).fill('ACME');
  await form.getByLabel('New shares').fill('4');
  await form.getByRole('button', { name: 'What it does' }).click();
  await expect(form.getByRole('region', { name: 'What it does' })).toContainText('Broker: ACME');
  await form.getByRole('button', { name: 'Record it' }).click();
  await expect(form).toHaveCount(0);
  await activity.getByRole('button', { name: 'Close' }).last().click();

  await command('To settle');
  const settling = page.getByRole('dialog', { name: /^To settle/u });
  await expect(settling.getByRole('region', { name: /^Missing purchases/u })).toHaveCount(0);
  await settling.getByRole('button', { name: /^Link them/u }).click();
  await expect(settling.getByRole('region', { name: /^Transfers between own accounts/u })).toHaveCount(0);
  await settling.getByRole('button', { name: /^Give a rate of BTC in EUR: Kraken: Fee/u }).click();
  await settling.getByRole('textbox').fill('60000');
  await settling.getByRole('button', { name: 'Keep this rate' }).click();
  await expect(settling.getByRole('button', { name: /^Give a rate/u })).toHaveCount(0);
  await settling.getByRole('button', { name: 'Close' }).last().click();

  const figures = region(page, 'Portfolio').getByRole('group', { name: 'Figures', exact: true });
  const figure = (name: string): Locator =>
    figures.locator('dl > div').filter({ hasText: new RegExp(`^${name}`, 'u') });
  await expect(figure('Realised')).toContainText('+19,090.00');
  await expect(figure('Fees')).toContainText('196.40');
  await expect(figure('Income')).toContainText('10.20');
  await expect(figure('Deposited')).toContainText('55,000.00');

  await region(page, 'Portfolio').getByRole('button', { name: 'Compare with statements' }).click();
  const dialog = page.getByRole('dialog', { name: 'Statement balances' });
  for (const [account, balances] of Object.entries(statements)) {
    await dialog.getByLabel('Account', { exact: true }).selectOption(account);
    await dialog.getByLabel('Day', { exact: true }).fill('2024-12-31');
    const lines = Object.entries(balances).map(([asset, quantity]) => `${quantity} ${asset}`);
    await dialog.getByLabel('Balances, one a line').fill(lines.join('\n'));
    await dialog.getByRole('button', { name: 'Enter' }).click();
  }
  await expect(dialog.getByRole('row').filter({ hasText: 'agrees' })).toHaveCount(6);

  async function command(name: string): Promise<void> {
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
  }

  async function imported(account: string, lines: readonly string[]): Promise<void> {
    const importing = page.getByRole('dialog', { name: 'Import history' });
    const chooser = page.waitForEvent('filechooser');
    await importing.getByRole('button', { name: 'Choose a file' }).click();
    const file = { name: `${account}.csv`, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
    await (await chooser).setFiles(file);
    await importing.getByLabel('Account name').fill(account);
    await importing.getByRole('button', { name: /^Import \d/u }).click();
    await importing.getByRole('button', { name: 'Done' }).click();
  }
});
