import { exploreDemo, rows } from './desk.ts';
import { expect, test } from './fixtures.ts';
import { expectOverlayWhole } from './layout-faults.ts';
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
  const lookOver = async (overlays: Overlays, at: Look): Promise<void> => {
    for (const [name, open] of Object.entries(overlays)) {
      await open(page);
      await expectOverlayWhole(page, name, at);
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
  await importDeals(page, (step) => expectOverlayWhole(page, step, looks.tight));
});
