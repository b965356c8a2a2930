import { describe, expect, it } from 'vitest';

import { connected, heard } from '#test/infrastructure/venues/client-harness.ts';
import { underTest } from '#test/infrastructure/venues/one-account.ts';
import { exchangeClientSuite } from '#test/ports/exchange-client-suite.ts';
import { units } from '#test/venues/exchange/units.ts';
import type { Fault } from '#test/venues/faults.ts';
import { start } from '#test/venues/gemini/venue-harness.ts';
import { btc, tradingAtVenue } from './trading-harness.ts';

exchangeClientSuite(
  'trading on Gemini',
  async () => {
    const trading = await tradingAtVenue();
    return underTest(trading, trading.venue.faults, 'order/new');
  },
  // Its REST interface amends nothing (developer.gemini.com/trading/rest-api/orders lists no such request); a stop has a limit
  // price (create-new-order: "Stop-Limit orders take in both a price and a stop_price"); and it recommends unique ids without
  // asking for them (docs.gemini.com/client-order-id).
  ['amend', 'stops', 'one use of a client order id'],
);

describe('what goes over the wire', () => {
  it('has the id and the numbers as they were decided, to the last digit', async () => {
    const { client, orderOf, sent } = await tradingAtVenue();
    const id = 'td-7ZZZZZZZZZZZZZZZZZZZZZZZZZ';
    const order = orderOf({ id, quantity: '0.30000001', limit: '98.01' });
    const placed = await client.place(order);
    expect(placed).toMatchObject({ ok: true, value: [{ clientOrderId: id, type: 'accepted' }] });
    const nonce = start / 1000;
    expect(sent('/v1/order/new')).toEqual([
      `{"request":"/v1/order/new","nonce":${nonce},"client_order_id":"${id}","symbol":"btcusd","amount":"0.30000001","price":"98.01","side":"buy","type":"exchange limit"}`,
    ]);
    const number = placed.ok ? (placed.value[0]?.brokerOrderId ?? '') : '';
    expect(BigInt(number) > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
    await client.query(order);
    await client.cancel({ ...order, brokerOrderId: number });
    await client.queryAtVenue({ instrumentId: btc, brokerOrderId: number });
    const status = `{"request":"/v1/order/status","nonce":${nonce},`;
    expect(sent('/v1/order/status')).toEqual([
      `${status}"client_order_id":"${id}","include_trades":true}`,
      `${status}"order_id":${number},"include_trades":true}`,
    ]);
    expect(sent('/v1/order/cancel')).toEqual([
      `{"request":"/v1/order/cancel","nonce":${nonce},"order_id":${number}}`,
    ]);
  });

  it.each([
    [{ limit: '98', timeInForce: 'FOK' as const }, '"type":"exchange limit","options":["fill-or-kill"]'],
    [
      { limit: '98', timeInForce: 'IOC' as const },
      '"type":"exchange limit","options":["immediate-or-cancel"]',
    ],
    [
      { limit: '103', stop: '102' },
      '"price":"103","side":"buy","type":"exchange stop limit","stop_price":"102"',
    ],
    // Of a market order the price that protects it: five per cent beyond the best, on the step.
    [{}, '"price":"106.05","side":"buy","type":"exchange limit","options":["immediate-or-cancel"]'],
    [{ side: 'SELL' as const }, '"price":"94.05","side":"sell","type":"exchange limit"'],
  ])('of %o says %s', async (terms, said) => {
    const { client, orderOf, sent } = await tradingAtVenue();
    expect(await client.place(orderOf(terms))).toMatchObject({ ok: true });
    expect(sent('/v1/order/new')).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    [{ quantity: '0.300000009', limit: '98' }, 'QUANTITY_OFF_LOT'],
    [{ quantity: '1', limit: '98.005' }, 'PRICE_OFF_TICK'],
    [{ stop: '98' }, 'NO_MARKET_STOPS'],
    [{ limit: '98', timeInForce: 'DAY' as const }, 'NO_DAY_ORDERS'],
    [{ limit: '103', stop: '102', timeInForce: 'IOC' as const }, 'TIME_IN_FORCE_NOT_ALLOWED'],
  ])('is nothing of %o: it is refused with %s', async (terms, code) => {
    const { client, orderOf, sent } = await tradingAtVenue();
    expect(await client.place(orderOf(terms))).toMatchObject({
      error: { code: 'REFUSED', reason: { code } },
    });
    expect(sent('/v1/order/new')).toEqual([]);
  });

  it('is no market order where no market is known', async () => {
    const { client, venue, orderOf, sent } = await tradingAtVenue();
    venue.faults.next('book/btcusd', { taken: true, answer: { status: 503, body: '' } });
    expect(await client.place(orderOf({}))).toMatchObject({
      error: { code: 'REFUSED', reason: { code: 'NO_MARKET_DATA' } },
    });
    expect(sent('/v1/order/new')).toEqual([]);
  });
});

describe('an order leaves once, and its fate is not guessed', () => {
  const maintenance =
    '{"result":"error","reason":"Maintenance","message":"The Gemini Exchange is undergoing maintenance."}';
  const ways: readonly (readonly [string, Fault, boolean])[] = [
    [
      '503 of a maintenance, and it was taken',
      { taken: true, answer: { status: 503, body: maintenance } },
      true,
    ],
    ['503, and it was not', { taken: false, answer: { status: 503, body: maintenance } }, false],
    ['500 in HTML, and it was taken', { taken: true, answer: { status: 500, body: '<html></html>' } }, true],
    [
      'a reason that is not known',
      { taken: true, answer: { status: 400, body: '{"result":"error","reason":"System","message":"?"}' } },
      true,
    ],
    ['421, which fetch would send again', { taken: false, answer: { status: 421, body: '' } }, false],
    ['a reset after it was taken', { taken: true, answer: 'reset' }, true],
    ['a reset before', { taken: false, answer: 'reset' }, false],
    ['an answer that breaks off', { taken: true, answer: 'cut off' }, true],
    ['half an answer', { taken: true, answer: 'truncated' }, true],
    ['an answer of something else', { taken: true, answer: { status: 200, body: '{"order_id":"1"}' } }, true],
  ];

  it.each(ways)('%s', async (_name, fault, isThere) => {
    const { client, venue, exchange, orderOf, sent } = await tradingAtVenue();
    const order = orderOf({ limit: '98' });
    venue.faults.next('order/new', fault);
    expect(await client.place(order)).toMatchObject({ error: { code: 'OUTCOME_UNKNOWN' } });
    expect(sent('/v1/order/new').length).toBe(1);
    expect(exchange.orders('ann').length).toBe(isThere ? 1 : 0);
    const asked = await client.query(order);
    expect(asked.ok && asked.value.map(({ type }) => type)).toEqual(isThere ? ['accepted'] : []);
  });

  it('insufficient funds mean no', async () => {
    const { client, orderOf } = await tradingAtVenue();
    expect(await client.place(orderOf({ limit: '98', quantity: '200' }))).toMatchObject({
      error: { code: 'REFUSED', venueCode: 'InsufficientFunds' },
    });
  });

  it('a clock that is off is refused before matching, and is right for the next', async () => {
    const { client, exchange, clock, orderOf, sent } = await tradingAtVenue();
    await clock.advance(40_000);
    expect(await client.place(orderOf({ limit: '98' }))).toMatchObject({
      error: { code: 'REFUSED', venueCode: 'InvalidNonce', reason: { code: 'CLOCK_OFF' } },
    });
    expect([sent('/v1/order/new').length, exchange.orders('ann').length]).toEqual([1, 0]);
    expect(await client.place(orderOf({ limit: '98' }))).toMatchObject({ ok: true });
  });

  it('while a limit of the venue holds nothing is sent', async () => {
    const { client, venue, orderOf } = await tradingAtVenue();
    const body = '{"result":"error","reason":"RateLimit","message":"Requests were made too frequently"}';
    venue.faults.next('order/new', {
      taken: false,
      answer: { status: 429, headers: { 'retry-after': '30' }, body },
    });
    const refused = { error: { code: 'REFUSED', reason: { code: 'VENUE_LIMIT', until: start + 30_000 } } };
    expect(await client.place(orderOf({ limit: '98' }))).toMatchObject(refused);
    const before = venue.requests.length;
    expect(await client.place(orderOf({ limit: '98' }))).toMatchObject(refused);
    expect(venue.requests.length).toBe(before);
  });
});

describe('an order that the venue does not find by its id', () => {
  const gone: Fault = {
    taken: true,
    answer: { status: 404, body: '{"result":"error","reason":"OrderNotFound","message":"Order not found"}' },
  };

  it('is found among the open ones, the ended ones, and those that traded', async () => {
    const { client, venue, orderOf } = await tradingAtVenue();
    const [open, ended, traded] = [
      orderOf({ limit: '98' }),
      orderOf({ limit: '98', timeInForce: 'IOC' }),
      orderOf({}),
    ];
    for (const order of [open, ended, traded]) await client.place(order);
    for (const [order, type] of [
      [open, 'accepted'],
      [ended, 'expired'],
      [traded, 'filled'],
    ] as const) {
      venue.faults.next('order/status', gone);
      const told = await client.query(order);
      expect(told.ok && told.value.at(-1)).toMatchObject({ clientOrderId: order.clientOrderId, type });
    }
  });

  it('has no fate as long as any of these questions is not answered', async () => {
    for (const kind of ['order/status', 'orders', 'orders/history', 'mytrades']) {
      const { client, venue, orderOf } = await tradingAtVenue();
      venue.faults.next(kind, { taken: true, answer: { status: 503, body: '' } });
      expect(await client.query(orderOf({ limit: '98' }))).toMatchObject({
        error: { code: 'OUTCOME_UNKNOWN' },
      });
    }
  });
});

describe('the order events', () => {
  it('tell what happens elsewhere, by a number that no double holds', async () => {
    const { client, limit } = await tradingAtVenue();
    const told = heard(client, ({ type, placed, brokerOrderId }) => {
      if (type !== 'accepted') return false;
      expect(placed).toMatchObject({ instrumentId: btc, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC' });
      expect(BigInt(brokerOrderId ?? '0') > BigInt(Number.MAX_SAFE_INTEGER)).toBe(true);
      return true;
    });
    await limit({ client_order_id: 'by-hand' });
    await told;
  });

  it.each(['dropped', 'twice', 'after the next'] as const)(
    'of which one comes %s tell every fill',
    async (how) => {
      const { client, venue, exchange, orderOf, settled, reports } = await tradingAtVenue();
      await client.place(orderOf({ limit: '99', quantity: '3' }));
      exchange.crowd.take('BTCUSD', 'SELL', units('5'), units('99'));
      venue.faults.nextFrame('orderUpdate', how);
      for (let times = 0; times < 3; times += 1)
        exchange.crowd.take('BTCUSD', 'SELL', units('1'), units('99'));
      await settled();
      expect(
        new Set(reports.flatMap((each) => (each.type === 'filled' ? [each.fill.venueTradeId] : []))).size,
      ).toBe(3);
    },
  );

  it('that end are said to be lost, and are dialled anew', async () => {
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
