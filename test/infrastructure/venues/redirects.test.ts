import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { expect, it, onTestFinished } from 'vitest';

import { Secret } from '#src/domain/secret.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { openBinanceAccount } from '#src/infrastructure/venues/binance/binance-account.ts';
import { binanceDefaults } from '#src/infrastructure/venues/binance/binance-config.ts';
import { createRestClient } from '#src/infrastructure/venues/rest-client.ts';
import { createSendOnce } from '#src/infrastructure/venues/send-once.ts';
import { openStreamSocket } from '#src/infrastructure/venues/stream-socket.ts';

async function serverOf(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('it has no port');
  return `127.0.0.1:${address.port}`;
}

/** A venue that leads elsewhere, and what was asked there. */
async function leading(status: number) {
  const heard: string[] = [];
  const elsewhere = await serverOf((request, response) => {
    heard.push(`${request.method} ${request.url}`);
    response.end('{"serverTime":1}');
  });
  const venue = await serverOf((request, response) => {
    response.writeHead(status, { location: `http://${elsewhere}${request.url}` }).end();
  });
  return { venue, heard, config: { ...binanceDefaults, restUrl: `http://${venue}` } };
}

const clock = createSystemClock();
const statuses = [301, 302, 303, 307, 308];

/** A key went along to wherever an answer led: https://github.com/rmusser01/tldw_chatbook/pull/1925 */
it.each(statuses)('a public question that is answered with %i goes nowhere else', async (status) => {
  const { heard, config } = await leading(status);
  const rest = createRestClient({
    label: 'It',
    pingPath: '/ping',
    config,
    clock,
    onTrouble: () => undefined,
  });
  onTestFinished(rest.close);
  expect(await rest.get('/api/v3/klines', { weight: 1, use: 'question' })).toMatchObject({ ok: false });
  expect(heard).toEqual([]);
});

it.each(statuses)('a key is taken nowhere else by %i', async (status) => {
  const { heard, config } = await leading(status);
  const key = { key: new Secret('a-key'), secret: new Secret('a-secret'), passphrase: undefined };
  const account = await openBinanceAccount(config, key, clock);
  onTestFinished(account.close);
  expect(await account.permissions()).toMatchObject({ ok: false });
  expect(heard).toEqual([]);
});

it.each(statuses)('an order is sent once, whatever %i asks for', async (status) => {
  const { venue, heard } = await leading(status);
  const sender = createSendOnce(`http://${venue}`, 1000);
  onTestFinished(sender.close);
  const order = { url: `http://${venue}/order`, method: 'POST', headers: {}, body: 'quantity=1' } as const;
  expect(await sender.send(order, new AbortController().signal)).toMatchObject({ status });
  expect(heard).toEqual([]);
});

it.each(statuses)('a stream that is answered with %i is opened nowhere else', async (status) => {
  const { venue, heard, config } = await leading(status);
  await new Promise<void>((resolve, reject) => {
    openStreamSocket(`ws://${venue}/stream`, config, clock, {
      onOpen: () => reject(new Error('it was opened')),
      onFrame: () => undefined,
      onClose: () => resolve(),
    });
  });
  expect(heard).toEqual([]);
});
