import type { Page } from '@playwright/test';
import { createPaper, exploreDemo, region, regions, rows } from './desk.ts';
import { expectWhole } from './layout-faults.ts';
import { expect, test } from './fixtures.ts';
import { type Look, look, looks, sizes, take } from './looks.ts';

/**
 * Every pair of size, separators, density and theme at least once, and every size after every other:
 * the window is only ever resized, never opened anew.
 */
const pairs: readonly Look[] = [
  look('1280', 'none-point', '22', 'light'),
  look('1440', 'none-point', '32', 'light'),
  look('1280', 'comma-point', '26', 'dark'),
  look('1920', 'comma-point', '22', 'light'),
  look('1280', 'space-point', '22', 'light'),
  look('2560', 'space-point', '22', 'dark'),
  look('1440', 'point-comma', '22', 'dark'),
  look('1920', 'space-point', '32', 'dark'),
  look('1440', 'comma-point', '26', 'dark'),
  look('2560', 'none-point', '26', 'dark'),
  look('1920', 'point-comma', '26', 'dark'),
  look('2560', 'comma-point', '32', 'dark'),
  look('1280', 'point-comma', '32', 'dark'),
  look('1440', 'space-point', '26', 'dark'),
  look('1920', 'none-point', '32', 'dark'),
  look('2560', 'point-comma', '26', 'light'),
];

test('months of data: nothing is cut and nothing overlaps in any panel, at any size, density, separators and theme', async ({
  app: { page },
}) => {
  test.setTimeout(480_000);
  await page.setViewportSize(sizes['1280']);
  await exploreDemo(page);
  await expect(rows(page, 'Positions').first()).toBeVisible();
  for (const one of pairs) {
    await take(page, one);
    await expectWhole(page, one);
    await expectUsable(page);
  }
});

test('an empty workspace, and one whose core is gone, are whole as well', async ({ app }) => {
  const { page } = app;
  await page.setViewportSize(sizes['1280']);
  await createPaper(page, '日本株式・暗号資産取引ワークスペース', '10000');
  for (const one of [looks.tight, looks.wide]) {
    await take(page, one);
    await expectWhole(page, one);
    await expectUsable(page);
  }
  await app.kill();
  await expect(page.getByText(/connection.*lost/i).first()).toBeVisible();
  for (const one of [looks.wide, looks.tight]) {
    await page.setViewportSize(sizes[one.size]);
    await expectWhole(page, one);
  }
});

test('the default layout shows at 1280 × 720 what is decided on, without scrolling sideways', async ({
  app: { page },
}) => {
  await page.setViewportSize(sizes['1280']);
  await exploreDemo(page);
  for (const rowHeight of ['22', '26', '32']) {
    await take(page, look('1280', 'space-point', rowHeight, 'dark'));
    const position = rows(page, 'Positions').first();
    const seen = {
      close: position.getByRole('button', { name: 'Close' }),
      unrealised: position.locator('[data-column="unrealised"] .td-number'),
      status: rows(page, 'Orders').getByText('Partially filled').first(),
      limit: rows(page, 'Orders').first().locator('[data-column="limit"] button'),
      day: region(page, 'Watchlist').getByRole('row').nth(1).locator('[data-column="day"] > span'),
    };
    for (const [name, one] of Object.entries(seen)) {
      await expect(one, `${name} in rows of ${rowHeight}`).toBeInViewport({ ratio: 1 });
    }
  }
});

test('at 200 % zoom of 1280 × 720 all of the top bar is in view, and the desk scrolls in its place', async ({
  app: { page },
}) => {
  await page.setViewportSize({ width: 640, height: 360 });
  await exploreDemo(page);
  const controls = page.getByRole('banner').locator('button');
  await expect(controls.first()).toBeVisible();
  for (const control of await controls.all()) await expect(control).toBeInViewport({ ratio: 1 });
  await expect(page.getByText('Local times')).toBeInViewport({ ratio: 1 });
  const farthest = [
    region(page, 'Order ticket').getByRole('button', { name: 'Review order' }),
    region(page, 'Positions').getByRole('button', { name: 'CSV' }),
  ];
  for (const control of farthest) {
    await control.scrollIntoViewIfNeeded();
    await expect(control).toBeInViewport({ ratio: 0.95 });
  }
});

/** No panel is without a height, and the order can be reviewed without looking for the button. */
async function expectUsable(page: Page): Promise<void> {
  for (const name of regions) {
    if (!(await region(page, name).isVisible())) continue;
    const box = await region(page, name).boundingBox();
    expect(box?.height, `the height of ${name}`).toBeGreaterThan(100);
    expect(box?.width, `the width of ${name}`).toBeGreaterThan(200);
  }
  await expect(region(page, 'Order ticket').getByRole('button', { name: 'Review order' })).toBeInViewport({
    ratio: 1,
  });
}
