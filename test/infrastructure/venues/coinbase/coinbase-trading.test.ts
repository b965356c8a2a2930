import { generateKeyPairSync } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { underTest } from '#test/infrastructure/venues/one-account.ts';
import { exchangeClientSuite } from '#test/ports/exchange-client-suite.ts';
import type { Fault } from '#test/venues/faults.ts';
import { start } from '#test/venues/one-market.ts';
import { btc, tradingAtVenue } from './trading-harness.ts';

exchangeClientSuite(
  'trading on Coinbase',
  async () => {
    const trading = await tradingAtVenue();
    return underTest(trading, trading.venue.faults, 'orders');
  },
  // edit-order takes a new place in the queue and is not spoken; `order_configuration` of create-order has no stop without a
  // limit price; and an id that is known is answered with its order, as though it were new
  // (docs.cdp.coinbase.com/api-reference/advanced-trade-api/rest-api/orders/create-order).
  ['amend', 'stops', 'one use of a client order id'],
);

const id = 'td-7ZZZZZZZZZZZZZZZZZZZZZZZZZ';

describe('what goes over the wire', () => {
  it('has the id and the numbers as they were decided, to the last digit', async () => {
    const { client, orderOf, sent } = await tradingAtVenue();
    const order = orderOf({ id, quantity: '0.30000001', limit: '98.01' });
    const placed = await client.place(order);
    expect(placed).toMatchObject({ ok: true, value: [{ clientOrderId: id, type: 'accepted' }] });
    const number = placed.ok ? (placed.value[0]?.brokerOrderId ?? '') : '';
    expect(sent('POST', 'orders')).toEqual([
      `{"client_order_id":"${id}","product_id":"BTC-USD","side":"BUY","order_configuration":{"limit_limit_gtc":{"base_size":"0.30000001","limit_price":"98.01","post_only":false}}}`,
    ]);
    // By our own id alone: all of its product since a day before it was decided.
    const since = encodeURIComponent(new Date(start - 86_400_000).toISOString());
    expect(await client.query(order)).toMatchObject({ ok: true, value: [{ brokerOrderId: number }] });
    expect(sent('GET', 'orders/historical/batch')).toEqual([
      `product_ids=BTC-USD&product_ids=BTC-USDC&start_date=${since}&limit=100`,
    ]);
    await client.queryAtVenue({ instrumentId: btc, brokerOrderId: number });
    expect(sent('GET', `orders/historical/${number}`)).toContain('');
    await client.cancel({ ...order, brokerOrderId: number });
    expect(sent('POST', 'orders/batch_cancel')).toEqual([`{"order_ids":["${number}"]}`]);
  });

  it.each([
    [{ limit: '98', timeInForce: 'IOC' as const }, '{"sor_limit_ioc":{"base_size":"1","limit_price":"98"}}'],
    [
      { limit: '98', timeInForce: 'FOK' as const },
      '{"limit_limit_fok":{"base_size":"1","limit_price":"98"}}',
    ],
    [
      { side: 'SELL' as const },
      '"side":"SELL","order_configuration":{"market_market_ioc":{"base_size":"1"}}',
    ],
    [
      { limit: '103', stop: '102' },
      '{"stop_limit_stop_limit_gtc":{"base_size":"1","limit_price":"103","stop_price":"102","stop_direction":"STOP_DIRECTION_STOP_UP"}}',
    ],
    [
      { side: 'SELL' as const, limit: '97', stop: '98' },
      '"limit_price":"97","stop_price":"98","stop_direction":"STOP_DIRECTION_STOP_DOWN"',
    ],
  ])('of %o says %s', async (terms, said) => {
    const { client, orderOf, sent } = await tradingAtVenue();
    expect(await client.place(orderOf(terms))).toMatchObject({ ok: true });
    expect(sent('POST', 'orders')).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    [{ quantity: '0.300000009', limit: '98' }, 'QUANTITY_OFF_LOT'],
    [{ quantity: '1', limit: '98.005' }, 'PRICE_OFF_TICK'],
    [{ limit: '98', timeInForce: 'DAY' as const }, 'NO_DAY_ORDERS'],
    [{ stop: '102' }, 'NO_MARKET_STOPS'],
    [{ limit: '103', stop: '102', timeInForce: 'IOC' as const }, 'TIME_IN_FORCE_NOT_ALLOWED'],
  ])('is nothing of %o: it is refused with %s', async (terms, code) => {
    const { client, orderOf, sent } = await tradingAtVenue();
    expect(await client.place(orderOf(terms))).toMatchObject({
      error: { code: 'REFUSED', reason: { code } },
    });
    expect(sent('POST', 'orders')).toEqual([]);
  });

  it('has a token of its own in each request, which ends before an order is taken for not placed', async () => {
    const { client, venue, orderOf } = await tradingAtVenue();
    await client.place(orderOf({ limit: '98' }));
    await client.openOrders();
    const tokens = venue.requests.flatMap(({ headers: { authorization: token } }) => token ?? []);
    expect(new Set(tokens).size).toBe(tokens.length);
    const lives = tokens.map((token) => {
      const { nbf, exp } = claimsOf(token);
      return (exp - nbf) * 1_000;
    });
    expect(Math.max(...lives)).toBeLessThan(client.capabilities.notPlacedAfter ?? 0);
    // Whoever looks at it may have a clock that is a little behind.
    expect(claimsOf(tokens.at(-1) ?? '').nbf).toBe(start / 1_000 - 5);
  });

  it('is not carried out once its token is over', async () => {
    const { client, venue, exchange, clock, venueClock, orderOf } = await tradingAtVenue();
    venue.faults.next('orders', { taken: true, answer: 'as it is', delayBefore: 30_000 });
    const placed = client.place(orderOf({ limit: '98' }));
    await expect.poll(() => venue.requests.at(-1)?.path).toBe('/api/v3/brokerage/orders');
    await clock.advance(10_000);
    expect(await placed).toMatchObject({ error: { code: 'OUTCOME_UNKNOWN' } });
    venueClock.advance(30_000);
    expect(exchange.orders('ann')).toEqual([]);
  });

  it.each([
    ['sec1', 'ES256'],
    ['pkcs8', 'ES256'],
  ] as const)('is signed with a key of ECDSA as well, in %s and in one line', async (type, alg) => {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const secret = privateKey
      .export({ type, format: 'pem' })
      .toString()
      .replaceAll('\n', String.raw`\n`);
    const { client, venue, orderOf } = await tradingAtVenue({ publicKey }, secret);
    expect(await client.place(orderOf({ limit: '98' }))).toMatchObject({ ok: true });
    const [header = ''] = String(venue.requests.at(-1)?.headers.authorization).slice(7).split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ alg, typ: 'JWT' });
  });
});

