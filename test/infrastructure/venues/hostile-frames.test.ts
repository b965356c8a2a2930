import { once } from 'node:events';
import { createServer } from 'node:http';

import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';

import { accountId } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import { createUserEvents as coinbaseEvents } from '#src/infrastructure/venues/coinbase/user-events.ts';
import { createMarketSocket } from '#src/infrastructure/venues/coinbase/market-socket.ts';
import { parsedExactly } from '#src/infrastructure/venues/exact-json.ts';
import { parseUserMessage } from '#src/infrastructure/venues/gemini/user-events.ts';
import { createStreamParser } from '#src/infrastructure/venues/kraken/stream-messages.ts';
import { createUserEvents as krakenEvents } from '#src/infrastructure/venues/kraken/user-events.ts';
import { networkDefaults } from '#src/infrastructure/venues/network-config.ts';
import { createSignedRest } from '#src/infrastructure/venues/signed-rest.ts';
import { openStreamSocket } from '#src/infrastructure/venues/stream-socket.ts';
import { amount, name, recordOf } from '#src/infrastructure/venues/wire-values.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';

const origin = { accountId: accountId('ann'), source: 'stream', receivedAt: 5 } as const;

/** A letter may have two units, and three in upper case: https://github.com/samchon/typia/issues/2046 */
const longNames = {
  'of two units each': '\u{1F600}'.repeat(100),
  'that upper case makes longer': '\u0390'.repeat(100),
};

/** What throws while it is heard ends the program: https://github.com/altangent/ccxws/issues/26 */
describe.each(Object.entries(longNames))('an order whose name has 100 letters %s', (_, long) => {
  const read = {
    coinbase: (product: string) =>
      coinbaseEvents()(
        JSON.stringify({
          channel: 'user',
          sequence_num: 0,
          events: [
            {
              type: 'update',
              orders: [{ order_id: 'O1', product_id: product, cumulative_quantity: '0' }],
            },
          ],
        }),
      ),
    kraken: (symbol: string) =>
      krakenEvents(
        1,
        () => origin,
      )(
        JSON.stringify({
          channel: 'executions',
          data: [
            {
              order_id: 'O1',
              exec_type: 'new',
              order_status: 'new',
              symbol,
              cl_ord_id: symbol,
              timestamp: '2026-01-02T03:04:05Z',
            },
          ],
        }),
      ),
    gemini: (symbol: string) =>
      parseUserMessage(
        JSON.stringify({
          e: 'orderUpdate',
          s: symbol,
          i: '1',
          c: symbol,
          S: 'BUY',
          o: 'LIMIT',
          X: 'NEW',
          q: '1',
          T: '1700000000000000000',
        }),
        'id',
        origin,
      ),
  };

  it.each(Object.entries(read))('is not understood at %s, and nothing else happens', (_venue, told) => {
    const message = told(long);
    const [first] = message.kind === 'several' ? message.messages : [message];
    expect(first?.kind).toBe('malformed');
    const usual = told('BTC/USD');
    expect((usual.kind === 'several' ? usual.messages[0] : usual)?.kind).toBe('order');
  });

  it('is no name', () => expect(name.safeParse(long).success).toBe(false));
});

it('what throws while a frame is heard ends its connection, and nothing else', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  onTestFinished(() => server.close());
  await once(server, 'listening');
  server.on('connection', (socket) => socket.send('anything'));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const end = await new Promise((resolve) => {
    openStreamSocket(`ws://127.0.0.1:${port}`, networkDefaults, createFakeClock(0), {
      onOpen: () => undefined,
      onFrame() {
        throw new TypeError('nobody thought of it');
      },
      onClose: resolve,
    });
  });
  expect(end).toEqual({ code: 'FEED_FAILED', cause: 'nobody thought of it' });
});

