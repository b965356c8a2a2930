import { describe, expect, it } from 'vitest';

import { heard } from '#test/infrastructure/venues/client-harness.ts';
import { start } from '#test/venues/one-market.ts';
import { btc, tradingAtVenue } from './trading-harness.ts';

const number = '00000000-0000-4000-8000-0000000000aa';
const order = {
  order_id: number,
  product_id: 'BTC-USD',
  order_configuration: { limit_limit_gtc: { base_size: '3', limit_price: '101', post_only: false } },
  side: 'BUY',
  client_order_id: 'by-hand',
  status: 'OPEN',
  created_time: '2023-11-14T22:13:20Z',
  filled_size: '2',
  number_of_fills: '2',
};

/** `told`: of the second in which it was told, as many digits as the venue needs. */
function fill(trade: string, told: string, more: object = {}) {
  return {
    trade_id: trade,
    order_id: number,
    product_id: 'BTC-USD',
    trade_time: '2023-11-14T22:13:20.001Z',
    sequence_timestamp: `2023-11-14T22:13:20${told}Z`,
    trade_type: 'FILL',
    price: '101',
    size: '1',
    commission: '0.3',
    liquidity_indicator: 'TAKER',
    ...more,
  };
}

type Trading = Awaited<ReturnType<typeof tradingAtVenue>>;

/** The next question of that kind is answered so. */
function answer({ venue }: Trading, kind: string, body: object): void {
  venue.faults.next(kind, { taken: true, answer: { status: 200, body: JSON.stringify(body) } });
}

const since = { after: undefined, since: start - 60_000 };
const named = (told: Awaited<ReturnType<Trading['client']['fillsSince']>>) =>
  told.ok && told.value.map(({ venueTradeId }) => venueTradeId);

describe('the fills since the last that is known', () => {
  it('follow each other as they were told, however many digits that needs', async () => {
    const trading = await tradingAtVenue();
    const fills = [fill('late', '.0012'), fill('first', ''), fill('third', '.002'), fill('second', '.001')];
    answer(trading, 'fills', { fills, cursor: '' });
    expect(named(await trading.client.fillsSince(btc, since))).toEqual(['first', 'second', 'late', 'third']);
  });

  it('have one that was told late of an earlier trade', async () => {
    const trading = await tradingAtVenue();
    const known = fill('known', '.5', { trade_time: '2023-11-14T22:13:20.400Z' });
    answer(trading, 'fills', { fills: [known, fill('late', '.6')], cursor: '' });
    expect(named(await trading.client.fillsSince(btc, { ...since, after: 'known' }))).toEqual(['late']);
  });

  it('are asked for until that one, and no further', async () => {
    const trading = await tradingAtVenue();
    const old = fill('old', '', {
      trade_time: '2023-11-14T22:11:00Z',
      sequence_timestamp: '2023-11-14T22:11:00Z',
    });
    answer(trading, 'fills', { fills: [fill('new', '.2'), fill('known', '.1'), old], cursor: 'more' });
    expect(named(await trading.client.fillsSince(btc, { ...since, after: 'known' }))).toEqual(['new']);
    expect(trading.sent('GET', 'orders/historical/fills').length).toBe(1);
  });

  it('are none of another product', async () => {
    const trading = await tradingAtVenue();
    const fills = [fill('own', '.1'), fill('other', '.2', { product_id: 'BTC-USDC' })];
    answer(trading, 'fills', { fills, cursor: '' });
    expect(named(await trading.client.fillsSince(btc, since))).toEqual(['own']);
  });
});

describe('everything about an order', () => {
  const asked = { instrumentId: btc, brokerOrderId: number };

  it('has no fill of another order', async () => {
    const trading = await tradingAtVenue();
    answer(trading, 'historical', { order });
    const other = fill('other', '.3', { order_id: '00000000-0000-4000-8000-0000000000cc' });
    answer(trading, 'fills', { fills: [fill('1', '.1'), fill('2', '.2'), other], cursor: '' });
    const told = await trading.client.queryAtVenue(asked);
    expect(told.ok && told.value.map(({ type }) => type)).toEqual(['accepted', 'filled', 'filled']);
  });

  it('is not what is answered about another one', async () => {
    const trading = await tradingAtVenue();
    answer(trading, 'historical', { order: { ...order, order_id: 'another' } });
    expect(await trading.client.queryAtVenue(asked)).toMatchObject({
      error: { reason: { code: 'ANSWER_NOT_UNDERSTOOD' } },
    });
  });

  it.each([
    ['with the fee in them', ['50.8', '49.7']],
    ['of which nothing is left for the last', ['99.99', '49']],
  ])('is not known where sizes are sums of money, %s', async (_what, [one, other]) => {
    const trading = await tradingAtVenue();
    const ended = { ...order, status: 'FILLED', filled_size: '0.99' };
    answer(trading, 'historical', { order: { ...ended, order_configuration: {} } });
    const inQuote = { size_in_quote: true };
    const fills = [fill('1', '.1', { ...inQuote, size: one }), fill('2', '.2', { ...inQuote, size: other })];
    answer(trading, 'fills', { fills, cursor: '' });
    expect(await trading.client.queryAtVenue(asked)).toMatchObject({
      error: { reason: { code: 'FILLS_NOT_TOLD' } },
    });
  });

  it('has its kind also where the others are listed with nothing', async () => {
    const trading = await tradingAtVenue();
    const kinds = { market_market_ioc: null, ...order.order_configuration };
    answer(trading, 'historical', { order: { ...order, filled_size: '0', order_configuration: kinds } });
    expect(await trading.client.queryAtVenue(asked)).toMatchObject({
      ok: true,
      value: [{ placed: { type: 'LIMIT', timeInForce: 'GTC' } }],
    });
  });
});

describe('an end that the stream tells', () => {
  it('is waited for where the answers are behind it', async () => {
    const trading = await tradingAtVenue();
    const { client, clock, reports, placeElsewhere, cancelElsewhere } = trading;
    await heard(
      client,
      ({ type }) => type === 'accepted',
      () => placeElsewhere('by-hand', '90'),
    );
    const order_id = reports[0]?.brokerOrderId;
    answer(trading, 'historical', { order: { ...order, order_id, filled_size: '0' } });
    cancelElsewhere('by-hand');
    await expect
      .poll(async () => {
        await clock.advance(50);
        return reports.some(({ type }) => type === 'cancelled');
      })
      .toBe(true);
  });
});

describe('a token that is over when it arrives', () => {
  it('is of a clock that stood still, and not of a key that is wrong', async () => {
    const { client, venueClock, exchange, orderOf } = await tradingAtVenue();
    // This computer slept: only the venue's time has gone on.
    venueClock.advance(3_600_000);
    expect(await client.place(orderOf({ limit: '98' }))).toMatchObject({
      error: { code: 'REFUSED', reason: { code: 'CLOCK_OFF' } },
    });
    expect(exchange.orders('ann')).toEqual([]);
    expect(await client.place(orderOf({ limit: '98' }))).toMatchObject({ ok: true });
  });
});
