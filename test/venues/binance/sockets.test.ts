import { generateKeyPairSync, sign } from 'node:crypto';

import { expect, describe, it } from 'vitest';

import { manualClock } from '#test/venues/exchange/clock.ts';
import { createExchange } from '#test/venues/exchange/exchange.ts';
import { instrument } from '#test/venues/exchange/instrument.ts';
import { units } from '#test/venues/exchange/units.ts';
import { openSocket } from '#test/venues/socket-client.ts';
import { start, startVenue, traderKey, wsSigned } from './venue-harness.ts';
import { startBinanceVenue } from './venue.ts';

/** The fields of `executionReport` in user-data-stream.md, without those that appear under conditions. */
const reportFields = 'e E s c S o f q p P F g C x X r i l z L n N T t I w m M O Z Y Q W V';

type Frame = { readonly subscriptionId?: number; readonly event?: Readonly<Record<string, unknown>> };

async function subscribed() {
  const venue = await startVenue();
  const client = await openSocket(venue.venue.apiUrl);
  const answer = await client.send(wsSigned(1, 'userDataStream.subscribe.signature', {}, venue.clock.now()));
  const events = () =>
    client.frames.flatMap(({ event, subscriptionId }: Frame) =>
      event === undefined ? [] : [{ ...event, subscriptionId }],
    );
  const named = (name: string) =>
    events().filter((event: Readonly<Record<string, unknown>>) => event['e'] === name);
  return { ...venue, client, answer, events, named };
}

