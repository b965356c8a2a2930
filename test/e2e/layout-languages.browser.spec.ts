import { expectOverlayWhole, expectWhole } from './layout-faults.ts';
import { expect, test } from './fixtures.ts';
import { sizes } from './looks.ts';

/** By keys, which are the same in every language. */
const overlays = {
  'the key sheet': '?',
  'the palette': 'Control+K',
  settings: 'Control+,',
  'the import': 'Control+Shift+I',
  'the workspace': 'Control+Shift+U',
  accounts: 'Control+Shift+Y',
  limits: 'Control+Shift+G',
  'cancel all': 'Control+Shift+X',
};

test.use({ programOptions: ['--demo'] });

// The second is English, made longer and accented.
for (const locale of ['de', 'en-XA']) {
  test.describe(locale, () => {
    test.use({ locale });

    test('nothing is cut and nothing overlaps in a longer language', async ({ app: { page } }) => {
      test.setTimeout(240_000);
      await expect(page.locator('[data-panel="ticket"] input').first()).toBeVisible({ timeout: 60_000 });
      expect(await page.locator('html').getAttribute('lang')).toBe(locale);
      for (const [name, size] of Object.entries(sizes)) {
        await page.setViewportSize(size);
        await expectWhole(page, [locale, name]);
      }
      await page.setViewportSize(sizes['1280']);
      for (const [name, key] of Object.entries(overlays)) {
        await page.locator('[data-panel="chart"]').focus();
        await page.keyboard.press(key);
        await expectOverlayWhole(page, name, [locale]);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
    });
  });
}
