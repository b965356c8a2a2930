import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { OrderInfo } from '#src/contract/orders.ts';
import { ok } from '#src/domain/result.ts';
import { useAnnouncementStore } from '#renderer/controls/announcement-store.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { applyChange } from '#renderer/core/record.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { order, tableWith } from '#test/renderer/core/records.ts';
import { estimate, ltc, openTicket } from './ticket-desk.tsx';

const resting = order('order-1', { instrumentId: ltc.id, quantity: '2' });
const filled: OrderInfo = {
  ...resting,
  status: 'FILLED',
  active: false,
  filledQuantity: '2',
  remainingQuantity: '0',
  averagePrice: '90',
};

/** A ticket that was placed; `recorded` is what the core has of it by now. */
async function placedTicket(recorded: () => OrderInfo | undefined) {
  setPreferences({ confirmOrders: false });
  const ticket = await openTicket({
    'orders.estimate': async ({ quantity }) => ok({ ...estimate, ...(quantity === '2' && placed()) }),
    'orders.place': async () => {
      isPlaced = true;
      return ok({ order: resting, alreadyPlaced: false });
    },
  });
  let isPlaced = false;
  const placed = () => (isPlaced ? { placed: recorded() } : {});
  await ticket.field('Quantity').fill('2');
  await ticket.field('Limit price').fill('90');
  await ticket.screen.getByRole('button', { name: 'Place order' }).click();
  await expect.element(ticket.screen.getByText('Accepted')).toBeVisible();
  return ticket.screen;
}

/** A new snapshot holds the orders that are working, and no other. */
function takeSnapshot(): void {
  useLiveStore.setState(({ generation }) => ({
    orders: tableWith(),
    ended: tableWith(),
    generation: generation + 1,
  }));
}

test('an order that filled while the connection was lost is told as filled, not as it was placed', async () => {
  const screen = await placedTicket(() => filled);
  takeSnapshot();
  await expect.element(screen.getByText('Filled', { exact: true })).toBeVisible();
  await expect.element(screen.getByText('Filled 2.000 at 90.00.')).toBeVisible();
});

test('an order that was heard to fill stays so when the screen no longer holds it', async () => {
  const screen = await placedTicket(() => filled);
  useLiveStore.setState((state) => applyChange(state, 1, { type: 'orderChanged', order: filled }));
  await expect.element(screen.getByText('Filled', { exact: true })).toBeVisible();
  takeSnapshot();
  await expect.element(screen.getByText('Filled', { exact: true })).toBeVisible();
  await expect.element(screen.getByText('Accepted')).not.toBeInTheDocument();
});

test('an order that a restored record does not have is not told of any more', async () => {
  const screen = await placedTicket(() => undefined);
  takeSnapshot();
  await expect.element(screen.getByText('Accepted')).not.toBeInTheDocument();
});

function said(): readonly string[] {
  return useAnnouncementStore.getState().map(({ text }) => text);
}

test('that an order waits at the venue is heard, as its fills and its end are', async () => {
  await placedTicket(() => resting);
  await expect.poll(said).toContain('Accepted: LTC-USDT Buy 2.000 @ 0.35');
  // Once: where it stands is no live region too.
  expect(page.getByText('Accepted').element().closest('[role="status"], [aria-live]')).toBeNull();
});
