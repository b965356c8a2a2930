import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { err, ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { freshAtFirst, useFreshnessStore } from '#renderer/core/freshness-store.ts';
import { liveCore } from '#test/renderer/core/core-signs.ts';
import { order } from '#test/renderer/core/records.ts';
import { estimate, eth, ltc, openTicket } from './ticket-desk.tsx';

/** Keeps the rule of the core: a draft makes one order, and the same again answers with it. */
function createVenue() {
  const orders = new Map<string, string>();
  const place: Handlers['orders.place'] = async (input) => {
    const known = orders.get(input.draftId);
    if (known === undefined) orders.set(input.draftId, `order-${orders.size + 1}`);
    const id = orders.get(input.draftId) ?? '';
    return ok({ order: order(id, { instrumentId: input.instrumentId }), alreadyPlaced: known !== undefined });
  };
  return { orders, place };
}

async function typedTicket(answers: Partial<Handlers> = {}) {
  const ticket = await openTicket(answers);
  await ticket.field('Quantity').fill('2');
  await ticket.field('Limit price').fill('90');
  return { ...ticket, press: ticket.screen.getByRole('button', { name: /^(Place|Review) order$/ }) };
}

function elapse(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

describe('a double click on Place order', () => {
  test.each([0, 60, 120, 200])('with %i ms between its presses is one order', async (gap) => {
    setPreferences({ confirmOrders: false });
    const venue = createVenue();
    const ticket = await typedTicket({ 'orders.place': venue.place });
    await expect.element(ticket.press).toBeEnabled();
    const button = ticket.press.element();
    if (!(button instanceof HTMLElement)) throw new Error('no button');
    button.click();
    await elapse(gap);
    button.click();
    await expect
      .element(ticket.screen.getByRole('group', { name: 'What became of the order' }))
      .toBeVisible();
    await elapse(gap);
    expect(venue.orders.size).toBe(1);
  });

  test.each([0, 60, 120, 200])('of the confirmation with %i ms between them is one order', async (gap) => {
    const venue = createVenue();
    const ticket = await typedTicket({ 'orders.place': venue.place });
    await ticket.press.click();
    const confirm = ticket.screen.getByRole('dialog').getByRole('button', { name: 'Place order' });
    await expect.element(confirm).toBeVisible();
    const button = confirm.element();
    if (!(button instanceof HTMLElement)) throw new Error('no button');
    button.click();
    await elapse(gap);
    button.click();
    await expect
      .element(ticket.screen.getByRole('group', { name: 'What became of the order' }))
      .toBeVisible();
    expect(venue.orders.size).toBe(1);
  });
});

describe('what was placed', () => {
  test('is placed a second time only when the trader says so, and then once', async () => {
    setPreferences({ confirmOrders: false });
    const venue = createVenue();
    const ticket = await typedTicket({ 'orders.place': venue.place });
    await ticket.press.click();
    await expect
      .element(ticket.screen.getByRole('group', { name: 'What became of the order' }))
      .toBeVisible();

    await ticket.press.click();
    const question = ticket.screen.getByRole('dialog', { name: 'Place the same order again?' });
    await expect.element(question.getByRole('button', { name: 'Leave it at one' })).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await expect.element(question).not.toBeInTheDocument();
    expect(venue.orders.size).toBe(1);

    await ticket.press.click();
    await question.getByRole('button', { name: 'Place a second order' }).click();
    await expect.poll(() => venue.orders.size).toBe(2);
    await expect.element(question).not.toBeInTheDocument();
    await ticket.press.click();
    await expect.element(question).toBeVisible();
    expect(venue.orders.size).toBe(2);
  });

  test('is another order once anything in the ticket is another', async () => {
    setPreferences({ confirmOrders: false });
    const venue = createVenue();
    const ticket = await typedTicket({ 'orders.place': venue.place });
    await ticket.press.click();
    await expect
      .element(ticket.screen.getByRole('group', { name: 'What became of the order' }))
      .toBeVisible();
    await ticket.field('Limit price').fill('89');
    await ticket.press.click();
    await expect.poll(() => venue.orders.size).toBe(2);
  });

  test('leaves an empty ticket behind when the trader comes back to the symbol', async () => {
    setPreferences({ confirmOrders: false });
    const ticket = await typedTicket({ 'orders.place': createVenue().place });
    await ticket.press.click();
    await expect
      .element(ticket.screen.getByRole('group', { name: 'What became of the order' }))
      .toBeVisible();
    ticket.show(eth);
    await expect.element(ticket.field('Quantity')).toHaveValue('');
    ticket.show(ltc);
    await expect.element(ticket.field('Quantity')).toHaveValue('');
  });
});

test('an order carries the sign of life of its press, though the core stood still before it answered', async () => {
  setPreferences({ confirmOrders: false });
  const sign = liveCore();
  sign(1000);
  const asleep = Promise.withResolvers<void>();
  let sleeps = false;
  const ticket = await typedTicket({
    'orders.place': createVenue().place,
    'orders.estimate': async () => {
      if (sleeps) await asleep.promise;
      return ok(estimate);
    },
  });
  await expect.element(ticket.press).toBeEnabled();
  sleeps = true;
  await ticket.press.click();
  useFreshnessStore.setState({ silentSince: 1000 });
  await expect.element(ticket.screen.getByText(/handed to it before/)).toBeVisible();
  useFreshnessStore.setState(freshAtFirst, true);
  sign(11_000);
  asleep.resolve();
  await expect.poll(() => ticket.inputsOf('orders.place')).toMatchObject([{ heardAt: 1000 }]);
});

test('an answer that never came leaves the draft as it is, and says how to find out', async () => {
  setPreferences({ confirmOrders: false });
  const ticket = await typedTicket({ 'orders.place': () => new Promise(() => undefined) });
  await ticket.press.click();
  await expect.poll(() => ticket.inputsOf('orders.place').length).toBe(1);
  ticket.disconnect();
  await expect.element(ticket.screen.getByRole('alert').getByText(/one order at most/)).toBeVisible();
  await expect.element(ticket.field('Quantity')).toHaveValue('2');
  await expect.element(ticket.press).toBeEnabled();
});

test('what another window placed of the same draft is told, and not placed again', async () => {
  setPreferences({ confirmOrders: false });
  const ticket = await typedTicket({
    'orders.estimate': async () =>
      ok({
        placed: order('order-1'),
        problems: [],
        warnings: [],
        currency: 'USDT',
      }),
  });
  await ticket.press.click();
  await expect
    .element(
      ticket.screen
        .getByRole('group', { name: 'What became of the order' })
        .getByText(/Placed before, and not again/),
    )
    .toBeVisible();
  expect(ticket.inputsOf('orders.place')).toEqual([]);
});

test('what is confirmed is what was reviewed, whatever is selected meanwhile', async () => {
  const venue = createVenue();
  const ticket = await typedTicket({ 'orders.place': venue.place });
  await ticket.press.click();
  const confirm = ticket.screen.getByRole('dialog', { name: 'Confirm order' });
  await expect.element(confirm.getByText(/Buy LTC-USDT/)).toBeVisible();
  ticket.show(eth);
  await expect.element(confirm.getByText(/Buy LTC-USDT/)).toBeVisible();
  await confirm.getByRole('button', { name: 'Place order' }).click();
  await expect
    .poll(() => ticket.inputsOf('orders.place'))
    .toMatchObject([{ instrumentId: ltc.id, quantity: '2', limitPrice: '90' }]);
});

test.each([true, false])(
  'that it failed is told though the ticket has gone, confirmed: %s',
  async (confirmOrders) => {
    setPreferences({ confirmOrders });
    const gate = Promise.withResolvers<void>();
    const ticket = await typedTicket({
      'orders.place': async () => {
        await gate.promise;
        return err({ code: 'NO_WORKSPACE' });
      },
    });
    await ticket.press.click();
    if (confirmOrders)
      await ticket.screen.getByRole('dialog').getByRole('button', { name: 'Place order' }).click();
    await expect.poll(() => ticket.inputsOf('orders.place').length).toBe(1);
    await ticket.screen.rerender(
      <MantineProvider>
        <Notifications />
      </MantineProvider>,
    );
    gate.resolve();
    await expect
      .element(ticket.screen.getByRole('alert').getByText(/^Placing the order needs an open workspace/))
      .toBeVisible();
  },
);
