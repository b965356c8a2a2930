import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Notifications, notifications } from '@mantine/notifications';
import { err, ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import type { OrderInfo } from '#src/contract/orders.ts';
import { allSeparators, dress } from '#renderer/format/number.ts';
import { OrdersPanel } from '#renderer/panels/orders/orders-panel.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { applyChange } from '#renderer/core/record.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { order, paper, tableWith } from '#test/renderer/core/records.ts';
import { liveCore } from '#test/renderer/core/core-signs.ts';
import { pair } from '#test/renderer/instruments.ts';

const bitcoin = pair('BTC', { lotSize: '0.0001' });

const resting: OrderInfo = order('o1', {
  instrumentId: bitcoin.id,
  quantity: '1234.5',
  remainingQuantity: '1234.5',
  limitPrice: '10000.5',
});

/** The order as the trader saw it, and what is asked for where nothing else is typed. */
const amending = {
  orderId: 'o1',
  seen: { quantity: '1234.5', limitPrice: '10000.5' },
  quantity: '1234.5',
  limitPrice: '10000.5',
};

beforeEach(() => {
  notifications.clean();
  useLiveStore.setState({
    epoch: 'e1',
    workspace: paper,
    instruments: { [bitcoin.id]: bitcoin },
    orders: tableWith(resting),
  });
  setPreferences({ confirmOrders: false, privacy: false, separators: 'comma-point' });
});

async function renderOrders(answers: Partial<Handlers> = {}) {
  const { asked } = await renderScreen(
    <div style={{ height: 400, display: 'flex', flexDirection: 'column' }}>
      <Notifications />
      <OrdersPanel />
    </div>,
    {
      'orders.estimate': async () => ({
        ok: true,
        value: { problems: [], warnings: [], currency: 'USDT' },
      }),
      'orders.amend': async ({ limitPrice, quantity }) => ({
        ok: true,
        value: { ...resting, quantity, ...(limitPrice === undefined ? {} : { limitPrice }) },
      }),
      ...answers,
    },
  );
  return () => asked.filter(({ name }) => name === 'orders.amend').map(({ input }) => input);
}

function become(change: Partial<OrderInfo>): void {
  const changed = { ...resting, ...change };
  useLiveStore.setState((state) => applyChange(state, 1, { type: 'orderChanged', order: changed }));
}

function field(header: string) {
  return page.getByRole('textbox', { name: header, exact: true });
}

function alertSaying(words: string) {
  return page.getByRole('alert').filter({ hasText: words });
}

async function open(header: string): Promise<void> {
  await userEvent.click(page.getByRole('button', { name: new RegExp(`^Edit ${header}`, 'iu') }));
}

test('the same number in another spelling is no amendment: nothing is asked for, and the field closes', async () => {
  const amendments = await renderOrders();
  await open('Limit');
  await userEvent.keyboard('10000.5000{Enter}');
  await expect.element(field('Limit')).not.toBeInTheDocument();
  expect(amendments()).toEqual([]);
  await open('Limit');
  await userEvent.keyboard('10000.51{Enter}');
  await expect.poll(amendments).toEqual([expect.objectContaining({ limitPrice: '10000.51' })]);
});

describe.each(allSeparators)('amending in place with %s', (separators) => {
  beforeEach(() => setPreferences({ separators }));

  test('the field opens with what the cell shows, and its last digit changes the last digit', async () => {
    const amendments = await renderOrders();
    await open('Limit');
    await expect.element(field('Limit')).toHaveValue(dress('10000.50', separators));
    await userEvent.keyboard('{End}{Backspace}{Backspace}60{Enter}');
    await expect.poll(amendments).toEqual([{ ...amending, limitPrice: '10000.6' }]);
  });

  test('a quantity too', async () => {
    const amendments = await renderOrders();
    await open('Quantity');
    await expect.element(field('Quantity')).toHaveValue(dress('1234.5000', separators));
    await userEvent.fill(field('Quantity'), dress('1234.6', separators));
    await userEvent.keyboard('{Enter}');
    await expect.poll(amendments).toEqual([{ ...amending, quantity: '1234.6' }]);
  });

  test('Enter on the text that it opened with asks for nothing', async () => {
    const amendments = await renderOrders();
    await open('Limit');
    await userEvent.keyboard('{Enter}');
    await expect.element(field('Limit')).not.toBeInTheDocument();
    expect(amendments()).toEqual([]);
  });
});

test.each([
  ['comma-point', '0,06', '“0,06” is no number with your separators', '0.06'],
  ['comma-point', '10.000', '“10.000” is 10 with your separators', '10,000'],
  ['point-comma', '10000.6', '“10000.6” is no number with your separators', '10.000,6'],
  ['none-point', '10,000.6', '“10,000.6” is no number with your separators', '10000.6'],
] as const)(
  'with %s “%s” is refused at the cell, and nothing is sent',
  async (separators, text, words, other) => {
    setPreferences({ separators });
    const amendments = await renderOrders();
    await open('Limit');
    await userEvent.fill(field('Limit'), text);
    await userEvent.keyboard('{Enter}');
    await expect.element(alertSaying(words)).toBeVisible();
    await expect.element(alertSaying(other)).toBeVisible();
    await expect.element(field('Limit')).toHaveValue(text);
    expect(amendments()).toEqual([]);
  },
);

async function amendLimit(answers: Partial<Handlers>) {
  const amendments = await renderOrders(answers);
  await open('Limit');
  await userEvent.fill(field('Limit'), '10000.60');
  await userEvent.keyboard('{Enter}');
  return amendments;
}

describe('an amendment whose field is gone', () => {
  const refused = err({ code: 'REFUSED', venueCode: '-2011', reason: 'it was too late' } as const);
  const told = /Amending BTC-USDT Buy 1,234\.5000 @ 10,000\.50 was refused by the venue/u;

  test.each([
    ['by Escape', () => userEvent.keyboard('{Escape}')],
    ['because another cell is edited', () => open('Quantity')],
    ['because its order has ended', async () => useLiveStore.setState({ orders: tableWith() })],
  ])('%s tells that it was refused all the same', async (_, leave) => {
    const answer = Promise.withResolvers<typeof refused>();
    const amendments = await amendLimit({ 'orders.amend': () => answer.promise });
    await expect.poll(() => amendments().length).toBe(1);
    await leave();
    await expect.element(field('Limit')).not.toBeInTheDocument();
    answer.resolve(refused);
    await expect.element(alertSaying('it was too late')).toBeVisible();
    await expect.element(page.getByText(told)).toBeVisible();
  });

  test('is told at the field while that is there, and there alone', async () => {
    await amendLimit({ 'orders.amend': async () => refused });
    await expect.element(alertSaying('it was too late')).toBeVisible();
    expect(page.getByRole('alert').elements()).toHaveLength(1);
  });

  test('is not sent when Escape comes while it is still looked at', async () => {
    const looked = Promise.withResolvers<void>();
    const amendments = await amendLimit({
      'orders.estimate': async () => {
        await looked.promise;
        return ok({ problems: [], warnings: [], currency: 'USDT' });
      },
    });
    await userEvent.keyboard('{Escape}');
    looked.resolve();
    await expect.element(field('Limit')).not.toBeInTheDocument();
    await open('Quantity');
    await userEvent.fill(field('Quantity'), '1234.6');
    await userEvent.keyboard('{Enter}');
    await expect.poll(amendments).toEqual([{ ...amending, quantity: '1234.6' }]);
  });
});

test('an amendment carries the sign of life of its Enter, though the core stood still before it answered', async () => {
  const sign = liveCore();
  sign(1000);
  const looked = Promise.withResolvers<void>();
  const amendments = await amendLimit({
    'orders.estimate': async () => {
      await looked.promise;
      return ok({ problems: [], warnings: [], currency: 'USDT' });
    },
  });
  sign(11_000);
  looked.resolve();
  await expect.poll(amendments).toEqual([{ ...amending, limitPrice: '10000.6', heardAt: 1000 }]);
});

test('what the core says of a quantity stands at its field, hidden as every amount is', async () => {
  await renderOrders({
    'orders.estimate': async () =>
      ok({
        problems: [{ field: 'quantity', code: 'QUANTITY_FILLED', filled: '987.6', lotSize: '0.0001' }],
        warnings: [],
        currency: 'USDT',
      }),
  });
  await open('Quantity');
  await userEvent.fill(field('Quantity'), '987.6');
  await userEvent.keyboard('{Enter}');
  await expect
    .element(
      alertSaying('987.6000 of it has filled. Enter more than that; to end the rest, cancel the order.'),
    )
    .toBeVisible();
  setPreferences({ privacy: true });
  await expect.element(alertSaying('••• of it has filled.')).toBeVisible();
});

test.each([{ isComposing: true }, { keyCode: 229 }])(
  'Enter of an input method (%o) takes its candidate and sends nothing',
  async (press) => {
    const amendments = await renderOrders();
    await open('Limit');
    await userEvent.fill(field('Limit'), '９０００');
    const enter = { key: 'Enter', bubbles: true, ...press };
    field('Limit').element().dispatchEvent(new KeyboardEvent('keydown', enter));
    await expect.element(field('Limit')).toHaveValue('９０００');
    await userEvent.keyboard('{Escape}');
    expect(amendments()).toEqual([]);
  },
);

test('privacy hides a quantity that is being written, and Enter shows it before it sends it', async () => {
  const amendments = await renderOrders();
  await open('Quantity');
  await userEvent.fill(field('Quantity'), '1200');
  setPreferences({ privacy: true });
  await expect.element(field('Quantity')).toHaveValue('•••');
  await userEvent.keyboard('{Enter}');
  await expect.element(field('Quantity')).toHaveValue('1200');
  expect(amendments()).toEqual([]);
  await userEvent.keyboard('{Enter}');
  await expect.poll(amendments).toEqual([{ ...amending, quantity: '1200' }]);
});

test('Enter on a quantity that was left as it was asks for nothing, though privacy hid it meanwhile', async () => {
  const amendments = await renderOrders();
  await open('Quantity');
  setPreferences({ privacy: true });
  await expect.element(field('Quantity')).toHaveValue('•••');
  await userEvent.keyboard('{Enter}{Enter}');
  await expect.element(field('Quantity')).not.toBeInTheDocument();
  expect(amendments()).toEqual([]);
});

test('a quantity that is pressed in privacy mode is seen by who pressed it; a price is no secret', async () => {
  await renderOrders();
  setPreferences({ privacy: true });
  await open('Quantity');
  await expect.element(field('Quantity')).toHaveValue('1,234.5000');
  await userEvent.keyboard('{Escape}');
  await open('Limit');
  setPreferences({ privacy: false });
  setPreferences({ privacy: true });
  await expect.element(field('Limit')).toHaveValue('10,000.50');
});

test('who goes to another window and comes back finds what was typed', async () => {
  const amendments = await renderOrders();
  await open('Limit');
  await userEvent.fill(field('Limit'), '9000');
  // What the browser does then: the field hears that it lost the focus, and stays the page's active element.
  field('Limit')
    .element()
    .dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
  await expect.element(field('Limit')).toHaveValue('9000');
  await userEvent.keyboard('{Enter}');
  await expect.poll(amendments).toEqual([{ ...amending, limitPrice: '9000' }]);
});

describe('an order that changes while its field is open', () => {
  test('is not set back by Enter on the text that the field opened with', async () => {
    const amendments = await renderOrders();
    await open('Quantity');
    become({ quantity: '5', remainingQuantity: '5' });
    await userEvent.keyboard('{Enter}');
    await expect.element(field('Quantity')).not.toBeInTheDocument();
    expect(amendments()).toEqual([]);
  });

  test.each([
    ['Limit', '9000', { limitPrice: '8000.5' }, 'its limit price is 8,000.50 now'],
    ['Limit', '9000', { quantity: '5' }, 'its quantity is 5.0000 now'],
    ['Quantity', '7', { filledQuantity: '3' }, '3.0000 of it is filled now'],
  ] as const)('is not amended in %s to %s', async (header, text, change, words) => {
    const amendments = await renderOrders();
    await open(header);
    await userEvent.fill(field(header), text);
    become(change);
    await userEvent.keyboard('{Enter}');
    await expect.element(alertSaying(words)).toBeVisible();
    await expect.element(field(header)).toHaveValue(text);
    expect(amendments()).toEqual([]);
  });

  test('is told by the core where the screen has not heard of it yet', async () => {
    await amendLimit({
      'orders.amend': async () =>
        err({ code: 'ORDER_CHANGED', now: { quantity: '1234.5', limitPrice: '8000.5' } } as const),
    });
    const words = 'It has quantity 1,234.5, limit price 8,000.5 now. Begin anew from that.';
    await expect.element(alertSaying(words)).toBeVisible();
  });

  test('can be moved to another price while it fills', async () => {
    const amendments = await renderOrders();
    await open('Limit');
    await userEvent.fill(field('Limit'), '9000');
    become({ filledQuantity: '3' });
    await userEvent.keyboard('{Enter}');
    await expect.poll(amendments).toEqual([{ ...amending, limitPrice: '9000' }]);
  });
});
