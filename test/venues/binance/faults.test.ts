import { once } from 'node:events';
import { request } from 'node:http';

import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';

import { units } from '#test/venues/exchange/units.ts';
import type { Fault } from '#test/venues/faults.ts';
import { openSocket } from '#test/venues/socket-client.ts';
import { banned, tooManyRequests, unknownOutcomes } from './fault-answers.ts';
import { signedQuery, start, startVenue, traderKey, wsSigned } from './venue-harness.ts';

const resting = (exchange: Awaited<ReturnType<typeof startVenue>>['exchange']) =>
  exchange.orders('ann').length;

/** A purchase that rests. */
const resting90 = {
  symbol: 'BTCUSDT',
  side: 'BUY',
  type: 'LIMIT',
  timeInForce: 'GTC',
  price: '90',
  quantity: '1',
  recvWindow: 60_000,
};

/** What a client knows of its request. */
const fate = (answer: Promise<unknown>) =>
  answer.then(
    () => 'answered',
    () => 'unknown',
  );

/** Twenty orders, half of which go wrong. */
async function run(seed: number) {
  const { limit, venue } = await startVenue();
  const faults = Object.values(unknownOutcomes).map((answer) => ({ taken: true, answer }));
  venue.faults.seeded({ seed, percent: 50, faults, kinds: ['order.place'] });
  const statuses: (number | undefined)[] = [];
  for (let count = 0; count < 20; count += 1) {
    statuses.push(
      await limit({}).then(
        ({ status }) => status,
        () => undefined,
      ),
    );
  }
  return statuses;
}

