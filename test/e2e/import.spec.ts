import type { Locator } from '@playwright/test';
import { region } from './desk.ts';
import { expect, test } from './fixtures.ts';

const unknown = [
  'When;Ticker;Direction;Amount;Rate;Commission;Commission Currency;Deal No',
  '31.01.2025 15:05:09;BTC-EUR;Buy;0,5;30.000,10;1,5;EUR;7',
  '01.07.2025 15:05:09;BTC-EUR;Sell;0,25;95.000,00;1,5;EUR;8',
  '02.07.2025 15:05:09;BTC-EUR;Hold;0,25;95.000,00;1,5;EUR;9',
].join('\n');
const ledgers = [
  'txid,refid,time,type,subtype,aclass,asset,wallet,amount,fee,balance',
  'L1,D1,2024-03-01 10:00:05,deposit,,currency,ZEUR,spot,1000,0,1000',
  'L2,T1,2024-03-02 10:15:30,trade,,currency,ZEUR,spot,-500,0.8,499.2',
  'L3,T1,2024-03-02 10:15:30,trade,,currency,XXBT,spot,0.01,0,0.01',
  'L4,S1,2024-03-03 10:15:30,staking,,currency,DOT.S,spot,0.1,0,0.1',
].join('\n');

test('a file that no format knows is mapped, imported and undone; a known one is recognised', async ({
  app,
}) => {
  const { page } = app;
  await page.getByRole('button', { name: 'Import history' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import history' });

  await choose('deals.csv', unknown);
  await expect(dialog.getByText('The columns of deals.csv are not known')).toBeVisible();
  await expect(dialog.getByRole('combobox', { name: 'Dates are written' })).toHaveValue('31/01/2025');
  await expect(dialog.getByRole('combobox', { name: 'Decimal separator' })).toHaveValue('Comma, 1.234,56');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await expect(dialog.getByText('“Hold” is no side. Write buy or sell.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Import 2 fills' }).click();
  await expect(dialog.getByText('Imported 2 fills')).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Import history');
  await page.keyboard.press('Enter');
  await choose('ledgers.csv', ledgers);
  await expect(dialog.getByText('Kraken ledgers')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Import 1 fill and 2 movements' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Choose another file' }).click();
  await expect(dialog.getByRole('cell', { name: 'deals.csv', exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Undo the import of deals.csv' }).click();
  const confirm = page.getByRole('dialog', { name: 'Undo an import' });
  await expect(confirm).toContainText('it stays in the record, marked as void');
  await confirm.getByRole('button', { name: 'Undo 2 fills' }).click();
  await expect(dialog.getByRole('cell', { name: 'undone' })).toBeVisible();

  async function choose(name: string, text: string): Promise<void> {
    const chooser = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Choose a file' }).click();
    await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  }
});

test('a page that is loaded again while a file is written still says what came of it', async ({
  app: { page },
}) => {
  const rows = Array.from({ length: 60_000 }, (_, at) => {
    const time = new Date(Date.UTC(2025, 0, 1) + at * 60_000).toISOString();
    return `${time},BTC-USDT,${at % 2 === 0 ? 'buy' : 'sell'},1,${100 + (at % 7)}`;
  });
  const buffer = Buffer.from(['time,symbol,side,quantity,price', ...rows].join('\n'));
  await page.getByRole('button', { name: 'Import history' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import history' });
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name: 'year.csv', mimeType: 'text/csv', buffer });
  await dialog.getByRole('button', { name: 'Import 60,000 fills' }).click();
  await expect(dialog.getByText('Writing the fills')).toBeVisible();
  await page.reload();
  const told = page.getByRole('status').filter({ hasText: 'Imported 60,000 fills of year.csv' });
  await expect(told).toBeVisible();
  await told.getByRole('button').click();
  await expect(told).toBeHidden();
  await page.reload();
  await expect(region(page, 'Watchlist')).toBeVisible();
  await expect(told).toHaveCount(0);
});

test('a file is imported by keys alone, and one that overlaps it adds only what is new', async ({
  app: { page },
}) => {
  const first = [
    'time,symbol,side,quantity,price',
    '2025-01-01,BTC-USDT,buy,1,100',
    '2025-01-02,BTC-USDT,sell,1,110',
  ];
  const door = page.getByRole('button', { name: /^Import history/ });
  const dialog = page.getByRole('dialog', { name: 'Import history' });

  await tabTo(door);
  await page.keyboard.press('Enter');
  await choose('january.csv', first);
  await expect(dialog.getByText('january.csv was read as Fills')).toBeFocused();
  await tabTo(dialog.getByRole('button', { name: 'Import 2 fills' }));
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Imported 2 fills of january.csv')).toBeVisible();
  await tabTo(dialog.getByRole('button', { name: 'Import another file' }));
  await page.keyboard.press('Enter');

  await choose('february.csv', [...first, '2025-02-01,BTC-USDT,buy,1,120']);
  await expect(dialog.getByLabel('Account name')).toHaveValue('january');
  await dialog.getByLabel('Account name').fill('another');
  await expect(dialog.getByText('2 fills are in another account of this workspace already')).toBeVisible();
  await dialog.getByLabel('Account name').fill('january');
  await tabTo(dialog.getByRole('button', { name: 'Import 1 fill' }));
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Imported 1 fill of february.csv')).toBeVisible();
  await expect(dialog.getByText('2 fills were there already')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Done' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(dialog).toHaveCount(0);

  async function choose(name: string, lines: readonly string[]): Promise<void> {
    await expect(dialog.getByRole('button', { name: 'Choose a file' })).toBeFocused();
    const chooser = page.waitForEvent('filechooser');
    // Another key than the one that has just opened the dialog: that would be taken for its second press.
    await page.keyboard.press('Space');
    const buffer = Buffer.from(lines.join('\n'));
    await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer });
  }

  async function tabTo(control: Locator): Promise<void> {
    await expect(control).toBeVisible();
    for (let presses = 0; presses < 40; presses += 1) {
      if (await control.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    await expect(control).toBeFocused();
  }
});

test('an import that is cancelled while it is written leaves nothing, and can be done again', async ({
  app: { page },
}) => {
  const file = yearOf(80_000);
  const dialog = page.getByRole('dialog', { name: 'Import history' });
  await page.getByRole('button', { name: /^Import history/ }).click();

  await choose();
  await dialog.getByRole('button', { name: 'Import 80,000 fills' }).click();
  await dialog.getByRole('button', { name: 'Cancel: Writing the fills' }).click();
  await expect(dialog.getByText('The import was stopped')).toBeVisible();
  await expect(dialog.getByText('Nothing of it stayed.')).toBeVisible();

  await expect(dialog.getByRole('cell', { name: 'undone' })).toBeVisible();

  await choose();
  await dialog.getByRole('button', { name: 'Import 80,000 fills' }).click();
  await expect(dialog.getByText('Imported 80,000 fills of year.csv')).toBeVisible({ timeout: 60_000 });

  async function choose(): Promise<void> {
    const chooser = page.waitForEvent('filechooser');
    await dialog.getByRole('button', { name: 'Choose a file' }).click();
    await (await chooser).setFiles(file);
  }
});

test('an import that a kill broke off is taken back when its workspace opens, which says how far it is', async ({
  app,
}) => {
  const { page } = app;
  const dialog = page.getByRole('dialog', { name: 'Import history' });
  await page.getByRole('button', { name: /^Import history/ }).click();
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles(yearOf(200_000));
  await dialog.getByRole('button', { name: 'Import 200,000 fills' }).click();
  const written = dialog.getByRole('progressbar', { name: 'Writing the fills' });
  await expect.poll(async () => Number(await written.getAttribute('aria-valuenow'))).toBeGreaterThan(30);
  await app.kill();

  await app.restart();
  await page.getByRole('button', { name: 'Open year' }).click();
  const workspaces = page.getByRole('region', { name: 'Your workspaces' });
  await expect(workspaces.getByText('Taking back an import that was broken off')).toBeVisible();
  await expect(region(page, 'Fills')).toContainText('No fill yet', { timeout: 60_000 });
});

function yearOf(fills: number) {
  const start = Date.UTC(2025, 0, 1);
  const line = (at: number): string =>
    `${new Date(start + at * 1000).toISOString()},BTC-USDT,${at % 2 === 0 ? 'buy' : 'sell'},1,${100 + (at % 7)}`;
  const lines = ['time,symbol,side,quantity,price', ...Array.from({ length: fills }, (_, at) => line(at))];
  return { name: 'year.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) };
}
