import type { Page } from '@playwright/test';
import { exploreDemo, rows } from './desk.ts';
import { expect, test } from './fixtures.ts';
import { overlayFaults } from './layout-faults.ts';
import { type Look, looks, sizes, take } from './looks.ts';
import {
  closeOverlays,
  importDeals,
  ofDecisions,
  ofFirstPage,
  ofRows,
  ofWorkspace,
  type Overlays,
} from './overlays.ts';

test('every dialog, menu and tooltip is whole, and its buttons are within reach', async ({
  app: { page },
}) => {
  test.setTimeout(240_000);
  await page.setViewportSize(sizes['1280']);
  await expect(page.getByRole('button', { name: 'Explore the demo' })).toBeVisible();
  const found: string[] = [];
  const lookOver = async (overlays: Overlays, at: Look): Promise<void> => {
    for (const [name, open] of Object.entries(overlays)) {
      await open(page);
      found.push(...(await faultsOf(page, name, at)));
      await closeOverlays(page);
    }
  };
  await lookOver(ofFirstPage, looks.tight);
  await exploreDemo(page);
  await expect(rows(page, 'Orders').first()).toBeVisible();
  for (const at of [looks.tight, looks.wide]) {
    await take(page, at);
    await lookOver({ ...ofWorkspace, ...ofRows }, at);
  }
  await take(page, looks.tight);
  await lookOver(ofDecisions, looks.tight);
  await importDeals(page, async (step) => {
    found.push(...(await faultsOf(page, step, looks.tight)));
  });
  expect(found).toEqual([]);
});

/** It may still be drawn: what is left after a moment is a fault. */
async function faultsOf(page: Page, name: string, at: Look): Promise<string[]> {
  let left: string[] = [];
  await expect
    .poll(async () => (left = await overlayFaults(page)).length, { timeout: 2000 })
    .toBe(0)
    .catch(() => undefined);
  return left.map((fault) => `${name} at ${Object.values(at).join(', ')}: ${fault}`);
}
