import { createPaper, placeOrder, region, rows } from './desk.ts';
import { expect, test } from './fixtures.ts';

test('a rest that is too small to be traded is dust, beside the positions, until the next purchase', async ({
  app,
}) => {
  const { page } = app;
  await createPaper(page, 'Small rests', '10000');
  const positions = region(page, 'Positions');
  const bitcoin = { symbol: 'BTC-USDT', type: 'Market' } as const;
  await placeOrder(page, { ...bitcoin, side: 'Buy', quantity: '0.01' });
  await expect(positions.getByText('Open 1', { exact: true })).toBeVisible();
  // What is left is worth less than the market's minimum of 5.
  await placeOrder(page, { ...bitcoin, side: 'Sell', quantity: '0.00995' });
  await expect(positions.getByText('Open 0', { exact: true })).toBeVisible();
  await positions.getByText('Dust 1', { exact: true }).click();
  const dust = rows(page, 'Positions');
  await expect(dust).toHaveCount(1);
  await expect(dust.getByRole('gridcell').nth(1)).toHaveText('0.00005');
  await dust.click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: /^Too small to close: at least 0\.000/ })).toBeDisabled();
  await page.keyboard.press('Escape');
  await positions.getByText('Closed', { exact: true }).click();
  await expect(rows(page, 'Positions')).toHaveCount(1);

  await placeOrder(page, { ...bitcoin, side: 'Buy', quantity: '0.01' });
  await positions.getByText('Open 1', { exact: true }).click();
  await expect(rows(page, 'Positions')).toHaveCount(1);
  await expect(rows(page, 'Positions')).toContainText('0.01005');
  await expect(positions.getByText(/^Dust/)).toBeHidden();
});
