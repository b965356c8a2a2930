import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { exploreDemo } from '#test/e2e/desk.ts';
import { expect, test } from '#test/e2e/fixtures.ts';

test('axe finds nothing serious on the first page and in the workspace', async ({ app: { page } }) => {
  await expect(page.getByRole('button', { name: 'Explore the demo' })).toBeVisible();
  await expect.poll(() => seriousViolations(page)).toEqual([]);
  await exploreDemo(page);
  await expect.poll(() => seriousViolations(page)).toEqual([]);
});

async function seriousViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'critical' || impact === 'serious')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