describe("Binance's WebSocket API over the simulated exchange", () => {
  it('places and asks as REST does, and tells what was used', async () => {
    const { venue, clock } = await startVenue();
    const client = await openSocket(venue.apiUrl);
    const order = {
      symbol: 'BTCUSDT',
      side: 'BUY',
      type: 'LIMIT',
      timeInForce: 'GTC',
      price: '90.00',
      quantity: '1',
    };
    const placed = await client.send(
      wsSigned(1, 'order.place', { ...order, newClientOrderId: 'mine' }, clock.now()),
    );
    expect(placed).toMatchObject({
      status: 200,
      result: { clientOrderId: 'mine', status: 'NEW', price: '90.00000000', fills: [] },
      rateLimits: [
        { rateLimitType: 'ORDERS', interval: 'SECOND', intervalNum: 10, limit: 100, count: 1 },
        { rateLimitType: 'ORDERS', interval: 'DAY', intervalNum: 1, limit: 200_000, count: 1 },
        { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 6000, count: 2 },
      ],
    });
    const found = await client.send(
      wsSigned(2, 'order.status', { symbol: 'BTCUSDT', origClientOrderId: 'mine' }, clock.now()),
    );
    expect(found['result']).toMatchObject({ clientOrderId: 'mine', status: 'NEW', isWorking: true });
    const failed = await client.send(wsSigned(3, 'order.place', { ...order, quantity: '1000' }, clock.now()));
    expect(failed).toMatchObject({
      status: 400,
      error: { code: -2010, msg: 'Account has insufficient balance for requested action.' },
    });
    const wrong = wsSigned(4, 'order.place', order, clock.now());
    const forged = await client.send({ ...wrong, params: { ...wrong.params, price: '91.00' } });
    expect(forged['error']).toEqual({ code: -1022, msg: 'Signature for this request is not valid.' });
    expect(await client.send({ id: 5, method: 'time', params: { returnRateLimits: false } })).toEqual({
      id: 5,
      status: 200,
      result: { serverTime: start },
    });
  });

  it('lets an Ed25519 key log on, after which requests need no signature', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const fees = { maker: 0n, taker: 0n, chargedIn: 'received' as const };
    const exchange = createExchange({
      clock: manualClock(start),
      instruments: [instrument('BTC', 'USDT', '100')],
      accounts: [{ name: 'ann', fees, balances: { USDT: units('1000') } }],
    });
    const venue = await startBinanceVenue({ exchange, keys: [{ ...traderKey, secret: { ed25519: pem } }] });
    const client = await openSocket(venue.apiUrl);
    const none = await client.send({ id: 1, method: 'userDataStream.subscribe' });
    expect(none['error']).toMatchObject({ code: -1002 });
    const payload = `apiKey=${traderKey.apiKey}&timestamp=${start}`;
    const signature = sign(null, Buffer.from(payload), privateKey).toString('base64');
    const params = { apiKey: traderKey.apiKey, timestamp: start, signature };
    const on = await client.send({ id: 2, method: 'session.logon', params });
    expect(on['result']).toMatchObject({ apiKey: traderKey.apiKey, userDataStream: false });
    const account = await client.send({ id: 3, method: 'account.status', params: { timestamp: start } });
    expect(account['result']).toMatchObject({ balances: [{ asset: 'USDT', free: '1000.00000000' }] });
    const stream = await client.send({ id: 4, method: 'userDataStream.subscribe' });
    expect(stream['result']).toEqual({ subscriptionId: 0 });
    await client.send({ id: 5, method: 'session.logout' });
    await client.until(() => client.texts.some((text) => text.includes('eventStreamTerminated')));
    await venue.close();
  });

  it('reports an order from its acceptance to its fills, and then the balances', async () => {
    const { answer, client, events, named, place } = await subscribed();
    expect(answer['result']).toEqual({ subscriptionId: 0 });
    await place({ symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quantity: '1', newClientOrderId: 'mine' });
    await client.until(() => named('outboundAccountPosition').length === 1);
    expect(
      events().map((event: Readonly<Record<string, unknown>>) => [
        event['e'],
        event['x'],
        event['X'],
        event['c'],
      ]),
    ).toEqual([
      ['executionReport', 'NEW', 'NEW', 'mine'],
      ['executionReport', 'TRADE', 'FILLED', 'mine'],
      ['outboundAccountPosition', undefined, undefined, undefined],
    ]);
    const [, trade] = events();
    expect(trade).toMatchObject({
      subscriptionId: 0,
      L: '101.00000000',
      l: '1.00000000',
      z: '1.00000000',
      n: '0.00100000',
      N: 'BTC',
      t: 3_000_001,
      m: false,
    });
    expect(Object.keys(trade ?? {}).toSorted()).toEqual(
      `${reportFields} subscriptionId`.split(' ').toSorted(),
    );
    expect(named('outboundAccountPosition')[0]).toMatchObject({
      B: [
        { a: 'BTC', f: '10.99900000', l: '0.00000000' },
        { a: 'USDT', f: '9899.00000000', l: '0.00000000' },
      ],
    });
  });

  it('names the order in a cancel by C, and an amendment by its new id', async () => {
    const { client, named, limit, signed, exchange } = await subscribed();
    await limit({ newClientOrderId: 'mine' });
    await signed('PUT', '/api/v3/order/amend/keepPriority', {
      symbol: 'BTCUSDT',
      origClientOrderId: 'mine',
      newClientOrderId: 'renamed',
      newQty: '0.5',
    });
    const cancel = { symbol: 'BTCUSDT', origClientOrderId: 'renamed', newClientOrderId: 'the-cancel' };
    await signed('DELETE', '/api/v3/order', cancel);
    exchange.transfer('ann', 'USDT', units('5'));
    await client.until(() => named('balanceUpdate').length === 1);
    expect(
      named('executionReport').map((event: Readonly<Record<string, unknown>>) => [
        event['x'],
        event['c'],
        event['C'],
        event['q'],
      ]),
    ).toEqual([
      ['NEW', 'mine', '', '1.00000000'],
      ['REPLACED', 'renamed', 'mine', '0.50000000'],
      ['CANCELED', 'the-cancel', 'renamed', '0.50000000'],
    ]);
    expect(named('balanceUpdate')[0]).toMatchObject({ a: 'USDT', d: '5.00000000' });
  });

  it('says that it ends: a subscription, and the server', async () => {
    const { client, events, named, venue, clock } = await subscribed();
    const again = await client.send(wsSigned(2, 'userDataStream.subscribe.signature', {}, clock.now()));
    expect(again['error']).toMatchObject({ code: -2035 });
    venue.announceShutdown();
    venue.endUserStreams();
    await client.until(() => events().length === 2);
    expect(events()).toEqual([
      { e: 'serverShutdown', E: start, subscriptionId: undefined },
      { e: 'eventStreamTerminated', E: start, subscriptionId: 0 },
    ]);
    expect(named('executionReport')).toEqual([]);
  });

  it('duplicates, holds back and drops frames when it is told to', async () => {
    const { client, named, limit, venue } = await subscribed();
    venue.faults.nextFrame('executionReport', 'twice');
    venue.faults.nextFrame('executionReport', 'after the next');
    venue.faults.nextFrame('executionReport', 'dropped');
    venue.faults.nextFrame('outboundAccountPosition', 'dropped', 10);
    for (const price of ['90', '91', '92', '93']) await limit({ price });
    await client.until(() => named('executionReport').length === 4);
    expect(named('executionReport').map((event: Readonly<Record<string, unknown>>) => event['p'])).toEqual([
      '90.00000000',
      '90.00000000',
      '93.00000000',
      '91.00000000',
    ]);
    expect(venue.faults.injected).toHaveLength(7);
  });
});

