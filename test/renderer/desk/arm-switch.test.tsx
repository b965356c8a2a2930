import { Notifications, notifications } from '@mantine/notifications';
import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { ok } from '#src/domain/result.ts';
import { useCommandKeys } from '#renderer/commands/use-command-keys.ts';
import { OrderTicketPanel } from '#renderer/panels/order-ticket/order-ticket-panel.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { ArmSwitch } from '#renderer/desk/arm-switch.tsx';
import { openTicket } from '#test/renderer/panels/order-ticket/ticket-desk.tsx';
import { order } from '#test/renderer/core/records.ts';

function Desk() {
  useCommandKeys();
  return (
    <>
      <Notifications />
      <ArmSwitch />
      <input aria-label="Find an instrument" />
      <OrderTicketPanel />
    </>
  );
}

async function openDesk() {
  setPreferences({ confirmOrders: false });
  const drafts = new Set<string>();
  const ticket = await openTicket(
    {
      'orders.place': async ({ draftId }) => {
        const alreadyPlaced = drafts.has(draftId);
        drafts.add(draftId);
        return ok({ order: order('order-1'), alreadyPlaced });
      },
    },
    <Desk />,
  );
  await ticket.field('Quantity').fill('2');
  await ticket.field('Limit price').fill('90');
  return {
    ...ticket,
    drafts,
    armSwitch: ticket.screen.getByRole('switch', { name: 'Keys send from anywhere' }),
    elsewhere: ticket.field('Find an instrument'),
  };
}

afterEach(() => {
  vi.useRealTimers();
  notifications.clean();
});

test('a key that sends does so from the ticket, and elsewhere says why it did not', async () => {
  const { screen, elsewhere, field, drafts } = await openDesk();
  await elsewhere.click();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect
    .element(screen.getByText(/places from the ticket, or anywhere while keys are armed/))
    .toBeVisible();
  expect(drafts.size).toBe(0);

  await field('Limit price').click();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.poll(() => drafts.size).toBe(1);
});

test('whatever key it was given, it sends from the ticket and is refused elsewhere, and a letter stays a field’s', async () => {
  const { screen, elsewhere, drafts } = await openDesk();
  setPreferences({ keyBindings: [{ command: 'orders.review', key: 'Alt+J' }] });
  await elsewhere.click();
  await userEvent.keyboard('{Alt>}j{/Alt}{Control>}{Enter}{/Control}');
  await expect.element(screen.getByText(/^Alt\+J places from the ticket/)).toBeVisible();
  expect(drafts.size).toBe(0);

  const strategy = screen.getByRole('combobox', { name: 'Strategy' });
  setPreferences({ keyBindings: [{ command: 'orders.review', key: 'J' }] });
  await strategy.click();
  await userEvent.keyboard('j');
  await expect.element(strategy).toHaveValue('j');
  expect(drafts.size).toBe(0);

  setPreferences({ keyBindings: [{ command: 'orders.review', key: 'Alt+J' }] });
  await userEvent.keyboard('{Alt>}j{/Alt}');
  await expect.poll(() => drafts.size).toBe(1);
});

test('armed, it sends from anywhere, and pressed twice it is one order', async () => {
  const { screen, armSwitch, elsewhere, drafts } = await openDesk();
  await armSwitch.click();
  await expect.element(armSwitch).toBeChecked();
  await elsewhere.click();
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(screen.getByRole('group', { name: 'What became of the order' })).toBeVisible();
  expect(drafts.size).toBe(1);
});

test('a key arms and disarms', async () => {
  const { armSwitch, elsewhere } = await openDesk();
  await elsewhere.click();
  await userEvent.keyboard('{Control>}{Shift>}E{/Shift}{/Control}');
  await expect.element(armSwitch).toBeChecked();
  await userEvent.keyboard('{Control>}{Shift>}E{/Shift}{/Control}');
  await expect.element(armSwitch).not.toBeChecked();
});

test('keys are safe again when the connection is lost, and in another workspace', async () => {
  const { armSwitch } = await openDesk();
  await armSwitch.click();
  await expect.element(armSwitch).toBeChecked();
  useLiveStore.setState({ connection: { status: 'lost', since: 0 } });
  await expect.element(armSwitch).not.toBeChecked();

  useLiveStore.setState({ connection: { status: 'open', since: 0 } });
  await armSwitch.click();
  await expect.element(armSwitch).toBeChecked();
  useLiveStore.setState({ workspace: { id: 'another', name: 'Another', kind: 'paper', createdAt: 0 } });
  await expect.element(armSwitch).not.toBeChecked();
});

test('keys are safe again once nobody has touched the page for as long as the trader set', async () => {
  const { armSwitch } = await openDesk();
  setPreferences({ disarmAfterMinutes: 1 });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const button = armSwitch.element();
  if (!(button instanceof HTMLElement)) throw new Error('no switch');
  button.click();
  await vi.waitUntil(() => button.ariaChecked === 'true');
  vi.advanceTimersByTime(59_000);
  window.dispatchEvent(new PointerEvent('pointerdown'));
  vi.advanceTimersByTime(59_000);
  expect(button.ariaChecked).toBe('true');
  vi.advanceTimersByTime(1_000);
  vi.useRealTimers();
  await expect.element(armSwitch).not.toBeChecked();
});
