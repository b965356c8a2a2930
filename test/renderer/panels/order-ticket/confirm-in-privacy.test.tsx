import { afterEach, expect, test } from 'vitest';
import { ok } from '#src/domain/result.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { estimate, openTicket } from './ticket-desk.tsx';

afterEach(() => setPreferences({ privacy: false }));

async function confirmation() {
  const ticket = await openTicket({
    'orders.estimate': async () => ok({ ...estimate, notional: '4815.16', fee: '4.82' }),
  });
  await ticket.field('Quantity').fill('53.502');
  await ticket.field('Limit price').fill('90');
  await ticket.screen.getByRole('button', { name: 'Review order' }).click();
  const dialog = ticket.screen.getByRole('dialog', { name: 'Confirm order' });
  await expect.element(dialog).toBeVisible();
  return { ticket, dialog };
}

test('in privacy mode the trader can read the order that is to be confirmed, and nothing else shows an amount', async () => {
  setPreferences({ privacy: true });
  const { ticket, dialog } = await confirmation();
  await expect.element(dialog.getByText('53.502')).not.toBeInTheDocument();
  await dialog.getByRole('button', { name: 'Show amounts' }).click();
  await expect.element(dialog.getByText('53.502 LTC')).toBeVisible();
  await expect.element(dialog.getByText('4,815.16 USDT')).toBeVisible();
  await expect.element(ticket.field('Quantity')).toHaveValue('•••');
  expect(ticket.screen.container.textContent).not.toMatch(/53\.502|4,815/);
  await dialog.getByRole('button', { name: 'Hide amounts' }).click();
  await expect.element(dialog.getByText('53.502')).not.toBeInTheDocument();
});

test('it is hidden again in the next confirmation', async () => {
  setPreferences({ privacy: true });
  const { ticket, dialog } = await confirmation();
  await dialog.getByRole('button', { name: 'Show amounts' }).click();
  await dialog.getByRole('button', { name: 'Back to the ticket' }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  await ticket.screen.getByRole('button', { name: 'Review order' }).click();
  await expect.element(dialog.getByText('53.502')).not.toBeInTheDocument();
});

test('without privacy mode there is nothing to show', async () => {
  const { dialog } = await confirmation();
  await expect.element(dialog.getByText('53.502 LTC')).toBeVisible();
  await expect.element(dialog.getByRole('button', { name: 'Show amounts' })).not.toBeInTheDocument();
});
