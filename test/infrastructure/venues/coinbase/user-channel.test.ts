import { describe, expect, it } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import { connected, heard } from '#test/infrastructure/venues/client-harness.ts';
import { units } from '#test/venues/exchange/units.ts';
import { btc, tradingAtVenue } from './trading-harness.ts';

describe('an order for a sum of money, of elsewhere', () => {
  const number = '00000000-0000-4000-8000-0000000000aa';
  const order = {
    order_id: number,
    product_id: 'BTC-USD',
    order_configuration: { market_market_ioc: { quote_size: '100' } },
    side: 'BUY',
    client_order_id: '',
    status: 'FILLED',
    created_time: '2023-11-14T22:13:20Z',
    filled_size: '0.99',
    number_of_fills: '2',
    total_fees: '0.6',
  };
  const fill = (trade: string, price: string, size: string) => ({
    trade_id: trade,
    order_id: number,
    product_id: 'BTC-USD',
    trade_time: `2023-11-14T22:13:20.00${trade}Z`,
    sequence_timestamp: `2023-11-14T22:13:20.00${trade}Z`,
    trade_type: 'FILL',
    price,
    size,
    size_in_quote: true,
    commission: '0.3',
    liquidity_indicator: 'TAKER',
  });

  async function told(fills: readonly object[], more: object = {}) {
    const { client, venue } = await tradingAtVenue();
    const one = {
      taken: true,
      answer: { status: 200, body: JSON.stringify({ order: { ...order, ...more } }) },
    };
    venue.faults.next('historical', one);
    const body = JSON.stringify({ fills, cursor: '' });
    venue.faults.next('fills', { taken: true, answer: { status: 200, body } });
    return client.queryAtVenue({ instrumentId: btc, brokerOrderId: number });
  }

  it('has the quantities that make what it filled', async () => {
    const answer = await told([fill('2', '101', '50.5'), fill('1', '102', '49.98')]);
    const fills = answer.ok ? answer.value.filter((each) => each.type === 'filled') : [];
    expect(
      fills.map((each) =>
        each.type === 'filled' ? [each.fill.venueTradeId, String(each.fill.quantity)] : [],
      ),
    ).toEqual([
      ['1', '0.49'],
      ['2', '0.5'],
    ]);
  });

  it('is not told where its fills make more than it filled', async () => {
    const answer = await told([fill('2', '101', '50.5'), fill('1', '0.000001', '49.98')]);
    expect(answer).toMatchObject({ error: { reason: { code: 'FILLS_NOT_TOLD' } } });
  });

  it('is told once all of its fills are, and it is over', async () => {
    expect(await told([fill('1', '102', '49.98')])).toMatchObject({
      error: { reason: { code: 'FILLS_NOT_TOLD' } },
    });
    const both = [fill('2', '101', '50.5'), fill('1', '102', '49.98')];
    expect(await told(both, { status: 'OPEN' })).toMatchObject({
      error: { reason: { code: 'FILLS_NOT_TOLD' } },
    });
  });
});

describe('the open orders', () => {
  const order = {
    order_id: '00000000-0000-4000-8000-0000000000bb',
    product_id: 'BTC-USD',
    order_configuration: { limit_limit_gtc: { base_size: '2', limit_price: '90', post_only: false } },
    side: 'BUY',
    client_order_id: 'waiting',
    status: 'PENDING',
    created_time: '2023-11-14T22:13:20Z',
    filled_size: '0',
  };
  const listed = (more: object) =>
    JSON.stringify({ orders: [{ ...order, ...more }], has_next: false, cursor: '' });

  it('have those that wait to be, once, whatever they become meanwhile', async () => {
    const { client, venue, sent } = await tradingAtVenue();
    for (const status of ['PENDING', 'QUEUED'])
      venue.faults.next('batch', { taken: true, answer: { status: 200, body: listed({ status }) } });
    expect(await client.openOrders()).toMatchObject({
      ok: true,
      value: [{ clientOrderId: 'waiting', quantity: Decimal.from('2'), filledQuantity: Decimal.zero }],
    });
    // What becomes open after it was asked about is in the next answer.
    expect(sent('GET', 'orders/historical/batch')).toEqual(
      ['PENDING', 'QUEUED', 'OPEN', 'EDIT_QUEUED', 'CANCEL_QUEUED'].map(
        (status) => `order_status=${status}&limit=100`,
      ),
    );
  });

  it('have one of a product that is traded in the book of another, and none of what is not known', async () => {
    const { client, venue } = await tradingAtVenue();
    const body = listed({ product_id: 'BTC-USDC' });
    venue.faults.next('batch', { taken: true, answer: { status: 200, body } });
    expect(await client.openOrders()).toMatchObject({
      ok: true,
      value: [{ instrumentId: 'coinbase:BTC-USDC' }],
    });
    const unknown = listed({ product_id: 'BTC-PERP-INTX' });
    venue.faults.next('batch', { taken: true, answer: { status: 200, body: unknown } });
    expect(await client.openOrders()).toEqual({ ok: true, value: [] });
  });
});

describe('the user channel', () => {
  it('is waited for where the fills are behind it', async () => {
    const { client, venue, exchange, clock, orderOf, reports } = await tradingAtVenue();
    await client.place(orderOf({ limit: '99', quantity: '1' }));
    const none = { taken: true, answer: { status: 200, body: '{"fills":[],"cursor":""}' } };
    venue.faults.next('fills', none);
    exchange.crowd.take('BTCUSD', 'SELL', units('6'), units('99'));
    await expect.poll(() => venue.requests.at(-1)?.path).toMatch(/fills$/u);
    expect(reports.some(({ type }) => type === 'filled')).toBe(false);
    for (let waits = 0; waits < 200 && !reports.some(({ type }) => type === 'filled'); waits += 1)
      await clock.advance(50);
    expect(reports.filter(({ type }) => type === 'filled').length).toBe(1);
  });

  it('tells what happens elsewhere, with its terms', async () => {
    const { client, placeElsewhere } = await tradingAtVenue();
    const told = heard(client, ({ type, placed, clientOrderId }) => {
      if (type !== 'accepted') return false;
      expect(placed).toMatchObject({
        instrumentId: btc,
        side: 'BUY',
        type: 'LIMIT',
        limitPrice: Decimal.from('90'),
      });
      expect(clientOrderId).toBe('by-hand');
      return true;
    });
    placeElsewhere('by-hand', '90');
    await told;
  });

  it.each(['dropped', 'twice', 'after the next'] as const)(
    'of which a frame comes %s has all compared',
    async (how) => {
      const { client, venue, exchange, orderOf, states } = await tradingAtVenue();
      await client.place(orderOf({ limit: '99', quantity: '3' }));
      exchange.crowd.take('BTCUSD', 'SELL', units('5'), units('99'));
      const before = states.length;
      venue.faults.nextFrame('user', how);
      for (let times = 0; times < 3; times += 1)
        exchange.crowd.take('BTCUSD', 'SELL', units('1'), units('99'));
      await expect.poll(() => states.length).toBeGreaterThan(before);
      expect(states.at(-1)).toEqual({ status: 'connected' });
    },
  );

  it('that ends is said to be lost, and is dialled anew', async () => {
    const { client, venue, clock, states } = await tradingAtVenue();
    venue.disconnect();
    await expect
      .poll(() => states.at(-1))
      .toMatchObject({ status: 'lost', reason: { code: 'LOCKED_NOT_REACHED' } });
    const back = connected(client);
    await clock.advance(1_000);
    await back;
    expect(states.at(-1)).toEqual({ status: 'connected' });
  });
});
