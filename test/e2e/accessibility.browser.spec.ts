import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { exploreDemo, fillTicket, placeOrder, region, rows, type Terms } from '#test/e2e/desk.ts';
import { expect, test } from '#test/e2e/fixtures.ts';

const overlay = '[role="dialog"], [role="menu"]';

/** How each dialog and menu of a page is opened. Escape closes it, and what it was opened from. */
type Overlays = Readonly<Record<string, (page: Page) => Promise<void>>>;

const ofEveryPage: Overlays = {
  'the key sheet': (page) => page.keyboard.press('?'),
  'the palette': (page) => page.keyboard.press('Control+K'),
  settings: (page) => page.keyboard.press('Control+,'),
  'the import': (page) => page.keyboard.press('Control+Shift+I'),
  'the import of a workspace': (page) => page.keyboard.press('Control+Shift+O'),
};

const ofFirstPage: Overlays = {
  ...ofEveryPage,
  'connect a venue': async (page) => {
    await page.getByRole('button', { name: 'Connect a venue' }).click();
    await page.getByRole('button', { name: 'Create paper account' }).hover();
  },
};

const ofWorkspace = {
  ...ofEveryPage,
  'the workspace': async (page) => {
    await page.keyboard.press('Control+Shift+U');
    await expect(page.getByRole('region', { name: 'Backups' })).toBeVisible();
  },
  'cancel all': (page) => page.keyboard.press('Control+Shift+X'),
  alerts: (page) => page.getByRole('button', { name: /^Alerts/ }).click(),
  'the menu': (page) => page.getByRole('button', { name: 'Menu', exact: true }).click(),
  'the columns': (page) => region(page, 'Orders').getByRole('button', { name: 'Columns' }).click(),
} satisfies Overlays;

const ofEmptyWorkspace: Overlays = {
  'an empty workspace’s own dialog': ofWorkspace['the workspace'],
  'cancel all of nothing': ofWorkspace['cancel all'],
  'no alerts': ofWorkspace['alerts'],
};

const ofRows: Overlays = {
  'the menu of an order': (page) => rightClick(rows(page, 'Orders').first()),
  'the menu of a fill': (page) => rightClick(rows(page, 'Fills').first()),
  'the menu of a position': (page) => rightClick(rows(page, 'Positions').first()),
  'cancel an order': (page) => keyOn(rows(page, 'Orders').first(), 'Delete'),
  'the history of an order': async (page) => {
    await keyOn(rows(page, 'Orders').first(), 'Enter');
    await expect(page.getByRole('region', { name: 'Events' })).toBeVisible();
  },
};

const terms: Terms = {
  symbol: 'BTC-USDT',
  side: 'Buy',
  type: 'Limit',
  quantity: '0.01',
  limitPrice: '30000',
};

