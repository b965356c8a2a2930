import { expect, test } from './fixtures.ts';
import { exploreDemo, region } from './desk.ts';

test('a program that is gone says so where the trader looks', async ({ app }) => {
  await exploreDemo(app.page);
  await app.kill();
  await expect(app.page.getByText(/connection.*lost|lost.*connection/i).first()).toBeVisible();
  const review = region(app.page, 'Order ticket').getByRole('button', { name: 'Review order' });
  await expect(review).toBeDisabled();
});
