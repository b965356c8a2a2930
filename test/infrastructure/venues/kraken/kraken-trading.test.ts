import { describe, expect, it } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId as idOf } from '#src/domain/ids.ts';
import { readId, sentId } from '#src/infrastructure/venues/kraken/client-id.ts';
import { connected, heard } from '#test/infrastructure/venues/client-harness.ts';
import { underTest } from '#test/infrastructure/venues/one-account.ts';
import { exchangeClientSuite } from '#test/ports/exchange-client-suite.ts';
import { units } from '#test/venues/exchange/units.ts';
import type { Fault } from '#test/venues/faults.ts';
import { start } from '#test/venues/kraken/venue-harness.ts';
import { btc, tradingAtVenue } from './trading-harness.ts';

exchangeClientSuite(
  'trading on Kraken',
  async () => {
    const trading = await tradingAtVenue();
    return underTest(trading, trading.venue.faults, 'AddOrder');
  },
  // Its interface amends in place (docs.kraken.com/api/docs/rest-api/amend-order), which is not spoken here yet; `timeinforce` of
  // AddOrder is GTC, IOC or GTD; and an id is "unique across open orders" alone (docs.kraken.com/api/docs/guides/spot-clordid).
  ['amend', 'fill or kill', 'one use of a client order id'],
);

const id = 'td-7ZZZZZZZZZZZZZZZZZZZZZZZZZ';
const sentAs = 'ffffffffffffffffffffffffffffffff';