/** They change the record: the last of a page. */
const ofDecisions: Overlays = {
  'amend an order': async (page) => {
    await keyOn(rows(page, 'Orders').first(), 'F2');
    await page.keyboard.press('End');
    await page.keyboard.press('Backspace');
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

test('axe finds nothing serious on any page, in any dialog or menu', async ({ app: { page } }) => {
  test.setTimeout(480_000);
  await expect(page.getByRole('button', { name: 'Explore the demo' })).toBeVisible();
  const found = createFindings(page);
  await found.look('the first page');
  await found.lookOver(ofFirstPage);

  await page.getByRole('button', { name: 'Connect a venue' }).click();
  await page.getByRole('radio', { name: 'Simulated market' }).check();
  await page.getByRole('button', { name: 'Create paper account' }).click();
  await expect(region(page, 'Order ticket')).toBeVisible();
  await found.look('an empty workspace');
  await page.keyboard.press('Control+Shift+B');

  await exploreDemo(page);
  await expect(rows(page, 'Orders').first()).toBeVisible();
  await found.look('the demo');
  await found.lookOver({ ...ofWorkspace, ...ofRows });
  await fillEverything(page);
  await found.look('filters, closed positions, all orders, a refused ticket');
  expect(found.violations).toEqual([]);
});

test('axe finds nothing serious where something is decided, in any step of an import, in an empty workspace', async ({
  app: { page },
}) => {
  test.setTimeout(480_000);
  const found = createFindings(page);
  await page.getByRole('button', { name: 'Connect a venue' }).click();
  await page.getByRole('radio', { name: 'Simulated market' }).check();
  await page.getByRole('button', { name: 'Create paper account' }).click();
  await expect(region(page, 'Order ticket')).toBeVisible();
  await found.lookOver(ofEmptyWorkspace);
  await page.keyboard.press('Control+Shift+B');

  await exploreDemo(page);
  await expect(rows(page, 'Orders').first()).toBeVisible();
  await found.lookOver(ofDecisions);
  await importDeals(page, found.lookAtOverlay);
  expect(found.violations).toEqual([]);
});

test('the contrast is enough in the light theme too', async ({ app: { page } }) => {
  test.setTimeout(480_000);
  await expect(page.getByRole('button', { name: 'Explore the demo' })).toBeVisible();
  await page.keyboard.press('Control+Shift+L');
  const found = createFindings(page, ['color-contrast']);
  await found.look('the first page');
  await found.lookOver(ofFirstPage);
  await exploreDemo(page);
  await expect(rows(page, 'Orders').first()).toBeVisible();
  await found.look('the demo');
  await found.lookOver({ ...ofWorkspace, ...ofRows });
  await fillEverything(page);
  await found.look('filters, closed positions, all orders, a refused ticket');
  expect(found.violations).toEqual([]);
});

/** Every step, and the undoing. */
async function importDeals(page: Page, look: (place: string) => Promise<void>): Promise<void> {
  await page.keyboard.press('Control+Shift+I');
  const dialog = page.getByRole('dialog', { name: 'Import history' });
  const chooser = page.waitForEvent('filechooser');
  await dialog.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name: 'deals.csv', mimeType: 'text/csv', buffer: Buffer.from(deals) });
  await expect(dialog.getByText('The columns of deals.csv are not known')).toBeVisible();
  await look('the columns of a file');
  await dialog.getByRole('button', { name: 'Preview' }).click();
  await expect(dialog.getByText('Side "Hold" is neither; write buy or sell.')).toBeVisible();
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
  await page.keyboard.press('Escape');
  await expect(page.locator(overlay)).toHaveCount(0);
}

async function fillEverything(page: Page): Promise<void> {
  await region(page, 'Orders').getByText('All', { exact: true }).click();
  await region(page, 'Positions').getByText('Closed', { exact: true }).click();
  for (const name of ['Orders', 'Positions', 'Fills'] as const) {
    await region(page, name).getByRole('button', { name: 'Filter' }).click();
  }
  await region(page, 'Order ticket').getByLabel('Quantity').fill('1e9');
}

/** With `rules` only these are checked. */
function createFindings(page: Page, rules?: string[]) {
  const violations: string[] = [];

  function axeOf(): AxeBuilder {
    const axe = new AxeBuilder({ page });
    return rules === undefined ? axe : axe.withRules(rules);
  }

  async function analyse(place: string, axe: AxeBuilder): Promise<void> {
    const { violations: all } = await axe.analyze();
    const serious = all.filter(({ impact }) => impact === 'critical' || impact === 'serious');
    for (const { id, nodes } of serious) {
      violations.push(...nodes.map(({ target }) => `${place}: ${id}: ${target.join(' ')}`));
    }
  }

  async function lookAtOverlay(place: string): Promise<void> {
    await expect(page.locator(overlay).last()).toBeVisible();
    await analyse(place, axeOf().include(overlay));
  }

  return {
    violations,
    look: (place: string) => analyse(place, axeOf()),
    lookAtOverlay,
    async lookOver(overlays: Overlays): Promise<void> {
      for (const [place, open] of Object.entries(overlays)) {
        await open(page);
        await lookAtOverlay(place);
        for (let left = await page.locator(overlay).count(); left > 0; left -= 1) {
          await page.keyboard.press('Escape');
        }
        await expect(page.locator(overlay)).toHaveCount(0);
      }
    },
  };
}

async function rightClick(row: Locator): Promise<void> {
  await row.click({ button: 'right', position: { x: 20, y: 8 } });
}

async function keyOn(row: Locator, key: string): Promise<void> {
  await row.focus();
  await row.press(key);
}
