import { expect, test } from 'vitest';
import type { OrderEstimate } from '#src/contract/orders.ts';
import { ok } from '#src/domain/result.ts';
import { OrderTicketPanel } from '#renderer/panels/order-ticket/order-ticket-panel.tsx';
import { useAnnouncementStore } from '#renderer/controls/announcement-store.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { order } from '#test/renderer/core/records.ts';
import { account, estimate, ltc, openTicket, quoteOf } from './ticket-desk.tsx';

const warned: OrderEstimate = {
  ...estimate,
  warnings: [
    { code: 'FAR_FROM_MARKET', field: 'limitPrice', price: '90', market: '2598.6', share: '0.9654' },
  ],
};

async function warnedTicket() {
  const ticket = await openTicket({
    'orders.estimate': async () => ok(warned),
    'orders.place': async () => ok({ order: order('order-1'), alreadyPlaced: false }),
  });
  await ticket.field('Quantity').fill('2');
  await ticket.field('Limit price').fill('90');
  return { ...ticket, press: ticket.screen.getByRole('button', { name: /^(Place|Review) order$/ }) };
}

test('what is implausible is said in the ticket and in the confirmation, and does not lock', async () => {
  const ticket = await warnedTicket();
  const words = 'The limit 90.00 is 96.54% away from the market, 2,598.60.';
  await expect.element(ticket.screen.getByText(words)).toBeInViewport();
  await ticket.press.click();
  const confirm = ticket.screen.getByRole('dialog', { name: 'Confirm order' });
  await expect.element(confirm.getByText(words)).toBeVisible();
  await confirm.getByRole('button', { name: 'Place order' }).click();
  await expect.poll(() => ticket.inputsOf('orders.place').length).toBe(1);
});

test('the confirmation says whose money is at stake', async () => {
  const ticket = await warnedTicket();
  useLiveStore.setState({ accounts: [{ ...account, mode: 'live', environment: 'live' }] });
  await ticket.press.click();
  const confirm = ticket.screen.getByRole('dialog', { name: 'Confirm order' });
  await expect.element(confirm.getByText('Live, real money')).toBeVisible();
  useLiveStore.setState({ accounts: [{ ...account, mode: 'live', environment: 'simulated' }] });
  await expect.element(confirm.getByText('Play money on the simulated market')).toBeVisible();
});

test('where orders are sent without being asked, one that is warned of is asked for all the same', async () => {
  setPreferences({ confirmOrders: false });
  const ticket = await warnedTicket();
  await ticket.press.click();
  await expect.element(ticket.screen.getByRole('dialog', { name: 'Confirm order' })).toBeVisible();
  expect(ticket.inputsOf('orders.place')).toEqual([]);
});

test('unless the trader turned that off', async () => {
  setPreferences({ confirmOrders: false, confirmWarnings: false });
  const ticket = await warnedTicket();
  await ticket.press.click();
  await expect.poll(() => ticket.inputsOf('orders.place').length).toBe(1);
});

test('the confirmation follows the market, and says when it does not', async () => {
  const ticket = await warnedTicket();
  await ticket.press.click();
  const confirm = ticket.screen.getByRole('dialog', { name: 'Confirm order' });
  await expect.element(confirm.getByText('89.99 / 90.01 USDT')).toBeVisible();
  await expect.element(confirm.getByText(/Estimated \d+ s ago/)).toBeVisible();
  const asked = ticket.inputsOf('orders.estimate').length;

  useLiveStore.setState({ quotes: { [ltc.id]: quoteOf(ltc, '88.50', '88.52') } });
  await expect.element(confirm.getByText('88.50 / 88.52 USDT')).toBeVisible();
  await expect.poll(() => ticket.inputsOf('orders.estimate').length).toBeGreaterThan(asked);

  useLiveStore.setState({ feeds: [{ venue: 'sim', status: 'stale', since: Date.now() - 240_000 }] });
  await expect.element(confirm.getByText(/Stale since/)).toBeVisible();
});

/** What stands in live regions: each change of it is read out. */
function spoken(): readonly string[] {
  const regions = document.querySelectorAll('[aria-live], [role="status"], [role="alert"], [role="log"]');
  return [...regions].map(({ textContent }) => textContent);
}

test('no live region of the ticket speaks of ticks', async () => {
  let notional = 180;
  const ticket = await openTicket({
    'orders.estimate': async () => ok({ ...estimate, notional: String((notional += 1)) }),
  });
  await ticket.field('Type').selectOptions('MARKET');
  await ticket.field('Quantity').fill('2');
  await expect.element(ticket.screen.getByText('181.00 USDT')).toBeVisible();
  const before = spoken();
  useLiveStore.setState({ quotes: { [ltc.id]: quoteOf(ltc, '88.50', '88.52') } });
  await expect.element(ticket.screen.getByText('182.00 USDT')).toBeVisible();
  expect(spoken()).toEqual(before);
});

function said(): readonly string[] {
  return useAnnouncementStore.getState().map(({ text }) => text);
}

