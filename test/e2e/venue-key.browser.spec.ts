import { apiKey, reading, secretKey, startAccountServer } from '#test/venues/binance/account-server.ts';
import { exploreDemo } from './desk.ts';
import { expect, test as base } from './fixtures.ts';
import { expectOverlayWhole } from './layout-faults.ts';

type Venue = Awaited<ReturnType<typeof startAccountServer>>;

const test = base.extend<{ readonly venue: Venue }>({
  // Playwright reads a fixture's needs from its first parameter.
  venue: async ({ browserName: _browserName }, use) => {
    const venue = await startAccountServer(Date.now);
    await use(venue);
    venue.close();
  },
  programOptions: async ({ venue }, use) => {
    await use(['--binance-rest-url', venue.restUrl, '--binance-stream-url', 'ws://127.0.0.1:9']);
  },
});

test('a key reads an account at its venue, beside the record', async ({ app: { page }, venue }) => {
  test.setTimeout(120_000);
  await exploreDemo(page);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Accounts');
  await page.keyboard.press('Enter');
  const list = page.getByRole('dialog', { name: 'Accounts' });
  await list.getByRole('button', { name: 'Add account' }).click();
  const adding = page.getByRole('dialog', { name: 'Add an account' });
  await adding.getByLabel('Account name').fill('Spot');
  await adding.getByLabel(/^Nothing: it holds history/u).check();
  await adding.getByRole('button', { name: 'Add account' }).click();

  // One that trades on paper has none.
  await expect(list.getByRole('button', { name: /^Venue key of/u })).toHaveCount(1);
  await list.getByRole('button', { name: 'Venue key of Spot' }).click();
  const dialog = page.getByRole('dialog', { name: 'Venue key of Spot' });
  const keep = dialog.getByRole('button', { name: 'Check and keep' });
  await keep.click();
  await expect(dialog.getByText('The API key, as the venue shows it.')).toBeVisible();
  await dialog.getByLabel('API key').fill(apiKey);
  await dialog.getByLabel('Secret key').fill('not the one');
  await dialog.getByLabel('Until Tapedeck ends').check();
  await keep.click();
  await expect(dialog.getByRole('alert')).toContainText('does not take the signature');
  await expectOverlayWhole(page, 'a key that is refused', {});
  venue.state.restrictions = { ...reading, enableWithdrawals: true };
  await dialog.getByLabel('Secret key').fill(secretKey);
  await keep.click();
  await expect(dialog.getByRole('alert')).toContainText('may take money out of the account');
  venue.state.restrictions = { ...reading, ipRestrict: false };
  await keep.click();
  await expect(dialog.getByText('The key works.')).toBeVisible();
  await expect(dialog.getByText('It is taken from any address')).toBeVisible();

  await dialog.getByRole('button', { name: 'Ask Binance now' }).click();
  await expect(dialog.getByText('One balance differs from the record')).toBeVisible();
  await expect(dialog.getByRole('row').filter({ hasText: 'BTC' })).toContainText('−0.12 BTC');
  await expectOverlayWhole(page, 'the balances of a venue', {});
  venue.close();
  await dialog.getByRole('button', { name: 'Ask Binance now' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The venue is not reached');
  await expect(dialog.getByRole('row')).toHaveCount(0);

  // Nothing of it is on the page, nor in what the page was told.
  expect(await page.content()).not.toContain(secretKey);
  await dialog.getByRole('button', { name: 'Remove the key' }).click();
  await expect(dialog.getByText('This account uses the key no more')).toBeVisible();
  await expect(dialog.getByLabel('Secret key')).toHaveValue('');
});
