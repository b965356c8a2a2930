import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { exploreDemo, region, rows } from '#test/e2e/desk.ts';
import { expect, test } from '#test/e2e/fixtures.ts';
import {
  closeOverlays,
  importDeals,
  ofDecisions,
  ofEmptyWorkspace,
  ofFirstPage,
  ofRows,
  ofWorkspace,
  overlay,
  type Overlays,
} from '#test/e2e/overlays.ts';

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
        await closeOverlays(page);
      }
    },
  };
}