test('a warning is heard once, when what is typed rests, and not again when the market moves its figures', async () => {
  let market = 2598;
  const ticket = await openTicket({
    'orders.estimate': async ({ quantity }) => {
      market += 1;
      const far = { code: 'FAR_FROM_MARKET', field: 'limitPrice', price: '90', share: '0.9654' } as const;
      const wide = { code: 'SPREAD_WIDE', bid: '1', ask: '2', share: '0.5' } as const;
      const warnings = [{ ...far, market: String(market) }, ...(market > 2600 ? [wide] : [])];
      return ok({ ...estimate, warnings: quantity === '2' ? [] : warnings });
    },
  });
  await ticket.field('Limit price').fill('90');
  await ticket.field('Quantity').fill('2');
  await ticket.field('Quantity').fill('25');
  await expect.poll(said).toEqual(['The limit 90.00 is 96.54% away from the market, 2,600.00.']);

  // What is new is said; what has only other figures is not.
  useLiveStore.setState({ quotes: { [ltc.id]: quoteOf(ltc, '88.50', '88.52') } });
  await expect.poll(() => said().length).toBe(2);
  expect(said()[1]).toBe('Bid 1.00 and ask 2.00 are 50.00% apart: a market order pays for that.');
  useLiveStore.setState({ quotes: { [ltc.id]: quoteOf(ltc, '88.51', '88.53') } });
  await expect.element(ticket.screen.getByText(/market, 2,602\.00\.$/u)).toBeVisible();
  expect(said()).toHaveLength(2);
});

test('a limit that would refuse the order is said in the ticket, heard, and sends nothing', async () => {
  setPreferences({ confirmOrders: false });
  const refusal = {
    code: 'RISK_LIMIT',
    limit: 'maxNotional',
    asked: '180',
    allowed: '100.5',
    currency: 'USDT',
  } as const;
  const words =
    'Placing the order is beyond your limit for the worth of one order. It would be 180.00 USDT; 100.50 USDT is allowed. Make it smaller. The limit is changed under Limits in the Portfolio panel.';
  const ticket = await openTicket({
    'orders.estimate': async () => ok({ ...estimate, refusal }),
    'orders.place': async () => ok({ order: order('order-1'), alreadyPlaced: false }),
  });
  await ticket.field('Quantity').fill('2');
  await ticket.field('Limit price').fill('90');
  await expect.element(ticket.screen.getByText(words)).toBeInViewport();
  await expect.poll(said).toEqual([words]);
  await ticket.screen.getByRole('button', { name: 'Place order' }).click();
  await expect.poll(said).toEqual([words, words]);
  expect(ticket.inputsOf('orders.place')).toEqual([]);

  setPreferences({ privacy: true });
  await expect.element(ticket.screen.getByText(/It would be ••• USDT; ••• USDT is allowed\./u)).toBeVisible();
});

test('a limit that was set after the review holds the confirmation', async () => {
  const limits = new Map<string, string>();
  const ticket = await openTicket({
    'orders.estimate': async () => {
      const allowed = limits.get('maxQuantity');
      const beyond = { code: 'RISK_LIMIT', limit: 'maxQuantity', asked: '2', currency: 'USDT' } as const;
      return ok({ ...estimate, refusal: allowed === undefined ? undefined : { ...beyond, allowed } });
    },
  });
  await ticket.field('Quantity').fill('2');
  await ticket.field('Limit price').fill('90');
  await ticket.screen.getByRole('button', { name: 'Review order' }).click();
  const confirm = ticket.screen.getByRole('dialog', { name: 'Confirm order' });
  await expect.element(confirm.getByRole('button', { name: 'Place order' })).toBeEnabled();
  limits.set('maxQuantity', '1.5');
  useLiveStore.setState({ quotes: { [ltc.id]: quoteOf(ltc, '88.50', '88.52') } });
  await expect.element(confirm.getByText(/It would be 2; 1\.5 is allowed\./u)).toBeVisible();
  await expect.element(confirm.getByRole('button', { name: 'Place order' })).toBeDisabled();
});

test('in little room warnings cover no field, and the field that keeps the order from being reviewed is shown', async () => {
  const ticket = await openTicket(
    {
      'orders.estimate': async () =>
        ok({
          ...warned,
          problems: [
            {
              code: 'NOT_ENOUGH',
              field: 'quantity',
              needed: '180',
              isLeast: false,
              available: '1',
              currency: 'USDT',
            },
          ],
        }),
    },
    <div style={{ height: 180, width: 260, containerType: 'size' }}>
      <OrderTicketPanel />
    </div>,
  );
  const quantity = ticket.field('Quantity');
  await quantity.fill('2');
  await ticket.field('Limit price').fill('90');
  await expect.element(ticket.screen.getByRole('list', { name: 'Warnings' })).toBeInTheDocument();
  await ticket.screen.getByRole('button', { name: 'Review order' }).click();
  await expect.element(quantity).toBeInViewport();
  const { left, top, width, height } = quantity.element().getBoundingClientRect();
  expect(document.elementFromPoint(left + width / 2, top + height / 2)).toBe(quantity.element());
});
