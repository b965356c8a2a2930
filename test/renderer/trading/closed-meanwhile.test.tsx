import { useDisclosure } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { beforeEach, describe, expect, test } from 'vitest';
import { err, ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { useOrderActions } from '#renderer/trading/use-order-actions.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { CancelAllDialog } from '#renderer/trading/cancel-all-dialog.tsx';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { order, tableWith } from '#test/renderer/core/records.ts';

const [first, second] = [order('1'), order('2')];
const refused = err({ code: 'NO_WORKSPACE' } as const);

function Page() {
  const { cancel, amend, dialogs } = useOrderActions();
  const [cancelling, cancelAll] = useDisclosure(false);
  return (
    <>
      <Notifications />
      <button type="button" onClick={() => void amend(first, { quantity: '100', limitPrice: '0.36' })}>
        Amend the first
      </button>
      <button type="button" onClick={() => cancel(first, { ask: true })}>
        Cancel the first
      </button>
      <button type="button" onClick={() => cancel(second, { ask: true })}>
        Cancel the second
      </button>
      <button type="button" onClick={cancelAll.open}>
        Cancel all
      </button>
      {dialogs}
      <CancelAllDialog opened={cancelling} onClose={cancelAll.close} />
    </>
  );
}

beforeEach(() => {
  useLiveStore.setState({
    connection: { status: 'open', since: 0 },
    epoch: 'first',
    orders: tableWith(first, second),
  });
});

const cases = [
  ['amending', 'Amend the first', 'Amend order', /^Amending the order needs an open workspace/],
  ['cancelling', 'Cancel the first', 'Cancel order', /^Cancelling the order needs an open workspace/],
  ['cancelling all', 'Cancel all', 'Cancel 2 orders', /^Cancelling all orders needs an open workspace/],
] as const;

async function sendAndClose(open: string, send: string) {
  const gate = Promise.withResolvers<'refused' | 'done'>();
  const answers: Partial<Handlers> = {
    'orders.amend': async () => ((await gate.promise) === 'refused' ? refused : ok(first)),
    'orders.cancel': async () => ((await gate.promise) === 'refused' ? refused : ok(first)),
    'orders.cancelAll': async () =>
      (await gate.promise) === 'refused' ? refused : ok({ requested: 2, failed: [] }),
  };
  const rendered = await renderScreen(<Page />, answers);
  const { screen } = rendered;
  await screen.getByRole('button', { name: open, exact: true }).click();
  const dialog = screen.getByRole('dialog');
  await dialog.getByRole('button', { name: send }).click();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect.element(dialog).not.toBeInTheDocument();
  return { ...rendered, answer: gate.resolve };
}

describe.each(cases)('a dialog closed while %s is under way', (_name, open, send, words) => {
  test('does not keep to itself that it failed', async () => {
    const { screen, answer } = await sendAndClose(open, send);
    answer('refused');
    await expect.element(screen.getByRole('alert').getByText(words)).toBeVisible();
  });
});

test('a dialog that is opened again has no note of what failed before', async () => {
  const { screen } = await renderScreen(<Page />, { 'orders.cancelAll': async () => refused });
  const open = screen.getByRole('button', { name: 'Cancel all', exact: true });
  const dialog = screen.getByRole('dialog');
  const note = dialog.getByText(/^Cancelling all orders needs an open workspace/);
  await open.click();
  await dialog.getByRole('button', { name: 'Cancel 2 orders' }).click();
  await expect.element(note).toBeVisible();
  await dialog.getByRole('button', { name: 'Keep orders' }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  await open.click();
  await expect.element(dialog.getByRole('button', { name: 'Cancel 2 orders' })).toBeVisible();
  await expect.element(note).not.toBeInTheDocument();
});

test('an answer to a closed dialog does not close the next one', async () => {
  const { screen, client, asked, answer } = await sendAndClose('Cancel the first', 'Cancel order');
  await screen.getByRole('button', { name: 'Cancel the second' }).click();
  answer('done');
  await client.call('orders.cancel', { orderId: first.id });
  await screen.getByRole('dialog').getByRole('button', { name: 'Cancel order' }).click();
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
  expect(asked.findLast(({ name }) => name === 'orders.cancel')?.input).toEqual({ orderId: second.id });
});

test('an order that ended while nothing was heard is not offered to be cancelled', async () => {
  const { screen } = await renderScreen(<Page />);
  await screen.getByRole('button', { name: 'Cancel the first' }).click();
  const dialog = screen.getByRole('dialog');
  await expect.element(dialog.getByRole('button', { name: 'Cancel order' })).toBeVisible();
  useLiveStore.setState({ orders: tableWith(second) });
  await expect
    .element(dialog.getByRole('alert').getByText(/^This order has ended meanwhile\./u))
    .toBeVisible();
  await expect.element(dialog.getByRole('button', { name: 'Cancel order' })).not.toBeInTheDocument();
});
