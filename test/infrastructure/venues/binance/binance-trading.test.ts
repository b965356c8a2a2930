import { describe, expect, it } from 'vitest';

import { Decimal } from '#src/domain/decimal.ts';
import type { VenueReport } from '#src/ports/exchange-client.ts';
import { exchangeClientSuite } from '#test/ports/exchange-client-suite.ts';
import type { Fault } from '#test/venues/faults.ts';
import { unknownOutcomes, tooManyRequests } from '#test/venues/binance/fault-answers.ts';
import { start } from '#test/venues/binance/venue-harness.ts';
import { units } from '#test/venues/exchange/units.ts';
import { connected, heard } from '#test/infrastructure/venues/client-harness.ts';
import { btc, tradingAtVenue } from './trading-harness.ts';

const lost: Fault = { taken: true, answer: 'none' };

exchangeClientSuite(
  'trading on Binance',
  async () => {
    const { client, venue, settled, sellDownTo, orderOf } = await tradingAtVenue();
    return {
      client,
      settled,
      bid: Decimal.from('99'),
      ask: Decimal.from('101'),
      quantity: Decimal.one,
      tick: Decimal.from('0.01'),
      order: ({ limitPrice, stopPrice, quantity, ...terms }) =>
        orderOf({
          ...terms,
          quantity: quantity.toString(),
          limit: limitPrice?.toString(),
          stop: stopPrice?.toString(),
        }),
      loseAnswer() {
        venue.faults.next('order.place', { taken: true, answer: 'closed' });
      },
      sellDownTo: (price) => sellDownTo(price.toString()),
    };
  },
  // Only less can be made of an order there; and it takes an id again once its first order has filled
  // (developers.binance.com, spot, trading endpoints: order/amend/keepPriority and newClientOrderId).
  ['amend', 'one use of a client order id'],
);

function fillsOf(reports: readonly VenueReport[]): ReadonlySet<string> {
  return new Set(reports.flatMap((report) => (report.type === 'filled' ? [report.fill.venueTradeId] : [])));
}

/** The parameters of every request of the kind, as they went over the wire. */
function sent(venue: Awaited<ReturnType<typeof tradingAtVenue>>['venue'], method: string) {
  return venue.requests
    .filter((request) => request.method === method && request.path === '/api/v3/order')
    .map(({ query, body }) => (method === 'POST' ? body : query).replace(/&signature=.*$/u, ''));
}

describe('what goes over the wire', () => {
  it('has the id and the numbers as they were decided, to the last digit', async () => {
    const { client, venue, orderOf } = await tradingAtVenue();
    const id = 'td-7ZZZZZZZZZZZZZZZZZZZZZZZZZ';
    const order = orderOf({ id, quantity: '0.30001', limit: '98.01' });
    const placed = await client.place(order);
    expect(placed).toMatchObject({ ok: true, value: [{ clientOrderId: id, type: 'accepted' }] });
    const ending = `recvWindow=5000&timestamp=${start}`;
    expect(sent(venue, 'POST')).toEqual([
      `symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&price=98.01&quantity=0.30001&newClientOrderId=${id}&newOrderRespType=FULL&${ending}`,
    ]);
    await client.query(order);
    await client.cancel(order);
    const named = `symbol=BTCUSDT&origClientOrderId=${id}&${ending}`;
    expect(sent(venue, 'GET')).toEqual([named]);
    expect(sent(venue, 'DELETE')).toEqual([named]);
  });

  it.each([
    [{ limit: '98', stop: '102' }, 'type=STOP_LOSS_LIMIT&timeInForce=GTC&price=98&quantity=1&stopPrice=102'],
    [{ stop: '102' }, 'type=STOP_LOSS&quantity=1&stopPrice=102'],
    [{}, 'type=MARKET&quantity=1'],
    [{ limit: '98', timeInForce: 'FOK' as const }, 'type=LIMIT&timeInForce=FOK&price=98&quantity=1'],
  ])('of %o says %s', async (terms, said) => {
    const { client, venue, orderOf } = await tradingAtVenue();
    expect(await client.place(orderOf(terms))).toMatchObject({ ok: true });
    expect(sent(venue, 'POST')).toEqual([expect.stringContaining(`&side=BUY&${said}&newClientOrderId=`)]);
  });

  it.each([
    [{ quantity: '0.300009', limit: '98' }, 'QUANTITY_OFF_LOT'],
    [{ quantity: '1', limit: '98.005' }, 'PRICE_OFF_TICK'],
    [{ quantity: '1', stop: '98.005' }, 'PRICE_OFF_TICK'],
    [{ quantity: '0.01', limit: '98' }, 'NOTIONAL_TOO_SMALL'],
    [{ limit: '98', timeInForce: 'DAY' as const }, 'NO_DAY_ORDERS'],
  ])('is nothing of %o: it is refused with %s', async (terms, code) => {
    const { client, venue, orderOf } = await tradingAtVenue();
    expect(await client.place(orderOf(terms))).toMatchObject({
      error: { code: 'REFUSED', reason: { code } },
    });
    expect(sent(venue, 'POST')).toEqual([]);
  });
});