describe('faults of the simulated Binance', () => {
  it.each<[string, Fault, number]>([
    ['the connection ends before it is taken', { taken: false, answer: 'closed' }, 0],
    ['the connection ends after it was taken', { taken: true, answer: 'closed' }, 1],
    ['a reset before it is taken', { taken: false, answer: 'reset' }, 0],
    ['a reset after it was taken', { taken: true, answer: 'reset' }, 1],
    ['a body that is cut off', { taken: true, answer: 'cut off' }, 1],
    ['JSON that breaks off', { taken: true, answer: 'truncated' }, 1],
    ['HTML of a gateway', { taken: true, answer: unknownOutcomes['HTML of a gateway'] }, 1],
  ])('%s: the client knows nothing, and the exchange what it has', async (_, fault, taken) => {
    const { limit, venue, exchange } = await startVenue();
    venue.faults.next('order.place', fault);
    expect(await fate(limit({}))).toBe('unknown');
    expect(resting(exchange)).toBe(taken);
    expect(venue.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(venue.faults.injected).toEqual([{ kind: 'order.place', fault }]);
    expect((await limit({})).status).toBe(200);
  });

  it.each([
    ['time-out', 504, -1007],
    ['unexpected', 500, -1006],
  ] as const)('answers %s in the words of the documents, taken or not', async (name, status, code) => {
    const { limit, venue, exchange } = await startVenue();
    venue.faults.next('order.place', { taken: true, answer: unknownOutcomes[name] });
    venue.faults.next('order.place', { taken: false, answer: unknownOutcomes[name] });
    expect(await limit({})).toMatchObject({ status, body: { code } });
    expect(await limit({})).toMatchObject({ status, body: { code } });
    expect(resting(exchange)).toBe(1);
  });

  it('storms with 429 for as many requests as it is told, of any kind', async () => {
    const { limit, ask, venue, exchange } = await startVenue();
    venue.faults.next('*', { taken: false, answer: tooManyRequests(7) }, 3);
    const first = await limit({});
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7']);
    expect((await ask('GET', '/api/v3/time', '')).status).toBe(429);
    expect((await limit({})).status).toBe(429);
    venue.faults.next('order.place', { taken: false, answer: banned(start + 180_000, 180) });
    const out = await limit({});
    expect([out.status, out.headers.get('retry-after'), out.body['code']]).toEqual([418, '180', -1003]);
    expect((await limit({})).status).toBe(200);
    expect(resting(exchange)).toBe(1);
  });

  it('never answers a request, and holds another until the time that it is given', async () => {
    const { limit, venue, exchange, clock } = await startVenue();
    venue.faults.next('order.place', { taken: true, answer: 'none' });
    const unanswered = limit({});
    venue.faults.next('order.place', { taken: true, answer: 'as it is', delayBefore: 3000 });
    const late = limit({});
    await expect.poll(() => venue.requests.length).toBe(2);
    expect(resting(exchange)).toBe(1);
    clock.advance(3000);
    expect((await late).status).toBe(200);
    expect(resting(exchange)).toBe(2);
    await venue.close();
    expect(await fate(unanswered)).toBe('unknown');
  });

  it('carries nothing through a partition, and what was sent meanwhile when it is over', async () => {
    const { limit, venue, exchange, clock } = await startVenue();
    const elsewhere = await startVenue();
    const client = await openSocket(`${venue.streamUrl}/stream?streams=btcusdt@trade`);
    const trading = await openSocket(venue.apiUrl);
    await limit({});
    venue.partition(true);
    const late = limit({});
    trading.socket.send(JSON.stringify(wsSigned(1, 'order.place', resting90, clock.now())));
    exchange.crowd.take('BTCUSDT', 'BUY', units('1'));
    const dialled = new WebSocket(`${venue.streamUrl}/stream`);
    const opened = once(dialled, 'open');
    // Long enough for another venue to be asked and to answer.
    for (let count = 0; count < 5; count += 1) await elsewhere.limit({});
    expect([resting(exchange), client.frames.length, dialled.readyState]).toEqual([
      1,
      0,
      WebSocket.CONNECTING,
    ]);
    venue.partition(false);
    expect((await late).status).toBe(200);
    await client.until(() => client.frames.length === 1);
    await opened;
    dialled.terminate();
    await trading.until(() => trading.frames.length === 1);
    expect(resting(exchange)).toBe(3);
  });

  it('refuses who connects more often than 300 times in five minutes', async () => {
    const { venue, clock } = await startVenue({ connections: 2 });
    const dial = async () => {
      const socket = new WebSocket(`${venue.streamUrl}/stream`);
      const said = await once(socket, 'open').then(() => 'open', String);
      socket.terminate();
      return said;
    };
    expect([await dial(), await dial()]).toEqual(['open', 'open']);
    expect(await dial()).toContain('429');
    expect(venue.dialled()).toBe(3);
    clock.advance(300_000);
    expect(await dial()).toBe('open');
  });

  it('takes a request that it looks at late, though its client has given up meanwhile', async () => {
    const { venue, exchange, clock } = await startVenue();
    venue.faults.next('order.place', { taken: true, answer: 'as it is', delayBefore: 12_000 });
    const query = signedQuery({ ...resting90, timestamp: clock.now() });
    const impatient = new AbortController();
    const asked = fetch(`${venue.restUrl}/api/v3/order?${query}`, {
      method: 'POST',
      headers: { 'X-MBX-APIKEY': traderKey.apiKey },
      signal: impatient.signal,
    });
    await expect.poll(() => venue.requests.length).toBe(1);
    impatient.abort();
    expect(await fate(asked)).toBe('unknown');
    // The window of the request is looked at when it is taken.
    clock.advance(12_000);
    expect(resting(exchange)).toBe(1);
  });

  it('sends an answer byte by byte', async () => {
    const { venue, clock } = await startVenue();
    venue.faults.next('time', { taken: true, answer: 'slow' });
    const come: number[] = [];
    const client = request(`${venue.restUrl}/api/v3/time`, (response) => {
      response.on('data', (part: Buffer) => come.push(part.length));
    });
    client.end();
    const length = '{"serverTime":1700000000000}'.length;
    await expect
      .poll(() => {
        clock.advance(1);
        return come;
      })
      .toEqual(Array.from({ length }, () => 1));
  });

  it('goes wrong by a seed: the same one, the same faults', async () => {
    const first = await run(4);
    expect(await run(4)).toEqual(first);
    expect(await run(5)).not.toEqual(first);
    expect(first).toContain(200);
    expect(first).toContain(504);
  });

  it('refuses a signature made by a clock that is an hour off, either way', async () => {
    const { ask, venue, clock, exchange } = await startVenue();
    for (const offset of [3_600_000, -3_600_000]) {
      const timestamp = clock.now() + offset;
      const query = signedQuery({ symbol: 'BTCUSDT', timestamp });
      expect((await ask('GET', '/api/v3/openOrders', query, traderKey.apiKey)).body['code']).toBe(-1021);
    }
    expect(venue.requests).toHaveLength(2);
    expect(resting(exchange)).toBe(0);
  });

  it('changes a tick under an open order, and delists a symbol with its orders', async () => {
    const { limit, signed, exchange } = await startVenue();
    await limit({ price: '90.01', newClientOrderId: 'mine' });
    exchange.setRules('BTCUSDT', { tick: 10_000_000n });
    expect((await limit({ price: '90.01' })).body['msg']).toBe('Filter failure: PRICE_FILTER');
    const mine = { symbol: 'BTCUSDT', origClientOrderId: 'mine' };
    expect((await signed('GET', '/api/v3/order', mine)).body['price']).toBe('90.01000000');
    exchange.delist('BTCUSDT');
    expect((await signed('GET', '/api/v3/order', mine)).body).toMatchObject({
      status: 'EXPIRED',
      expiryReason: 'EXCHANGE_CANCELED',
    });
  });
});
