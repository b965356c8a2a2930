import { once } from 'node:events';

import { expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';

import { units } from '#test/venues/exchange/units.ts';
import { openSocket } from '#test/venues/socket-client.ts';
import { handshakeHeaders, start, startVenue, traderKey } from './venue-harness.ts';

const moment = '1700000000000000000';

it('sends trades, the best prices, and depth whose first frame is the book', async () => {
  const { venue, exchange } = await startVenue();
  const client = await openSocket(`${venue.socketUrl}?snapshot=-1`);
  const params = ['btcusd@depth@100ms', 'btcusd@bookTicker', 'btcusd@trade'];
  expect(await client.send({ id: '1', method: 'subscribe', params })).toEqual({ id: '1', status: 200 });
  exchange.crowd.take('BTCUSD', 'SELL', units('2'));
  await client.until(() => client.texts.length === 5);
  const common = `"E":${moment},"s":"btcusd"`;
  expect(client.texts.slice(1)).toEqual([
    `{"e":"depthUpdate",${common},"U":10000002,"u":10000002,"b":[["99","5"]],"a":[["101","5"]]}`,
    `{${common},"t":2840140959000001,"p":"99","q":"2","m":true}`,
    `{"e":"depthUpdate",${common},"U":10000002,"u":10000003,"b":[["99","3"]],"a":[]}`,
    `{"u":10000003,${common},"b":"99","B":"3","a":"101","A":"5"}`,
  ]);
});

it('tells the orders of the account that the handshake named, with numbers beyond a double', async () => {
  const { venue, clock, limit, ask, exchange } = await startVenue();
  const client = await openSocket(venue.socketUrl, handshakeHeaders(traderKey, clock.now()));
  await client.send({ id: '1', method: 'SUBSCRIBE', params: ['orders@account', 'balances@account'] });
  const { order_id: id } = (await limit({ price: '100.00', client_order_id: 'mine' })).body;
  exchange.crowd.take('BTCUSD', 'SELL', units('0.4'));
  await ask('/v1/order/cancel', { order_id: id });
  const orders = () => client.frames.filter(({ e }) => e === 'orderUpdate');
  await client.until(() => orders().length === 4);
  expect(orders().map(({ X, z, Z, L, t, r }) => [X, z, Z, L, t, r])).toEqual([
    ['NEW', '1', undefined, undefined, undefined, undefined],
    ['OPEN', '1', undefined, undefined, undefined, undefined],
    ['PARTIALLY_FILLED', '0.6', '0.4', '100', 2_840_140_959_000_001, undefined],
    ['CANCELED', '0.6', '0.4', undefined, undefined, 'Requested'],
  ]);
  expect(client.texts[1]).toBe(
    `{"e":"orderUpdate","E":${moment},"s":"btcusd","i":${String(id)},"c":"mine","S":"BUY","o":"LIMIT","X":"NEW","p":"100","q":"1","z":"1","T":${moment}}`,
  );
  const balance = client.frames.find(({ e }) => e === 'balanceUpdate');
  // 100 and the fee that it may cost, 100 × 0.004, are held.
  expect(balance?.['B']).toEqual([
    { a: 'BTC', f: '10', c: '10' },
    { a: 'USD', f: '9899.6', c: '10000' },
  ]);
});

it('lets nobody see an account without a signed handshake', async () => {
  const { venue, clock } = await startVenue();
  const client = await openSocket(venue.socketUrl);
  const refused = await client.send({ id: '1', method: 'subscribe', params: ['orders@account'] });
  expect(refused).toMatchObject({ status: 401, error: { code: -1002 } });
  expect(await client.send({ id: '2', method: 'subscribe', params: ['nonsense'] })).toMatchObject({
    status: 400,
  });
  expect(await client.send({ id: '3', method: 'time' })).toMatchObject({ result: { serverTime: start } });
  const forged = { ...handshakeHeaders(traderKey, clock.now()), 'X-GEMINI-SIGNATURE': 'ab' };
  for (const headers of [forged, handshakeHeaders(traderKey, clock.now() - 31_000)]) {
    const socket = new WebSocket(venue.socketUrl, { headers });
    onTestFinished(() => socket.terminate());
    const [error]: unknown[] = await once(socket, 'error');
    expect(String(error)).toContain('401');
  }
});