/** https://github.com/colinhacks/zod/issues/1872: ten million wrong items end the process. */
it('of what is too much by names no item is looked at', () => {
  const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, at) => [`A${at}`, 0]));
  expect(recordOf(amount, 999).safeParse(many).error?.issues.length).toBe(1);
  expect(recordOf(amount, 1_000).safeParse({ A: '1' }).success).toBe(true);
});

it('an answer that is all numbers is read exactly', () => {
  const numbers = Array.from({ length: 25_000 }, (_, at) => `${at}.${at}0`);
  expect(parsedExactly(`[${numbers.join(',')}]`)).toEqual(numbers);
});

it('of a signed answer no more is read than the orders of a record have', async () => {
  const server = createServer((_asked, answer) => answer.end(' '.repeat(17 * 2 ** 20).concat('{}')));
  onTestFinished(() => void server.close());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const restUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const rest = createSignedRest({
    config: { ...networkDefaults, restUrl },
    clock: createFakeClock(0),
    dialect: {
      signed: () => ({ method: 'GET', url: restUrl, headers: {}, body: undefined }),
      parse: parsedExactly,
      failureOf: (status) => ({ meaning: 'unknown', venueCode: '', said: `HTTP ${status}` }),
      askTime: async () => ok(0),
    },
  });
  onTestFinished(() => rest.close());
  expect(await rest.send('GET', '/', {})).toMatchObject({ ok: false, error: { meaning: 'unknown' } });
});

const coinbaseBook = (product_id: string, sequence_num: number) =>
  JSON.stringify({
    channel: 'l2_data',
    sequence_num,
    timestamp: '2026-01-01T00:00:00Z',
    events: [{ type: 'snapshot', product_id, updates: [] }],
  });

/** https://github.com/nautechsystems/nautilus_trader/issues/4456, https://github.com/bmoscon/cryptofeed/pull/640 */
describe('what a venue tells of markets that nobody asked about', () => {
  it('is not kept of Coinbase', () => {
    const { requests, parse } = createMarketSocket();
    requests.write('SUBSCRIBE', ['btc-usd@level2'], 1);
    expect([parse(coinbaseBook('BTC-USD', 0))].flat()).toMatchObject([{ kind: 'start' }]);
    for (let other = 1; other < 100; other += 1)
      expect([parse(coinbaseBook(`X${other}-USD`, other))].flat()).toEqual([{ kind: 'other' }]);
    const behind = [parse(coinbaseBook('BTC-USD', 200))].flat();
    expect(behind).toMatchObject([{ kind: 'malformed', stream: 'btc-usd@level2' }, { kind: 'start' }]);
  });

  it('is kept of Kraken for as many as can be subscribed', () => {
    const parse = createStreamParser(() => undefined);
    const book = (symbol: string, type: string) =>
      [
        parse(
          JSON.stringify({
            channel: 'book',
            type,
            data: [{ symbol, bids: [], asks: [], timestamp: '2026-01-01T00:00:00Z' }],
          }),
        ),
      ].flat()[0];
    book('BTC/USD', 'snapshot');
    expect(book('BTC/USD', 'update')).toMatchObject({ kind: 'depth', firstId: 2 });
    for (let other = 0; other < 1_024; other += 1) book(`X${other}/USD`, 'snapshot');
    expect(book('BTC/USD', 'update')).toMatchObject({ kind: 'depth', firstId: 1 });
    expect(book('X'.repeat(101), 'snapshot')).toMatchObject({ kind: 'malformed' });
  });

  it('makes one message of a frame with more than any has', () => {
    const nothing = Array.from({ length: 10_001 }, () => 0);
    const kraken = JSON.stringify({ channel: 'trade', type: 'update', data: nothing });
    expect([createStreamParser(() => undefined)(kraken)].flat().length).toBe(1);
    const coinbase = JSON.stringify({ channel: 'ticker', sequence_num: 0, events: nothing });
    expect([createMarketSocket().parse(coinbase)].flat().length).toBe(1);
  });
});
