import { createPaper } from './desk.ts';
import { expect, test } from './fixtures.ts';

test('a movement is entered, corrected and taken back, shares are split, and each says first what it does', async ({
  app: { page },
}) => {
  test.setTimeout(120_000);
  await createPaper(page, 'Swing', '10000');
  await page.keyboard.press('Control+Shift+Y');
  const accounts = page.getByRole('dialog', { name: 'Accounts' });
  await accounts.getByRole('button', { name: 'Add account' }).click();
  const adding = page.getByRole('dialog', { name: 'Add an account' });
  await adding.getByLabel('Account name').fill('Broker');
  await adding.getByRole('radio', { name: /^Nothing: it holds history/u }).check();
  await adding.getByRole('button', { name: 'Add account' }).click();
  await expect(accounts.getByRole('cell', { name: 'Broker', exact: true })).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Activity' }).click();
  const activity = page.getByRole('dialog', { name: /^Activity/u });
  const rows = activity.getByRole('grid', { name: 'Activity' }).getByRole('row');
  const form = page.getByRole('form');
  const does = form.getByRole('region', { name: 'What it does' });

  await activity.getByRole('button', { name: 'Add a movement' }).click();
  await form.getByLabel('What moves').selectOption('A share or contract');
  await form.getByLabel(/^Time by/u).fill('2025-05-01T09:00:00');
  await form.getByRole('combobox', { name: 'Instrument' }).fill('ACME');
  await form.getByLabel('Amount that comes in').fill('10');
  await form.getByLabel('Cost', { exact: true }).fill('5000');
  await form.getByRole('button', { name: 'What it does' }).click();
  await form.getByLabel('This asset is new to the record').check();
  await form.getByRole('button', { name: 'What it does' }).click();
  await expect(does).toContainText('Broker: ACME 0 → 10');
  await form.getByRole('button', { name: 'Record it' }).click();
  await expect(form).toHaveCount(0);
  await expect(rows.filter({ hasText: 'ACME' })).toHaveCount(1);

  await activity.getByRole('button', { name: 'Add a movement' }).click();
  await form.getByLabel('Kind').selectOption('Split');
  await form.getByRole('combobox', { name: 'Instrument' }).fill('ACME');
  await form.getByLabel('New shares').fill('4');
  await form.getByRole('button', { name: 'What it does' }).click();
  await expect(does).toContainText('Broker: ACME 10 → 40');
  await form.getByRole('button', { name: 'Record it' }).click();
  await expect(form).toHaveCount(0);

  await activity.getByRole('button', { name: 'Add a movement' }).click();
  await form.getByLabel('Asset').fill('BTC');
  await form.getByLabel('Amount that comes in').fill('1');
  await form.getByRole('button', { name: 'What it does' }).click();
  await expect(does).toContainText('Broker: BTC 0 → 1');
  await form.getByRole('button', { name: 'Record it' }).click();
  await expect(form).toHaveCount(0);
  const coins = rows.filter({ hasText: 'BTC' });
  await expect(coins).toHaveCount(1);
  await coins.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Correct' }).click();
  await form.getByLabel('Amount that comes in').fill('0.4');
  await form.getByRole('button', { name: 'What it does' }).click();
  await expect(does).toContainText('Broker: BTC 1 → 0.4');
  await form.getByRole('button', { name: 'Record it' }).click();
  await expect(coins).toContainText('0.4');
  await coins.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Take back' }).click();
  const back = page.getByRole('dialog', { name: 'Take a movement back' });
  await expect(back).toContainText('Broker: BTC 0.4 → 0');
  await back.getByRole('button', { name: 'Take it back' }).click();
  await expect(coins).toHaveCount(0);
  await activity.getByLabel('Also what was corrected or taken back').check();
  await expect(coins).toHaveCount(2);
});