describe('an order leaves once, and its fate is not guessed', () => {
  const ways: readonly (readonly [string, Fault, boolean])[] = [
    ...Object.entries(unknownOutcomes).flatMap(([name, answer]): [string, Fault, boolean][] => [
      [`${name}, and it was taken`, { taken: true, answer }, true],
      [`${name}, and it was not`, { taken: false, answer }, false],
    ]),
    ['421, which fetch would send again', { taken: false, answer: { status: 421, body: '' } }, false],
    [
      'a redirect',
      { taken: false, answer: { status: 307, headers: { location: '/api/v3/order' }, body: '' } },
      false,
    ],
    ['a reset after it was taken', { taken: true, answer: 'reset' }, true],
    ['a reset before', { taken: false, answer: 'reset' }, false],
    ['an answer that breaks off', { taken: true, answer: 'cut off' }, true],
    ['half an answer', { taken: true, answer: 'truncated' }, true],
    ['an answer of something else', { taken: true, answer: { status: 200, body: '{"orderId":1}' } }, true],
  ];

  it.each(ways)('%s', async (_name, fault, isThere) => {
    const { client, venue, exchange, orderOf } = await tradingAtVenue();
    const order = orderOf({ limit: '98' });
    venue.faults.next('order.place', fault);
    expect(await client.place(order)).toMatchObject({ error: { code: 'OUTCOME_UNKNOWN' } });
    expect(sent(venue, 'POST').length).toBe(1);
    expect(exchange.orders('ann').length).toBe(isThere ? 1 : 0);
    const asked = await client.query(order);
    expect(asked.ok && asked.value.map(({ type }) => type)).toEqual(isThere ? ['accepted'] : []);
  });

  it('a venue that says nothing for longer than is waited for', async () => {
    const { client, venue, clock, orderOf } = await tradingAtVenue();
    venue.faults.next('order.place', lost);
    const placing = client.place(orderOf({ limit: '98' }));
    await clock.advance(10_000);
    expect(await placing).toMatchObject({
      error: { code: 'OUTCOME_UNKNOWN', reason: 'no answer in 10000 ms' },
    });
    expect(sent(venue, 'POST').length).toBe(1);
  });

  it('“Duplicate order sent.” means ask, and insufficient balance means no', async () => {
    const { client, orderOf } = await tradingAtVenue();
    const order = orderOf({ limit: '98' });
    await client.place(order);
    expect(await client.place(order)).toMatchObject({ error: { code: 'OUTCOME_UNKNOWN' } });
    expect(await client.place(orderOf({ limit: '98', quantity: '200' }))).toMatchObject({
      error: {
        code: 'REFUSED',
        venueCode: '-2010',
        reason: 'Account has insufficient balance for requested action. (-2010)',
      },
    });
  });

  it('a clock that is off is refused before matching, and is right for the next', async () => {
    const { client, venue, exchange, clock, orderOf } = await tradingAtVenue();
    await clock.advance(7_000);
    expect(await client.place(orderOf({ limit: '98' }))).toMatchObject({
      error: { code: 'REFUSED', venueCode: '-1021', reason: { code: 'CLOCK_OFF' } },
    });
    expect([sent(venue, 'POST').length, exchange.orders('ann').length]).toEqual([1, 0]);
    expect(await client.place(orderOf({ limit: '98' }))).toMatchObject({ ok: true });
  });

  it('a clock that is set on this machine changes nothing', async () => {
    const { client, clock, orderOf } = await tradingAtVenue();
    clock.jump(3_600_000);
    expect(await client.place(orderOf({ limit: '98' }))).toMatchObject({ ok: true });
  });

  it('while a limit of the venue holds nothing is sent, cancels neither', async () => {
    const { client, venue, clock, orderOf } = await tradingAtVenue();
    const resting = orderOf({ limit: '98' });
    await client.place(resting);
    venue.faults.next('order.place', { taken: false, answer: tooManyRequests(30) });
    const refused = { error: { code: 'REFUSED', reason: { code: 'VENUE_LIMIT', until: start + 30_000 } } };
    expect(await client.place(orderOf({ limit: '98' }))).toMatchObject(refused);
    const before = venue.requests.length;
    expect(await client.place(orderOf({ limit: '98' }))).toMatchObject(refused);
    expect(await client.cancel(resting)).toMatchObject(refused);
    expect(venue.requests.length).toBe(before);
    await clock.advance(30_000);
    await client.serverTime();
    expect(await client.cancel(resting)).toMatchObject({ ok: true });
  });
});

