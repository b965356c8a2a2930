import { expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { ok } from '#src/domain/result.ts';
import { order } from '#test/renderer/core/records.ts';
import { eth, ltc, openTicket } from './ticket-desk.tsx';

test('a price and a quantity typed for one symbol are never shown or sent for another', async () => {
  const ticket = await openTicket();
  await ticket.screen.getByRole('radio', { name: 'Sell' }).click({ force: true });
  await ticket.field('Quantity').fill('2');
  await ticket.field('Limit price').fill('90');

  ticket.show(eth);
  await expect.element(ticket.field('Quantity')).toHaveValue('');
  await expect.element(ticket.field('Limit price')).toHaveValue('');
  await expect.element(ticket.screen.getByRole('radio', { name: 'Sell' })).toBeChecked();
  await ticket.screen.getByRole('button', { name: 'Review order' }).click();
  await expect.element(ticket.screen.getByText('Enter a quantity.')).toBeVisible();
  expect(ticket.inputsOf('orders.place')).toEqual([]);

  ticket.show(ltc);
  await expect.element(ticket.field('Quantity')).toHaveValue('2');
  await expect.element(ticket.field('Limit price')).toHaveValue('90');
});

test('what is typed before the kept draft of a symbol has been read keeps every digit', async () => {
  const { promise: read, resolve: answer } = Promise.withResolvers<void>();
  const kept = {
    id: '3f0c8a52-8a3e-4d0b-9a51-0d6c1f2b7e11',
    side: 'SELL',
    type: 'LIMIT',
    quantity: '7',
    limitPrice: '2500',
    stopPrice: '',
    timeInForce: 'GTC',
    separators: 'comma-point',
  };
  const ticket = await openTicket({
    'settings.find': async ({ keys }) => {
      const values = keys
        .filter((key) => key.endsWith(eth.id))
        .map((key) => ({ key, json: JSON.stringify(kept) }));
      if (values.length > 0) await read;
      return ok({ epoch: 'first', sequence: 0, values });
    },
  });
  ticket.show(eth);
  await expect.element(ticket.screen.getByRole('combobox', { name: 'Symbol' })).toHaveValue('ETH-USDT');
  await userEvent.click(ticket.field('Quantity'));
  await userEvent.keyboard('12345');
  await expect.element(ticket.field('Quantity')).toHaveValue('12345');

  answer();
  await expect.element(ticket.field('Limit price')).toHaveValue('2500');
  await expect.element(ticket.field('Quantity')).toHaveValue('12345');
  await expect.element(ticket.screen.getByRole('radio', { name: 'Sell' })).toBeChecked();
});

test('a symbol that was imported is not among those to trade', async () => {
  const { screen } = await openTicket();
  const imported = { ...ltc, id: 'import:LTC-USDT', venue: 'import', tradable: false };
  useLiveStore.setState(({ instruments }) => ({ instruments: { ...instruments, [imported.id]: imported } }));
  const field = screen.getByRole('combobox', { name: 'Symbol' });
  await field.click();
  await field.fill('LTC');
  await expect.element(screen.getByRole('option', { name: 'LTC-USDT' })).toBeVisible();
  expect(screen.getByRole('option', { name: 'LTC-USDT' }).elements()).toHaveLength(1);
});

test.each(['LTC', 'ETHX'])(
  'a symbol typed and not chosen sends nothing and does not stay: %s',
  async (typed) => {
    const ticket = await openTicket();
    ticket.show(eth);
    const field = ticket.screen.getByRole('combobox', { name: 'Symbol' });
    await expect.element(field).toHaveValue('ETH-USDT');
    await ticket.field('Quantity').fill('2');
    await ticket.field('Limit price').fill('2500');
    await field.click();
    await field.fill(typed);
    await userEvent.keyboard('{Escape}');
    await expect.element(field).toHaveValue('ETH-USDT');

    await field.fill('ETHX');
    await expect.element(ticket.screen.getByText('No such symbol')).toBeVisible();
    const sends = new KeyboardEvent('keydown', {
      key: 'Enter',
      ctrlKey: true,
      bubbles: true,
      cancelable: true,
    });
    field.element().dispatchEvent(sends);
    expect(sends.defaultPrevented).toBe(true);
  },
);

test('a press on the button while a symbol is typed takes it back and sends nothing; the next one sends', async () => {
  setPreferences({ confirmOrders: false });
  const ticket = await openTicket({
    'orders.place': async () => ok({ order: order('order-1'), alreadyPlaced: false }),
  });
  ticket.show(eth);
  const field = ticket.screen.getByRole('combobox', { name: 'Symbol' });
  await expect.element(field).toHaveValue('ETH-USDT');
  await ticket.field('Quantity').fill('2');
  await ticket.field('Limit price').fill('2500');
  await field.click();
  await field.fill('LTC');
  const button = ticket.screen.getByRole('button', { name: 'Place order' });
  await button.click();
  await expect.element(field).toHaveValue('ETH-USDT');
  expect(ticket.inputsOf('orders.place')).toEqual([]);

  await button.click();
  await expect.poll(() => ticket.inputsOf('orders.place')).toMatchObject([{ instrumentId: eth.id }]);
});
