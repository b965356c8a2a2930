import { expect, test } from 'vitest';
import { err, ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { order } from '#test/renderer/core/records.ts';
import { ltc, openTicket } from './ticket-desk.tsx';

const restoredAt = 1_700_000_000_000;

/** Keeps the rule of the core: a draft of before the restore is not placed. */
const place: Handlers['orders.place'] = async (input) =>
  input.restoredAt === restoredAt
    ? ok({ order: order('order-1', { instrumentId: input.instrumentId }), alreadyPlaced: false })
    : err({ code: 'DRAFT_OF_REPLACED' });

test.each([false, true])(
  'a ticket of before a restore says so, and is another order when it is sent once more (confirmed: %s)',
  async (confirmOrders) => {
    setPreferences({ confirmOrders });
    const ticket = await openTicket({ 'orders.place': place });
    await ticket.field('Quantity').fill('2');
    await ticket.field('Limit price').fill('90');
    useLiveStore.setState(({ workspace }) => ({ workspace: workspace && { ...workspace, restoredAt } }));
    const { screen } = ticket;

    async function send(): Promise<void> {
      await screen.getByRole('button', { name: /^(Place|Review) order$/ }).click();
      if (confirmOrders)
        await screen.getByRole('dialog').getByRole('button', { name: 'Place order' }).click();
    }

    await send();
    await expect.element(screen.getByText(/workspace was restored since/)).toBeVisible();
    if (confirmOrders) await screen.getByRole('dialog').getByText('Close', { exact: true }).click();
    await send();
    await expect.element(screen.getByRole('group', { name: 'What became of the order' })).toBeVisible();

    const [first, second] = ticket.inputsOf('orders.place');
    expect(first).toMatchObject({ instrumentId: ltc.id, quantity: '2' });
    expect(first).not.toHaveProperty('restoredAt', restoredAt);
    expect(second).toMatchObject({ instrumentId: ltc.id, quantity: '2', restoredAt });
    const drafts = [first, second].map((input) => Reflect.get(Object(input), 'draftId'));
    expect(new Set(drafts).size).toBe(2);
  },
);