describe('what goes over the wire', () => {
  it('has the id and the numbers as they were decided, to the last digit, and a deadline', async () => {
    const { client, orderOf, sent } = await tradingAtVenue();
    const order = orderOf({ id, quantity: '0.30000001', limit: '98.01' });
    const placed = await client.place(order);
    expect(placed).toMatchObject({ ok: true, value: [{ clientOrderId: id, type: 'accepted' }] });
    const number = placed.ok ? (placed.value[0]?.brokerOrderId ?? '') : '';
    const deadline = encodeURIComponent(new Date(start + 5_500).toISOString());
    expect(sent('AddOrder').map(withoutNonce)).toEqual([
      `cl_ord_id=${sentAs}&pair=XBTUSD&type=buy&ordertype=limit&volume=0.30000001&price=98.01&timeinforce=GTC&oflags=fciq&deadline=${deadline}`,
    ]);
    await client.query(order);
    expect(sent('OpenOrders').map(withoutNonce)).toEqual([`trades=true&cl_ord_id=${sentAs}`]);
    await client.queryAtVenue({ instrumentId: btc, brokerOrderId: number });
    // The list of open ones may tell several trades as one: it is asked about by its number as well.
    const asked = `txid=${number}&trades=true&consolidate_taker=false`;
    expect(sent('QueryOrders').map(withoutNonce)).toEqual([asked, asked]);
    await client.cancel({ ...order, brokerOrderId: number });
    await client.cancel(order);
    expect(sent('CancelOrder').map(withoutNonce)).toEqual([`txid=${number}`, `cl_ord_id=${sentAs}`]);
  });

  it.each([
    [{ limit: '98', timeInForce: 'IOC' as const }, 'ordertype=limit&volume=1&price=98&timeinforce=IOC'],
    [{ limit: '103', stop: '102' }, 'ordertype=stop-loss-limit&volume=1&price=102&price2=103&oflags'],
    [{ side: 'SELL' as const, stop: '98' }, 'type=sell&ordertype=stop-loss&volume=1&price=98&oflags'],
    [{}, 'type=buy&ordertype=market&volume=1&oflags'],
  ])('of %o says %s', async (terms, said) => {
    const { client, orderOf, sent } = await tradingAtVenue();
    expect(await client.place(orderOf(terms))).toMatchObject({ ok: true });
    expect(sent('AddOrder')).toEqual([expect.stringContaining(said)]);
  });

  it.each([
    [{ quantity: '0.300000009', limit: '98' }, 'QUANTITY_OFF_LOT'],
    [{ quantity: '1', limit: '98.005' }, 'PRICE_OFF_TICK'],
    [{ limit: '98', timeInForce: 'DAY' as const }, 'NO_DAY_ORDERS'],
    [{ limit: '98', timeInForce: 'FOK' as const }, 'TIME_IN_FORCE_NOT_ALLOWED'],
    [{ limit: '103', stop: '102', timeInForce: 'IOC' as const }, 'TIME_IN_FORCE_NOT_ALLOWED'],
  ])('is nothing of %o: it is refused with %s', async (terms, code) => {
    const { client, orderOf, sent } = await tradingAtVenue();
    expect(await client.place(orderOf(terms))).toMatchObject({
      error: { code: 'REFUSED', reason: { code } },
    });
    expect(sent('AddOrder')).toEqual([]);
  });

  it('is signed with nonces that arrive in their order, whatever is sent at once', async () => {
    const { client, venue, orderOf } = await tradingAtVenue();
    const order = orderOf({ limit: '98' });
    await client.place(order);
    const before = venue.requests.length;
    await Promise.all([
      client.openOrders(),
      client.balances(),
      ...['97', '96', '95'].map((limit) => client.place(orderOf({ limit }))),
      client.cancel(order),
    ]);
    const nonces = venue.requests.map(({ body }) => nonceOf(body)).filter((nonce) => nonce > 0n);
    expect(venue.requests.length - before).toBeGreaterThanOrEqual(6);
    expect(nonces.every((nonce, at) => at === 0 || nonce > (nonces[at - 1] ?? 0n))).toBe(true);
  });

  it('goes on where a question gets no answer: what was sent so long ago has arrived', async () => {
    const { client, venue, clock, orderOf } = await tradingAtVenue();
    venue.faults.next('OpenOrders', { taken: true, answer: 'none' });
    const asked = client.openOrders();
    await expect.poll(() => venue.requests.at(-1)?.path).toBe('/0/private/OpenOrders');
    const placed = client.place(orderOf({ limit: '98' }));
    await clock.advance(500);
    expect(await placed).toMatchObject({ ok: true });
    await clock.advance(10_000);
    expect(await asked).toMatchObject({ ok: false });
  });

  it('is a cancel again where the nonce of the first was refused', async () => {
    const { client, venue, exchange, orderOf, settled, sent } = await tradingAtVenue();
    const order = orderOf({ limit: '98' });
    await client.place(order);
    venue.faults.next('CancelOrder', failing('EAPI:Invalid nonce', false));
    expect(await client.cancel(order)).toMatchObject({ ok: true });
    await settled();
    expect([sent('CancelOrder').length, exchange.openOrders('ann')]).toEqual([2, []]);
  });
});

