import { once } from 'node:events';
import { createServer } from 'node:http';

import { expect, it, onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';

import { ok } from '#src/domain/result.ts';
import { Secret } from '#src/domain/secret.ts';
import { binanceDefaults } from '#src/infrastructure/venues/binance/binance-config.ts';
import { createBinanceTrading } from '#src/infrastructure/venues/binance/binance-trading.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { start } from '#test/venues/binance/venue-harness.ts';
import { account } from './trading-harness.ts';

/** Of an order of which more is filled than was told. */
function report(order: number): string {
  const event = {
    e: 'executionReport',
    s: 'BTCUSDT',
    c: `web_${order}`,
    C: '',
    S: 'BUY',
    o: 'LIMIT',
    f: 'GTC',
    q: '9',
    p: '90',
    P: '0',
    x: 'TRADE',
    X: 'PARTIALLY_FILLED',
    r: 'NONE',
    i: order,
    l: '1',
    z: '5',
    L: '90',
    n: '0',
    N: null,
    T: start,
    t: order,
    m: false,
    O: start,
  };
  return JSON.stringify({ event });
}

it('of very many orders at once not each is asked about: the account is compared', async () => {
  let asked = 0;
  const venue = createServer((request, response) => {
    if (request.url?.startsWith('/api/v3/time') === true) response.end(`{"serverTime":${start}}`);
    else asked += 1;
  });
  const sockets = new WebSocketServer({ server: venue });
  sockets.on('connection', (socket) => {
    socket.on('message', () => {
      socket.send('{"id":"userDataStream.subscribe.signature","status":200}');
      for (let order = 1; order <= 500; order += 1) socket.send(report(order));
    });
  });
  venue.listen(0, '127.0.0.1');
  await once(venue, 'listening');
  const address = venue.address();
  const at = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  let gaps = 0;
  const client = createBinanceTrading({
    account,
    clock: createFakeClock(start),
    instruments: () => undefined,
    readKey: async () =>
      ok({ key: new Secret('k'.repeat(64)), secret: new Secret('s'.repeat(64)), passphrase: undefined }),
    onFault: () => undefined,
    config: { ...binanceDefaults, restUrl: `http://${at}`, apiUrl: `ws://${at}` },
  });
  onTestFinished(async () => {
    await client.close();
    for (const socket of sockets.clients) socket.terminate();
    venue.closeAllConnections();
    venue.close();
  });
  client.onState(({ status }) => {
    if (status === 'connected') gaps += 1;
  });
  await expect.poll(() => gaps).toBe(1 + 500 - 20);
  await expect.poll(() => asked).toBe(20);
});