describe("Binance's market streams over the simulated exchange", () => {
  it('sends what it is asked for, wrapped on /stream and bare on /ws', async () => {
    const { venue, exchange } = await startVenue();
    const combined = await openSocket(`${venue.streamUrl}/stream`);
    const raw = await openSocket(`${venue.streamUrl}/ws/btcusdt@trade`);
    const streams = ['btcusdt@depth@100ms', 'btcusdt@bookTicker', 'btcusdt@aggTrade'];
    expect(await combined.send({ id: 1, method: 'SUBSCRIBE', params: streams })).toEqual({
      result: null,
      id: 1,
    });
    expect(await combined.send({ id: 2, method: 'LIST_SUBSCRIPTIONS' })).toEqual({ result: streams, id: 2 });
    exchange.crowd.take('BTCUSDT', 'BUY', units('2'));
    await combined.until(() => combined.frames.length === 5);
    const common = { E: start, s: 'BTCUSDT' };
    const trade = { p: '101.00000000', q: '2.00000000', T: start, m: false, M: true };
    expect(combined.frames.slice(2)).toEqual([
      {
        stream: 'btcusdt@aggTrade',
        data: { e: 'aggTrade', ...common, a: 3_000_001, f: 3_000_001, l: 3_000_001, ...trade },
      },
      {
        stream: 'btcusdt@depth@100ms',
        data: {
          e: 'depthUpdate',
          ...common,
          U: 10_000_003,
          u: 10_000_003,
          b: [],
          a: [['101.00000000', '3.00000000']],
        },
      },
      {
        stream: 'btcusdt@bookTicker',
        data: {
          u: 10_000_003,
          s: 'BTCUSDT',
          b: '99.00000000',
          B: '5.00000000',
          a: '101.00000000',
          A: '3.00000000',
        },
      },
    ]);
    await raw.until(() => raw.frames.length === 1);
    expect(raw.frames).toEqual([{ e: 'trade', ...common, t: 3_000_001, ...trade }]);
  });

  it('tells tickers and klines once a second, and closes a kline', async () => {
    const { venue, exchange, clock } = await startVenue();
    const client = await openSocket(`${venue.streamUrl}/stream?streams=btcusdt@miniTicker/btcusdt@kline_1m`);
    clock.advance(40_000 - (start % 60_000));
    exchange.crowd.take('BTCUSDT', 'BUY', units('2'));
    clock.advance(1000);
    const ofStream = (name: string) => client.frames.filter(({ stream }) => stream === name);
    await client.until(() => ofStream('btcusdt@miniTicker').length === 1);
    expect(ofStream('btcusdt@miniTicker')[0]).toMatchObject({
      data: { e: '24hrMiniTicker', c: '101.00000000', v: '2.00000000', q: '202.00000000' },
    });
    // One step would be longer than a client may be silent.
    for (let id = 1; id <= 4; id += 1) {
      clock.advance(15_000);
      await client.send({ id, method: 'LIST_SUBSCRIPTIONS' });
    }
    type Kline = { readonly data: { readonly k: Readonly<Record<string, unknown>> } };
    const closed = () =>
      client.frames.filter((frame): frame is Kline & typeof frame =>
        JSON.stringify(frame).includes('"x":true'),
      );
    await client.until(() => closed().some(({ data }) => data.k['v'] === '2.00000000'));
    expect(closed().find(({ data }) => data.k['v'] === '2.00000000')?.data.k).toMatchObject({
      c: '101.00000000',
      i: '1m',
      n: 1,
    });
  });

  it('refuses names and methods that there are not, and a flood of messages', async () => {
    const { venue } = await startVenue();
    const client = await openSocket(`${venue.streamUrl}/stream`);
    expect(await client.send({ id: 1, method: 'SUBSCRIBE', params: ['nonsense'] })).toMatchObject({
      error: { code: 2 },
    });
    expect(await client.send({ id: 2, method: 'SHOUT' })).toMatchObject({ error: { code: 2 } });
    const closed = new Promise((resolve) => {
      client.socket.on('close', resolve);
    });
    for (let id = 3; id < 9; id += 1) client.socket.send(`{"id":${id},"method":"LIST_SUBSCRIPTIONS"}`);
    expect(await closed).toBe(1008);
  });

  it('pings every 20 s, and ends who does not answer for a minute', async () => {
    const { venue, clock } = await startVenue();
    const deaf = await openSocket(`${venue.streamUrl}/stream`);
    deaf.socket.pause();
    const closed = new Promise((resolve) => {
      deaf.socket.on('close', resolve);
    });
    clock.advance(80_000);
    deaf.socket.resume();
    await closed;
    expect(venue.connections()).toBe(0);
  });
});