describe('an order leaves once, and its fate is not guessed', () => {
  const ways: readonly (readonly [string, Fault, boolean])[] = [
    ['an engine that is offline, and it was taken', failing('EService:Unavailable', true), true],
    ['one that is busy, and it was not', failing('EService:Busy', false), false],
    ['an internal error', failing('EGeneral:Internal error:EXT01', true), true],
    ['a nonce that came before, which a copy of it may have', failing('EAPI:Invalid nonce', true), true],
    ['an error that is not known', failing('ESomething:New', true), true],
    ['502 in HTML, and it was taken', { taken: true, answer: { status: 502, body: '<html></html>' } }, true],
    ['200 in HTML, and it was not', { taken: false, answer: { status: 200, body: '<html></html>' } }, false],
    ['421, which fetch would send again', { taken: false, answer: { status: 421, body: '' } }, false],
    ['a reset after it was taken', { taken: true, answer: 'reset' }, true],
    ['a reset before', { taken: false, answer: 'reset' }, false],
    ['an answer that breaks off', { taken: true, answer: 'cut off' }, true],
    ['half an answer', { taken: true, answer: 'truncated' }, true],
    [
      'an answer of something else',
      { taken: true, answer: { status: 200, body: '{"error":[],"result":{}}' } },
      true,
    ],
  ];

  it.each(ways)('%s', async (_name, fault, isThere) => {
    const { client, venue, exchange, orderOf, sent } = await tradingAtVenue();
    const order = orderOf({ limit: '98' });
    venue.faults.next('AddOrder', fault);
    expect(await client.place(order)).toMatchObject({ error: { code: 'OUTCOME_UNKNOWN' } });
    expect(sent('AddOrder').length).toBe(1);
    expect(exchange.orders('ann').length).toBe(isThere ? 1 : 0);
    const asked = await client.query(order);
    expect(asked.ok && asked.value.map(({ type }) => type)).toEqual(isThere ? ['accepted'] : []);
  });

  it('waits for no room where the client is closed', async () => {
    const { client, venue } = await tradingAtVenue();
    venue.faults.next('OpenOrders', failing('EAPI:Rate limit exceeded', false));
    const asked = client.openOrders();
    await expect.poll(() => venue.requests.at(-1)?.path).toBe('/0/private/OpenOrders');
    await client.close();
    expect(await asked).toMatchObject({ ok: false, error: { code: 'OUTCOME_UNKNOWN' } });
  });

  it('is signed with a larger nonce where one was refused: a clock was set back', async () => {
    const { client, venue } = await tradingAtVenue();
    venue.faults.next('OpenOrders', failing('EAPI:Invalid nonce', false), 3);
    expect(await client.openOrders()).toMatchObject({ ok: true });
    const asked = venue.requests
      .filter(({ path }) => path.endsWith('OpenOrders'))
      .map(({ body }) => nonceOf(body));
    const hour = 3_600_000_000n;
    expect(asked.length).toBe(4);
    expect((asked[3] ?? 0n) - (asked[0] ?? 0n)).toBeGreaterThanOrEqual(hour);
  });

  it.each([
    ['EOrder:Insufficient funds', {}],
    ['EOrder:Rate limit exceeded', {}],
    ['EGeneral:Invalid arguments:volume', {}],
    ['EService:Market in cancel_only mode', {}],
    ['EService:Deadline elapsed', { reason: { code: 'CLOCK_OFF' } }],
  ])('%s means no', async (error, more) => {
    const { client, venue, exchange, orderOf } = await tradingAtVenue();
    venue.faults.next('AddOrder', failing(error, false));
    expect(await client.place(orderOf({ limit: '98' }))).toMatchObject({
      error: { code: 'REFUSED', venueCode: error, ...more },
    });
    expect(exchange.orders('ann')).toEqual([]);
    expect(await client.place(orderOf({ limit: '98' }))).toMatchObject({ ok: true });
  });

  it('has no fate as long as any question about it is not answered', async () => {
    for (const name of ['OpenOrders', 'ClosedOrders']) {
      const { client, venue, orderOf } = await tradingAtVenue();
      venue.faults.next(name, failing('EService:Unavailable', true));
      expect(await client.query(orderOf({ limit: '98' }))).toMatchObject({
        error: { code: 'OUTCOME_UNKNOWN' },
      });
    }
  });

  it('is found where the venue does not find it by its id', async () => {
    const { client, venue, orderOf } = await tradingAtVenue();
    const order = orderOf({ limit: '98' });
    await client.place(order);
    const none = '{"error":[],"result":{"open":{}}}';
    venue.faults.next('OpenOrders', { taken: true, answer: { status: 200, body: none } });
    const asked = await client.query(order);
    expect(asked.ok && asked.value.map(({ type }) => type)).toEqual(['accepted']);
  });

  it('waits where the venue has no room for a question, and sends orders meanwhile', async () => {
    const { client, venue, clock, orderOf } = await tradingAtVenue();
    venue.faults.next('OpenOrders', failing('EAPI:Rate limit exceeded', false));
    const asked = client.openOrders();
    await expect.poll(() => venue.requests.at(-1)?.path).toBe('/0/private/OpenOrders');
    expect(await client.place(orderOf({ limit: '98' }))).toMatchObject({ ok: true });
    await clock.advance(6_000);
    expect(await asked).toMatchObject({ ok: true, value: [{ quantity: Decimal.one }] });
  });
});

