import { expect, test } from 'vitest';
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