describe('an order leaves once, and its fate is not guessed', () => {
  const ways: readonly (readonly [string, Fault, boolean])[] = [
    ['500, and it was taken', { taken: true, answer: { status: 500, body: '{"error":"INTERNAL"}' } }, true],
    ['a refusal that is not known', refusing('SOMETHING_NEW', true), true],
    ['one without a reason', refusing('UNKNOWN_FAILURE_REASON', true), true],
    ['502 in HTML, and it was taken', { taken: true, answer: { status: 502, body: '<html></html>' } }, true],
    [
      '403 in HTML, of what stands before it',
      { taken: false, answer: { status: 403, body: '<html>' } },
      false,
    ],
    ['200 in HTML, and it was not', { taken: false, answer: { status: 200, body: '<html></html>' } }, false],
    ['421, which fetch would send again', { taken: false, answer: { status: 421, body: '' } }, false],
    ['a reset after it was taken', { taken: true, answer: 'reset' }, true],
    ['a reset before', { taken: false, answer: 'reset' }, false],
    ['an answer that breaks off', { taken: true, answer: 'cut off' }, true],
    ['half an answer', { taken: true, answer: 'truncated' }, true],
    ['an answer of something else', { taken: true, answer: { status: 200, body: '{"success":true}' } }, true],
    ['an answer about another order', { taken: false, answer: { status: 200, body: another() } }, false],
  ];

  it.each(ways)('%s', async (_name, fault, isThere) => {
    const { client, venue, exchange, orderOf, sent } = await tradingAtVenue();
    const order = orderOf({ limit: '98' });
    venue.faults.next('orders', fault);
    expect(await client.place(order)).toMatchObject({ error: { code: 'OUTCOME_UNKNOWN' } });
    expect(sent('POST', 'orders').length).toBe(1);
    expect(exchange.orders('ann').length).toBe(isThere ? 1 : 0);
    const asked = await client.query(order);
    expect(asked.ok && asked.value.map(({ type }) => type)).toEqual(isThere ? ['accepted'] : []);
  });

  it.each(['INSUFFICIENT_FUND', 'INVALID_LIMIT_PRICE_POST_ONLY', 'PREVIEW_INVALID_ORDER_CONFIG'])(
    '%s means no',
    async (code) => {
      const { client, venue, exchange, orderOf } = await tradingAtVenue();
      venue.faults.next('orders', refusing(code, false));
      expect(await client.place(orderOf({ limit: '98' }))).toMatchObject({
        error: { code: 'REFUSED', venueCode: code },
      });
      expect(exchange.orders('ann')).toEqual([]);
    },
  );

  it('that is one of a limit is refused until that is over', async () => {
    const { client, venue, orderOf, clock, venueClock } = await tradingAtVenue();
    venue.faults.next('orders', {
      taken: false,
      answer: { status: 429, body: '{"error":"rate_limit_exceeded"}' },
    });
    expect(await client.place(orderOf({ limit: '98' }))).toMatchObject({
      error: { code: 'REFUSED', reason: { code: 'VENUE_LIMIT' } },
    });
    venueClock.advance(1_000);
    await clock.advance(1_000);
    expect(await client.place(orderOf({ limit: '98' }))).toMatchObject({ ok: true });
  });

  it('has no fate as long as any question about it is not answered', async () => {
    const { client, venue, orderOf } = await tradingAtVenue();
    venue.faults.next('batch', { taken: true, answer: { status: 503, body: '' } });
    expect(await client.query(orderOf({ limit: '98' }))).toMatchObject({
      error: { code: 'OUTCOME_UNKNOWN' },
    });
    // A number that it does not know now may be known in a moment: then it is looked for by our id.
    const order = orderOf({ limit: '98' });
    const placed = await client.place(order);
    const brokerOrderId = placed.ok ? placed.value[0]?.brokerOrderId : undefined;
    venue.faults.next('historical', { taken: true, answer: { status: 404, body: '{"error":"NOT_FOUND"}' } });
    expect(await client.query({ ...order, brokerOrderId })).toMatchObject({
      ok: true,
      value: [{ type: 'accepted' }],
    });
  });

  it('is found whatever clock decided it, which was set right since', async () => {
    const { client, orderOf } = await tradingAtVenue();
    const order = { ...orderOf({ limit: '98' }), createdAt: start + 3 * 3_600_000 };
    await client.place(order);
    expect(await client.query(order)).toMatchObject({ ok: true, value: [{ type: 'accepted' }] });
  });

  it('is looked for page by page', async () => {
    const { client, orderOf, placeElsewhere, sent } = await tradingAtVenue();
    const order = orderOf({ limit: '98', quantity: '0.1' });
    await client.place(order);
    for (let others = 0; others < 100; others += 1) placeElsewhere(`other-${others}`, '90');
    expect(await client.query(order)).toMatchObject({ ok: true, value: [{ type: 'accepted' }] });
    expect(sent('GET', 'orders/historical/batch').map((query) => /cursor=\d+/u.exec(query)?.[0])).toEqual([
      undefined,
      'cursor=100',
    ]);
  });

  it('is not cancelled where it is not said so', async () => {
    const { client, venue, exchange, orderOf } = await tradingAtVenue();
    const order = orderOf({ limit: '98' });
    const placed = await client.place(order);
    const brokerOrderId = placed.ok ? (placed.value[0]?.brokerOrderId ?? '') : '';
    const told = (reason: string) =>
      JSON.stringify({ results: [{ success: false, failure_reason: reason, order_id: brokerOrderId }] });
    for (const [reason, code] of [
      ['ORDER_IS_BEING_REPLACED', 'REFUSED'],
      ['UNKNOWN_CANCEL_FAILURE_REASON', 'OUTCOME_UNKNOWN'],
    ] as const) {
      venue.faults.next('batch_cancel', { taken: false, answer: { status: 200, body: told(reason) } });
      expect(await client.cancel({ ...order, brokerOrderId })).toMatchObject({ error: { code } });
    }
    expect(exchange.openOrders('ann').length).toBe(1);
  });
});

function claimsOf(token: string): { readonly nbf: number; readonly exp: number } {
  const [, claims = ''] = token.split('.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString());
}

function refusing(code: string, taken: boolean): Fault {
  const said = {
    error: 'UNKNOWN_FAILURE_REASON',
    message: '',
    error_details: '',
    preview_failure_reason: '',
  };
  const isPreview = code.startsWith('PREVIEW_');
  const reason = isPreview ? { preview_failure_reason: code } : { new_order_failure_reason: code };
  const body = JSON.stringify({ success: false, error_response: { ...said, ...reason } });
  return { taken, answer: { status: 200, body } };
}

function another(): string {
  const there = { order_id: '1', product_id: 'BTC-USD', side: 'BUY', client_order_id: 'another' };
  return JSON.stringify({ success: true, success_response: there });
}