describe('an order that the venue does not find by its id', () => {
  it('is found among the open ones, and among those that traded', async () => {
    const { client, venue, orderOf } = await tradingAtVenue();
    const open = orderOf({ limit: '98' });
    const traded = orderOf({});
    await client.place(open);
    await client.place(traded);
    const gone = {
      taken: true,
      answer: { status: 400, body: '{"code":-2013,"msg":"Order does not exist."}' },
    } as const;
    for (const [order, type] of [
      [open, 'accepted'],
      [traded, 'filled'],
    ] as const) {
      venue.faults.next('order.status', gone);
      const told = await client.query(order);
      expect(told.ok && told.value.at(-1)).toMatchObject({ clientOrderId: order.clientOrderId, type });
    }
  });

  it('has no fate as long as any of these questions is not answered', async () => {
    for (const kind of ['order.status', 'openOrders.status', 'myTrades']) {
      const { client, venue, orderOf } = await tradingAtVenue();
      venue.faults.next(kind, { taken: true, answer: { status: 503, body: '' } });
      expect(await client.query(orderOf({ limit: '98' }))).toMatchObject({
        error: { code: 'OUTCOME_UNKNOWN' },
      });
    }
  });
});

describe('the user stream', () => {
  it('tells what happens elsewhere, with its terms', async () => {
    const { client, limit } = await tradingAtVenue();
    const told = heard(client, ({ type, placed }) => {
      if (type !== 'accepted') return false;
      expect(placed).toMatchObject({ instrumentId: btc, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC' });
      expect([placed?.limitPrice?.toString(), placed?.quantity.toString()]).toEqual(['90', '1']);
      return true;
    });
    await limit({ newClientOrderId: 'by-hand' });
    await told;
  });

  it('keeps our id of an order that is cancelled, though the cancel has one of its own', async () => {
    const { client, signed, orderOf, reports } = await tradingAtVenue();
    const { clientOrderId } = orderOf({ limit: '98' });
    await client.place(orderOf({ id: clientOrderId, limit: '98' }));
    const told = heard(client, ({ type }) => type === 'cancelled');
    await signed('DELETE', '/api/v3/order', { symbol: 'BTCUSDT', origClientOrderId: clientOrderId });
    await told;
    expect(reports.at(-1)).toMatchObject({ type: 'cancelled', clientOrderId, source: 'stream' });
  });

  it('whose message of a fill is lost has the order asked about', async () => {
    const { client, venue, exchange, orderOf, reports } = await tradingAtVenue();
    const order = orderOf({ limit: '99', quantity: '2' });
    await client.place(order);
    exchange.crowd.take('BTCUSDT', 'SELL', units('5'), units('99'));
    venue.faults.nextFrame('executionReport', 'dropped');
    exchange.crowd.take('BTCUSDT', 'SELL', units('1'), units('99'));
    await heard(
      client,
      () => fillsOf(reports).size === 2,
      () => exchange.crowd.take('BTCUSDT', 'SELL', units('1'), units('99')),
    );
    expect(reports.at(-1)).toMatchObject({ source: 'query' });
  });

  it.each(['twice', 'after the next'] as const)('whose messages come %s tells every fill', async (how) => {
    const { client, venue, exchange, orderOf, settled, reports } = await tradingAtVenue();
    await client.place(orderOf({ limit: '99', quantity: '3' }));
    exchange.crowd.take('BTCUSDT', 'SELL', units('5'), units('99'));
    venue.faults.nextFrame('executionReport', how);
    for (let times = 0; times < 3; times += 1)
      exchange.crowd.take('BTCUSDT', 'SELL', units('1'), units('99'));
    await settled();
    await expect.poll(() => fillsOf(reports).size).toBe(3);
  });

  it('that ends is said to be lost, and is dialled anew', async () => {
    const { client, venue, clock, states } = await tradingAtVenue();
    venue.endUserStreams();
    await expect
      .poll(() => states.at(-1))
      .toMatchObject({ status: 'lost', reason: { code: 'LOCKED_NOT_REACHED' } });
    const back = connected(client);
    await clock.advance(1_000);
    await back;
    expect(states.at(-1)).toEqual({ status: 'connected' });
  });

  it('of a key that is not known there says so, and is not asked for over and over', async () => {
    const { client, venue, clock, states } = await tradingAtVenue();
    venue.faults.next('userDataStream.subscribe.signature', {
      taken: false,
      answer: { status: 401, body: '{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}' },
    });
    venue.disconnect();
    await expect.poll(() => states.at(-1)?.status).toBe('lost');
    const dialled = venue.dialled();
    await clock.advance(1_000);
    await expect
      .poll(() => states.at(-1))
      .toMatchObject({
        reason: { code: 'LOCKED_KEY_REFUSED', said: 'Invalid API-key, IP, or permissions for action.' },
      });
    await clock.advance(50_000);
    expect(venue.dialled()).toBe(dialled + 1);
    await client.close();
  });
});
