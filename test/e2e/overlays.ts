import { expect, type Locator, type Page } from '@playwright/test';
import { fillTicket, placeOrder, region, rows, type Terms } from '#test/e2e/desk.ts';

export const overlay = '[role="dialog"], [role="menu"]';

/** How each dialog and menu of a page is opened. Escape closes it, and what it was opened from. */
export type Overlays = Readonly<Record<string, (page: Page) => Promise<void>>>;

const ofEveryPage: Overlays = {
  'the key sheet': (page) => page.keyboard.press('?'),
  'the palette': (page) => page.keyboard.press('Control+K'),
  settings: (page) => page.keyboard.press('Control+,'),
  'the import': (page) => page.keyboard.press('Control+Shift+I'),
  'the import of a workspace': (page) => page.keyboard.press('Control+Shift+O'),
};

export const ofFirstPage: Overlays = {
  ...ofEveryPage,
  'connect a venue': async (page) => {
    await page.getByRole('button', { name: 'Connect a venue' }).click();
    await page.getByRole('button', { name: 'Create paper account' }).hover();
  },
};

export const ofWorkspace = {
  ...ofEveryPage,
  'the workspace': async (page) => {
    await page.keyboard.press('Control+Shift+U');
    await expect(page.getByRole('region', { name: 'Backups' })).toBeVisible();
  },
  accounts: (page) => page.keyboard.press('Control+Shift+Y'),
  'add an account': async (page) => {
    await page.keyboard.press('Control+Shift+Y');
    await page.getByRole('dialog', { name: 'Accounts' }).getByRole('button', { name: 'Add account' }).click();
    await expect(page.getByRole('dialog', { name: 'Add an account' })).toBeVisible();
  },
  'statement balances': async (page) => {
    await region(page, 'Portfolio').getByRole('button', { name: 'Compare with statements' }).click();
    await expect(page.getByRole('form', { name: 'Enter a statement' })).toBeVisible();
  },
  activity: async (page) => {
    await openByMenu(page, 'Activity');
    await expect(page.getByRole('grid', { name: 'Activity' }).getByRole('row').nth(1)).toBeVisible();
  },
  'the gains report': (page) => openByMenu(page, 'Gains report'),
  'what is to settle': (page) => openByMenu(page, 'To settle'),
  'cancel all': (page) => page.keyboard.press('Control+Shift+X'),
  alerts: (page) => page.getByRole('button', { name: /^Alerts/ }).click(),
  'the menu': (page) => page.getByRole('button', { name: 'Menu', exact: true }).click(),
  'the columns': (page) => region(page, 'Orders').getByRole('button', { name: 'Columns' }).click(),
} satisfies Overlays;

export const ofEmptyWorkspace: Overlays = {
  'an empty workspace’s own dialog': ofWorkspace['the workspace'],
  'cancel all of nothing': ofWorkspace['cancel all'],
  'no alerts': ofWorkspace['alerts'],
};

export const ofRows: Overlays = {
  'the menu of an order': (page) => rightClick(rows(page, 'Orders').first()),
  'the menu of a position': async (page) => {
    await toFront(page, 'Positions');
    await rightClick(rows(page, 'Positions').first());
  },
  'the menu of a fill': async (page) => {
    await toFront(page, 'Fills');
    await rightClick(rows(page, 'Fills').first());
  },
  'cancel an order': (page) => keyOn(rows(page, 'Orders').first(), 'Delete'),
  'the history of an order': async (page) => {
    await keyOn(rows(page, 'Orders').first(), 'Enter');
    await expect(page.getByRole('region', { name: 'Events' })).toBeVisible();
  },
};

async function openByMenu(page: Page, command: string): Promise<void> {
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: command }).click();
}

const terms: Terms = {
  symbol: 'BTC-USDT',
  side: 'Buy',
  type: 'Limit',
  quantity: '0.01',
  limitPrice: '30000',
};

/** They change the record: the last of a page. */
export const ofDecisions: Overlays = {
  'amend an order': async (page) => {
    await keyOn(rows(page, 'Orders').first(), 'F2');
    // Of a quantity that ends in 0 the last digit changes nothing.
    await page.keyboard.press('Home');
    await page.keyboard.type('1');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Amend this order?' })).toBeVisible();
  },
  'confirm an order': async (page) => {
    await fillTicket(page, terms);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog', { name: 'Confirm order' })).toBeVisible();
  },
  'place again': async (page) => {
    await placeOrder(page, terms);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('dialog', { name: 'Place the same order again?' })).toBeVisible();
  },
  'restore a backup': async (page) => {
    await page.keyboard.press('Control+Shift+U');
    await page.getByRole('button', { name: 'Back up now' }).click();
    await page.getByRole('button', { name: /^Restore the backup/ }).click();
    await expect(page.getByRole('dialog', { name: 'Restore a backup' })).toBeVisible();
  },
};

const deals = [
  'When;Ticker;Direction;Amount;Rate',
  '31.01.2025 15:05:09;BTC-EUR;Buy;0,5;30.000,10',
  '02.07.2025 15:05:09;BTC-EUR;Hold;0,25;95.000,00',
].join('\n');

/** Every step, and the undoing. */
export async function importDeals(page: Page, look: (place: string) => Promise<void>): Promise<void> {
  await page.keyboard.press('Control+Shift+I');
  const dialog = page.getByRole('dialog', { name: 'Import history' });
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name: 'deals.csv', mimeType: 'text/csv', buffer: Buffer.from(deals) });
  await expect(dialog.getByText('The columns of deals.csv are not known')).toBeVisible();
  await look('the columns of a file');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await expect(dialog.getByText('“Hold” is no side. Write buy or sell.')).toBeVisible();
  await look('the preview of a file');
  await dialog.getByRole('button', { name: 'Import 1 fill' }).click();
  await expect(dialog.getByText('Imported 1 fill')).toBeVisible();
  await look('what was imported');
  await dialog.getByRole('button', { name: 'Import another file' }).click();
  await dialog.getByRole('button', { name: 'Undo the import of deals.csv' }).click();
  await expect(page.getByRole('dialog', { name: 'Undo an import' })).toBeVisible();
  await look('undo an import');
  await page.getByRole('button', { name: 'Undo 1 fill' }).click();
  await expect(dialog.getByRole('cell', { name: 'undone' })).toBeVisible();
  await look('an import that was undone');
  await closeOverlays(page);
}

export async function closeOverlays(page: Page): Promise<void> {
  for (let left = await page.locator(overlay).count(); left > 0; left -= 1) {
    await page.keyboard.press('Escape');
  }
  await expect(page.locator(overlay)).toHaveCount(0);
}

/** Where there is little room these two share a place. */
async function toFront(page: Page, title: 'Positions' | 'Fills'): Promise<void> {
  await page.getByRole('tab', { name: title, exact: true }).click();
}

async function rightClick(row: Locator): Promise<void> {
  await row.click({ button: 'right', position: { x: 20, y: 8 } });
}

async function keyOn(row: Locator, key: string): Promise<void> {
  await row.focus();
  await row.press(key);
}
