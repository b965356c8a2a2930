import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { InstrumentInfo } from '#src/contract/market.ts';
import type { OrderInfo } from '#src/contract/orders.ts';
import { dress, type Separators } from '#renderer/format/number.ts';
import { OrdersPanel } from '#renderer/panels/orders/orders-panel.tsx';
import { useLiveStore } from '#renderer/stores/live-store.ts';
import { setPreferences } from '#renderer/stores/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { order, paper } from '#test/renderer/stores/records.ts';

const bitcoin: InstrumentInfo = {
  id: 'sim:BTC-USDT',
  venue: 'sim',
  symbol: 'BTC-USDT',
  kind: 'spot',
  base: 'BTC',
  quote: 'USDT',
  settle: 'USDT',
  tickSize: '0.01',
  lotSize: '0.0001',
  multiplier: '1',
  tradable: true,
};

const resting: OrderInfo = order('o1', {
  instrumentId: bitcoin.id,
  quantity: '1234.5',
  remainingQuantity: '1234.5',
  limitPrice: '10000.5',
});

const settings: readonly Separators[] = ['comma-point', 'point-comma', 'space-point', 'none-point'];

beforeEach(() => {
  useLiveStore.setState({
    epoch: 'e1',
    workspace: paper,
    instruments: { [bitcoin.id]: bitcoin },
    orders: { [resting.id]: resting },
  });
  setPreferences({ confirmOrders: false });
});

async function renderOrders() {
  const { asked } = await renderScreen(
    <div style={{ height: 400, display: 'flex', flexDirection: 'column' }}>
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
    },
  );
  return () => asked.filter(({ name }) => name === 'orders.amend').map(({ input }) => input);
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

describe.each(settings)('amending in place with %s', (separators) => {
  beforeEach(() => setPreferences({ separators }));

  test('the field opens with what the cell shows, and its last digit changes the last digit', async () => {
    const amendments = await renderOrders();
    await open('Limit');
    await expect.element(field('Limit')).toHaveValue(dress('10000.50', separators));
    await userEvent.keyboard('{End}{Backspace}{Backspace}60{Enter}');
    await expect.poll(amendments).toEqual([{ orderId: 'o1', quantity: '1234.5', limitPrice: '10000.6' }]);
  });

  test('a quantity too', async () => {
    const amendments = await renderOrders();
    await open('Quantity');
    await expect.element(field('Quantity')).toHaveValue(dress('1234.5000', separators));
    await userEvent.fill(field('Quantity'), dress('1234.6', separators));
    await userEvent.keyboard('{Enter}');
    await expect.poll(amendments).toEqual([{ orderId: 'o1', quantity: '1234.6', limitPrice: '10000.5' }]);
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

test('a filter is read as the column shows its numbers', async () => {
  setPreferences({ separators: 'point-comma' });
  await renderOrders();
  await userEvent.click(page.getByRole('button', { name: /filter/iu }).first());
  const filter = page.getByRole('textbox', { name: 'Filter Limit' });
  const cell = page.getByRole('button', { name: /^Edit limit/iu });
  await userEvent.fill(filter, '<10.000,5');
  await expect.element(cell).not.toBeInTheDocument();
  await userEvent.fill(filter, '>=10.000,5');
  await expect.element(cell).toBeInTheDocument();
  await userEvent.fill(filter, '<1,000.5');
  await expect.element(filter).toHaveAttribute('aria-invalid', 'true');
  await expect.element(alertSaying('Write 1.000,5.')).toBeVisible();
  const under = filter.element().getBoundingClientRect();
  const words = page.getByRole('alert').element().getBoundingClientRect();
  expect(words.top).toBeGreaterThanOrEqual(under.bottom);
  expect(Math.abs(words.left - under.left)).toBeLessThan(8);
});
