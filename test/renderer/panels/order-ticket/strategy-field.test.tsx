import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { order } from '#test/renderer/core/records.ts';
import { eth, ltc, openTicket } from './ticket-desk.tsx';

const place: Handlers['orders.place'] = async ({ instrumentId }) =>
  ok({ order: order('order-1', { instrumentId }), alreadyPlaced: false });

async function typedTicket() {
  const ticket = await openTicket({
    'orders.place': place,
    'orders.strategies': async () => ok(['Breakout', 'Carry']),
  });
  await ticket.field('Quantity').fill('2');
  await ticket.field('Limit price').fill('90');
  const press = ticket.screen.getByRole('button', { name: /^(Place|Review) order$/ });
  const outcome = ticket.screen.getByRole('group', { name: 'What became of the order' });
  return { ...ticket, press, outcome, strategy: ticket.screen.getByRole('combobox', { name: 'Strategy' }) };
}

describe('a strategy', () => {
  test('is offered among those used before, shown in the confirmation and sent with the order', async () => {
    const { strategy, screen, press, outcome, inputsOf } = await typedTicket();
    await strategy.fill('car');
    await expect.element(screen.getByRole('option', { name: 'Breakout' })).not.toBeInTheDocument();
    await screen.getByRole('option', { name: 'Carry' }).click();
    await expect.element(strategy).toHaveValue('Carry');
    await press.click();
    const confirm = screen.getByRole('dialog', { name: 'Confirm order' });
    await expect.element(confirm.getByText('Carry')).toBeVisible();
    await confirm.getByRole('button', { name: 'Place order' }).click();
    await expect.element(outcome).toBeVisible();
    expect(inputsOf('orders.place')).toMatchObject([{ quantity: '2', strategy: 'Carry' }]);
  });

  test('may be a new one, and goes without the spaces around it', async () => {
    setPreferences({ confirmOrders: false });
    const { strategy, press, outcome, inputsOf } = await typedTicket();
    await strategy.fill('  Opening range ');
    await press.click();
    await expect.element(outcome).toBeVisible();
    expect(inputsOf('orders.place')).toMatchObject([{ strategy: 'Opening range' }]);
  });

  test('of an order that was placed is on no other one, on that symbol or another', async () => {
    setPreferences({ confirmOrders: false });
    const { strategy, press, outcome, inputsOf, field, show } = await typedTicket();
    await strategy.fill('Breakout');
    await press.click();
    await expect.element(outcome).toBeVisible();
    await expect.element(strategy).toHaveValue('Breakout');
    await field('Quantity').fill('3');
    await expect.element(strategy).toHaveValue('');
    await press.click();
    await expect.poll(() => inputsOf('orders.place').length).toBe(2);
    expect(inputsOf('orders.place')[1]).not.toHaveProperty('strategy');
    await strategy.fill('Carry');
    show(eth);
    await expect.element(strategy).toHaveValue('');
    show(ltc);
    await expect.element(strategy).toHaveValue('Carry');
  });

  test('that an order of another window was the first to name is offered too', async () => {
    const { strategy, screen } = await typedTicket();
    useLiveStore.setState({ newStrategies: ['Auction'] });
    await strategy.click();
    await expect.element(screen.getByRole('option', { name: 'Auction' })).toBeVisible();
  });

  test('is chosen with Enter from the list without reviewing the order; no key of it sends anything', async () => {
    const { strategy, screen, inputsOf } = await typedTicket();
    await strategy.fill('br');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await expect.element(strategy).toHaveValue('Breakout');
    await userEvent.keyboard('{Enter}');
    await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
    expect(inputsOf('orders.place')).toEqual([]);
  });
});
