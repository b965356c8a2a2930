import { beforeEach, expect, test } from 'vitest';
import type { OrderEventInfo } from '#src/contract/orders.ts';
import { ok } from '#src/domain/result.ts';
import { OrderHistory } from '#renderer/trading/order-history.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { applyChange } from '#renderer/core/record.ts';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';
import { order, paper, tableWith } from '#test/renderer/core/records.ts';

const bitcoin = {
  id: 'sim:BTC-USDT',
  venue: 'sim',
  symbol: 'BTC-USDT',
  kind: 'spot',
  base: 'BTC',
  quote: 'USDT',
  settle: 'USDT',
  tickSize: '0.01',
  lotSize: '0.001',
  multiplier: '1',
  tradable: true,
} as const;

const amended = order('o1', { instrumentId: bitcoin.id, limitPrice: '10000.6' });
const at = Date.UTC(2026, 2, 8, 14, 5, 9, 7);
const event = { source: 'stream', status: 'SUBMITTED', time: at, receivedAt: at, changes: [] } as const;

const events: OrderEventInfo[] = [
  { ...event, changes: [], sequence: 1, type: 'created', source: 'trader', detail: 'decided by the trader' },
  {
    ...event,
    sequence: 2,
    type: 'amended',
    receivedAt: at + 1_293,
    detail: 'quantity from 2 to 1.5, limit price from 10000.5 to 10000.6',
    changes: [
      { term: 'quantity', from: '2', to: '1.5' },
      { term: 'limitPrice', from: '10000.5', to: '10000.6' },
    ],
  },
  {
    ...event,
    changes: [],
    sequence: 3,
    type: 'rejected',
    detail: 'insufficient balance: needs 15000.9 USDT, free 9500 USDT',
  },
];

beforeEach(() => {
  useLiveStore.setState({ epoch: 'e1', workspace: paper, instruments: { [bitcoin.id]: bitcoin } });
  setPreferences({ timeZone: 'utc' });
});

async function showEvents() {
  const { screen } = await renderScreen(
    <OrderHistory orderId="o1" known={amended} onClose={() => undefined} />,
    { 'orders.history': async () => ok({ order: amended, events }) },
  );
  return screen.getByRole('region', { name: 'Events' });
}

test('an amendment says what became of what, with the tick’s digits', async () => {
  const region = await showEvents();
  await expect.element(region.getByText('Quantity 2.000 → 1.500 BTC')).toBeVisible();
  await expect.element(region.getByText('Limit price 10,000.50 → 10,000.60 USDT')).toBeVisible();
});

test('every event has its millisecond, and both clocks where they differ', async () => {
  const region = await showEvents();
  const timeOf = (row: number) => region.getByRole('row').nth(row).getByRole('cell').first();
  await expect.element(timeOf(1)).toHaveTextContent('2026-03-08 14:05:09.007');
  await expect.element(timeOf(2)).toHaveTextContent('2026-03-08 14:05:09.007received 14:05:10.300');
});

test('numbers in the words of a venue are written as the trader reads them', async () => {
  setPreferences({ separators: 'point-comma' });
  const region = await showEvents();
  await expect
    .element(region.getByText('“insufficient balance: needs 15.000,9 USDT, free 9.500 USDT”'))
    .toBeVisible();
  await expect.element(region.getByText('Limit price 10.000,50 → 10.000,60 USDT')).toBeVisible();
});

test('an order that filled while nothing was heard is told as the record has it', async () => {
  const { screen } = await renderScreen(
    <OrderHistory orderId="o1" known={amended} onClose={() => undefined} />,
    {
      'orders.history': async () =>
        ok({
          order: {
            ...amended,
            status: 'FILLED',
            filledQuantity: '100',
            remainingQuantity: '0',
            active: false,
          },
          events,
        }),
    },
  );
  await expect.element(screen.getByText('Filled', { exact: true }).first()).toBeVisible();
  await expect.element(screen.getByText('Submitted', { exact: true })).not.toBeInTheDocument();
});

test('what happens under a clock that was set back is in it at once', async () => {
  const cancelled = { ...amended, status: 'CANCELLED', active: false } as const;
  useLiveStore.setState({ orders: tableWith(amended) });
  let recorded = events;
  const { screen } = await renderScreen(
    <OrderHistory orderId="o1" known={amended} onClose={() => undefined} />,
    { 'orders.history': async () => ok({ order: amended, events: recorded }) },
  );
  await expect.element(screen.getByText('Quantity 2.000 → 1.500 BTC')).toBeVisible();

  recorded = [
    ...events,
    {
      ...event,
      changes: [],
      sequence: 4,
      type: 'cancelled',
      detail: { code: 'CANCELLED_ON_REQUEST' },
      time: at - 3_600_000,
    },
  ];
  useLiveStore.setState((state) => applyChange(state, 1, { type: 'orderChanged', order: cancelled }));
  await expect.element(screen.getByText('Cancelled on request.')).toBeVisible();
});

test('of a long history and of many fills the latest are shown, and the earlier ones a page at a time', async () => {
  const asked: unknown[] = [];
  const fill = {
    accountId: 'a1',
    instrumentId: bitcoin.id,
    venueTradeId: 't1',
    side: 'BUY',
    quantity: '1',
    currency: 'USDT',
    source: 'venue',
    time: at,
  } as const;
  const fillAt = (price: string) => ({ ...fill, id: price, price, notional: price });
  const { screen } = await renderScreen(
    <OrderHistory orderId="o1" known={amended} onClose={() => undefined} />,
    {
      'orders.history': async ({ before }) => {
        asked.push(before);
        const type = before === undefined ? 'accepted' : 'created';
        const sequence = before === undefined ? 201 : 1;
        return ok({ order: amended, events: [{ ...event, sequence, type, detail: '', changes: [] }] });
      },
      'fills.page': async ({ after }) =>
        after === undefined
          ? ok({ rows: [fillAt('103'), fillAt('102')], next: 'place', total: 3, exact: true })
          : ok({ rows: [fillAt('101')], total: 3, exact: true }),
    },
  );
  const turning = screen.getByRole('group', { name: 'Events' });
  const latest = turning.getByRole('button', { name: 'Latest' });
  await expect.element(latest).toBeDisabled();
  await turning.getByRole('button', { name: 'Earlier' }).click();
  await expect.element(screen.getByText('Decided', { exact: true })).toBeVisible();
  await expect.element(turning.getByRole('button', { name: 'Earlier' })).toBeDisabled();
  await latest.click();
  await expect.element(screen.getByText('Accepted', { exact: true })).toBeVisible();
  expect(asked).toEqual([undefined, 201, undefined]);

  const filled = screen.getByRole('region', { name: 'Fills of this order' });
  const price = (row: number) => filled.getByRole('row').nth(row).getByRole('cell').nth(2);
  await expect.element(price(1)).toHaveTextContent('102.00');
  await expect.element(price(2)).toHaveTextContent('103.00');
  await screen.getByRole('group', { name: 'Fills' }).getByRole('button', { name: 'Earlier' }).click();
  await expect.element(price(1)).toHaveTextContent('101.00');
});
