import type { Page } from '@playwright/test';

import { units } from '#test/venues/exchange/units.ts';
import { sampleVenues } from '#test/venues/sample-venues.ts';
import { createPaper, fillTicket, placeOrder, region, rows } from './desk.ts';
import { expect, test as base } from './fixtures.ts';
import { expectOverlayWhole } from './layout-faults.ts';

type Name = keyof typeof sampleVenues;
type Sample = Awaited<ReturnType<(typeof sampleVenues)[Name]>>;

const test = base.extend<{ readonly venueName: Name; readonly venue: Sample }>({
  venueName: ['binance', { option: true }],
  venue: async ({ venueName }, use) => {
    const venue = await sampleVenues[venueName](0, 1);
    // Its market moves as that of `npm run venue` does.
    const moving = setInterval(() => venue.mover.step(), 200);
    await use(venue);
    clearInterval(moving);
  },
  programOptions: async ({ venue }, use) => {
    await use(venue.options.split(' '));
  },
});

function told({ places }: Sample, name: string): string {
  const value = places.find(([each]) => each === name)?.[1] ?? '';
  return value.replace(/ .*$/u, '');
}

async function openAccounts(page: Page) {
  await page.keyboard.press('ControlOrMeta+Shift+y');
  return page.getByRole('dialog', { name: 'Accounts' });
}

async function addAccount(page: Page): Promise<void> {
  const list = await openAccounts(page);
  await list.getByRole('button', { name: 'Add account' }).click();
  const adding = page.getByRole('dialog', { name: 'Add an account' });
  await adding.getByLabel('Account name').fill('Spot');
  await adding.getByLabel(/^At its venue/u).check();
  await adding.getByRole('button', { name: 'Add account' }).click();
  await list.getByRole('button', { name: 'Close' }).first().click();
}

/** `isAnother`: the account had one, which ended with the program. */
async function connectKey(page: Page, venue: Sample, isAnother = false): Promise<void> {
  const list = await openAccounts(page);
  await list.getByRole('button', { name: 'Venue key of Spot' }).click();
  const dialog = page.getByRole('dialog', { name: 'Venue key of Spot' });
  if (isAnother) await dialog.getByRole('button', { name: 'Another key' }).click();
  await dialog.getByLabel('API key').fill(told(venue, 'API key'));
  await dialog.getByLabel('Secret key').fill(told(venue, 'secret'));
  await dialog.getByLabel('Until Tapedeck ends').check();
  await dialog.getByRole('button', { name: 'Check and keep' }).click();
  await expect(dialog.getByText('The key works.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Back' }).click();
  await list.getByRole('button', { name: 'Close' }).first().click();
}

async function useSpot(page: Page): Promise<void> {
  const ticket = region(page, 'Order ticket');
  const choice = await ticket.getByRole('option', { name: /^Spot/u }).first().textContent();
  await ticket.getByLabel('Account').selectOption({ label: choice ?? '' });
}

/** What each calls its market of bitcoin, and the simulated exchange behind it. */
const markets = {
  binance: ['BTCUSDT', 'BTCUSDT'],
  gemini: ['BTCUSD', 'BTCUSD'],
  kraken: ['BTC/USD', 'BTCUSD'],
  coinbase: ['BTC-USD', 'BTCUSD'],
} as const;

for (const venueName of ['binance', 'gemini', 'kraken', 'coinbase'] as const) {
  test.describe(venueName, () => {
    test.use({ venueName });

    test('an order placed at its venue is filled, another cancelled, and the fate of a third known after kill -9', async ({
      app,
      venue,
    }) => {
      test.setTimeout(240_000);
      const { page } = app;
      const [symbol, market] = markets[venueName];
      const { exchange } = venue;
      await createPaper(page, 'Live', '1000');
      await addAccount(page);
      await connectKey(page, venue);
      await useSpot(page);
      const bought = { symbol, side: 'Buy', type: 'Market', quantity: '0.01' } as const;
      await fillTicket(page, bought);
      const review = region(page, 'Order ticket').getByRole('button', { name: 'Review order' });
      await expect(review).toBeEnabled({ timeout: 60_000 });
      await review.click();
      const confirm = page.getByRole('dialog', { name: 'Confirm order' });
      await expectOverlayWhole(page, 'the confirmation of a market order', {});
      await confirm.getByRole('button', { name: 'Place order' }).click();
      await expect(confirm).toBeHidden();
      await expect(region(page, 'Order ticket')).toContainText(/Filled 0\.01/u);
      await expect(rows(page, 'Positions').filter({ hasText: 'Spot' })).toContainText('Long');
      await region(page, 'Orders').getByText('All', { exact: true }).click();

      const resting = { symbol, side: 'Buy', type: 'Limit', quantity: '0.02', limitPrice: '30000' } as const;
      await placeOrder(page, resting);
      const low = rows(page, 'Orders').filter({ hasText: '30,000' });
      await expect(low).toContainText('Submitted');
      await region(page, 'Orders').getByRole('button', { name: 'Cancel all' }).click();
      await page
        .getByRole('dialog', { name: /^Cancel all/u })
        .getByRole('button', { name: /^Cancel/u })
        .click();
      await expect(low).toContainText('Cancelled');

      await placeOrder(page, { ...resting, quantity: '0.03', limitPrice: '31000' });
      const kept = rows(page, 'Orders').filter({ hasText: '31,000' });
      await expect(kept).toContainText('Submitted');
      await app.kill();
      // Nobody hears it: the market falls to the order.
      exchange.crowd.take(market, 'SELL', units('5000'), units('31000'));
      await app.restart();
      await app.page.getByRole('button', { name: /Live/u }).first().click();
      await expect(rows(app.page, 'Orders').filter({ hasText: '31,000' })).toContainText('Submitted');
      await connectKey(app.page, venue, true);
      await expect(rows(app.page, 'Orders').filter({ hasText: '31,000' })).toContainText('Filled', {
        timeout: 60_000,
      });
      expect(exchange.orders('trader')).toHaveLength(3);
    });
  });
}