it('locks a key that sees the orders of a span of time alone: an empty answer of it proves nothing', async () => {
  const { client, venue, clock, states } = await tradingAtVenue();
  const info = { permissions: ['query-funds'], ipAllowlist: [], queryFrom: '0', queryTo: '1700000000' };
  const body = JSON.stringify({ error: [], result: info });
  venue.faults.next('GetApiKeyInfo', { taken: true, answer: { status: 200, body } });
  venue.disconnect();
  await expect.poll(() => states.at(-1)?.status).toBe('lost');
  await clock.advance(1_000);
  await expect
    .poll(() => states.at(-1))
    .toMatchObject({ status: 'lost', reason: { code: 'LOCKED_KEY_REFUSED' } });
  await client.close();
});

describe('the order events', () => {
  it('are waited for where the answers are behind them', async () => {
    const { client, venue, exchange, clock, orderOf, reports } = await tradingAtVenue();
    const placed = await client.place(orderOf({ limit: '99', quantity: '1' }));
    const number = placed.ok ? (placed.value[0]?.brokerOrderId ?? '') : '';
    const descr = { pair: 'XBTUSD', type: 'buy', ordertype: 'limit', price: '99', price2: '0' };
    const behind = { status: 'open', opentm: start / 1_000, descr, vol: '1', vol_exec: '0', trades: [] };
    const body = JSON.stringify({ error: [], result: { [number]: behind } });
    venue.faults.next('QueryOrders', { taken: true, answer: { status: 200, body } });
    exchange.crowd.take('BTCUSD', 'SELL', units('6'), units('99'));
    await expect.poll(() => venue.requests.at(-1)?.path).toBe('/0/private/QueryOrders');
    expect(reports.some(({ type }) => type === 'filled')).toBe(false);
    while (!reports.some(({ type }) => type === 'filled')) await clock.advance(50);
  });

  it('tell what happens elsewhere, with its terms', async () => {
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
    'of which one comes %s tell every fill',
    async (how) => {
      const { client, venue, exchange, orderOf, settled, reports } = await tradingAtVenue();
      await client.place(orderOf({ limit: '99', quantity: '3' }));
      exchange.crowd.take('BTCUSD', 'SELL', units('5'), units('99'));
      venue.faults.nextFrame('executions', how);
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

it.each([
  ['td-00000000000000000000000000', '00000000000000000000000000000000'],
  [id, sentAs],
  ['td-01ARZ3NDEKTSV4RRFFQ69G5FAV', '01563e3ab5d3d6764c61efb99302bd5b'],
])('%s is sent as %s, and read back', (own, there) => {
  expect(sentId(idOf(own))).toBe(there);
  expect(readId(there)).toBe(own);
});

it('a name that somebody else gave stays as it is', () => {
  for (const text of ['arb-20240509-00010', '6d1b345e282140e2ad834ecb18a0687', 'td-by-hand'])
    expect(readId(text)).toBe(text);
  // A UUID is the same with dashes.
  expect(readId('01563e3a-b5d3-d676-4c61-efb99302bd5b')).toBe('td-01ARZ3NDEKTSV4RRFFQ69G5FAV');
  expect(() => sentId(idOf('td-8ZZZZZZZZZZZZZZZZZZZZZZZZZ'))).toThrow(TypeError);
});

function failing(error: string, taken: boolean): Fault {
  return { taken, answer: { status: 200, body: JSON.stringify({ error: [error] }) } };
}

function nonceOf(form: string): bigint {
  return BigInt(/nonce=(\d+)/u.exec(form)?.[1] ?? '0');
}

function withoutNonce(form: string): string {
  return form.replace(/^nonce=\d+&/u, '');
}
