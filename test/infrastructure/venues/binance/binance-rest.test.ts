import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished } from 'vitest';

import { abc, collect, startFeed } from './feed-harness.ts';

const hour = 3_600_000;
const midnight = 1_699_920_000_000;

describe("Binance's REST answers", () => {
  it('give the candles of a span, page by page, oldest first', async () => {
    const { feed, server } = await startFeed();
    const to = midnight + 25 * hour;
    const candles = await feed.candles(abc, '1m', midnight, to);
    if (!candles.ok) throw new Error(candles.error.reason);
    const times = candles.value.map(({ openTime }) => openTime);
    expect(times).toEqual(Array.from({ length: 1500 }, (_, index) => midnight + index * 60_000));
    expect(server.requests).toHaveLength(2);
    expect(candles.value[0]).toMatchObject({
      instrumentId: abc,
      interval: '1m',
      close: expect.stringMatching(/^\d\.\d{8}$/),
    });
  });

  it('tell a candle that is still open', async () => {
    const { feed, clock } = await startFeed();
    const opened = Math.floor(clock.now() / hour) * hour;
    const candles = await feed.candles(abc, '1h', opened - hour, opened + hour);
    expect(candles.ok && candles.value.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('are empty for an empty span, without a request', async () => {
    const { feed, server } = await startFeed();
    expect(await feed.candles(abc, '1h', midnight, midnight)).toEqual({ ok: true, value: [] });
    expect(server.requests).toEqual([]);
  });

  it.each([429, 418])('stop all requests after %i until Retry-After has passed', async (status) => {
    const { feed, server, clock, books, until } = await startFeed();
    await until(() => feed.state().status === 'live');
    server.refuseRequests({ status, retryAfter: 30, times: 1 });
    collect(feed, abc);
    await until(() => server.requests.length === 1);
    const refusedAt = clock.monotonic();
    await clock.advance(1_000);
    const candles = await feed.candles(abc, '1h', midnight, midnight + hour);
    expect(candles).toMatchObject({ ok: false, error: { code: 'FEED_UNAVAILABLE' } });
    await clock.advance(28_000);
    expect(server.requests).toHaveLength(1);
    const { ours, venue } = await books(abc);
    expect(ours).toEqual(venue);
    expect(clock.monotonic() - refusedAt).toBeGreaterThanOrEqual(29_900);
    expect(server.requests).toHaveLength(2);
  });

  it('wait for the next minute when the weight of this one is nearly used up', async () => {
    const { feed, server, clock } = await startFeed();
    server.reportWeight(5_930);
    expect((await feed.instruments()).ok).toBe(true);
    expect(await feed.instruments()).toMatchObject({ ok: false });
    // Candles cost less than is left.
    expect((await feed.candles(abc, '1m', 0, 60_000)).ok).toBe(true);
    server.reportWeight(20);
    await clock.advance(60_000);
    expect((await feed.instruments()).ok).toBe(true);
  });

  it('are unavailable when the venue cannot be reached, is silent or answers nonsense', async () => {
    const { feed, server, clock } = await startFeed();
    server.refuseRequests({ status: 500, retryAfter: 0, times: 1 });
    expect(await feed.instruments()).toMatchObject({ ok: false, error: { reason: /Binance answered 500/ } });
    server.holdRequests();
    const silent = feed.instruments();
    await clock.advance(10_000);
    expect(await silent).toMatchObject({ ok: false, error: { reason: /no answer in 10000 ms/ } });
    await server.close();
    expect(await feed.instruments()).toMatchObject({ ok: false, error: { reason: /cannot be reached/ } });
  });

  it('end with the feed', async () => {
    const { feed, server, until } = await startFeed();
    server.holdRequests();
    const held = feed.instruments();
    await until(() => server.requests.length === 1);
    await feed.close();
    expect(await held).toMatchObject({ ok: false });
  });

  const mebibyte = 2 ** 20;
  it.each([
    {
      what: 'does not end',
      says: /longer than 2 MiB/,
      answer: (response: ServerResponse) => endless(Buffer.alloc(mebibyte, ' ')).pipe(response),
    },
    {
      what: 'is small and unpacks to what does not end',
      says: /longer than 2 MiB/,
      answer: (response: ServerResponse) =>
        endless(gzipSync(Buffer.alloc(mebibyte, ' '))).pipe(response.setHeader('Content-Encoding', 'gzip')),
    },
    {
      what: 'is nested a hundred deep',
      says: /no JSON/,
      answer: (response: ServerResponse) => response.end('['.repeat(100) + ']'.repeat(100)),
    },
  ])('are refused where one $what', async ({ says, answer }) => {
    const server = createServer((_request, response) => void answer(response)).listen(0, '127.0.0.1');
    onTestFinished(() => server.close().closeAllConnections());
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const { feed } = await startFeed(
      {},
      { restUrl: `http://127.0.0.1:${port}`, largestAnswer: 2 * mebibyte },
    );
    expect(await feed.instruments()).toMatchObject({ ok: false, error: { reason: says } });
  });
});

function endless(piece: Buffer): Readable {
  return new Readable({
    read() {
      this.push(piece);
    },
  });
}
