import { join } from 'node:path';

import { createCandleFold } from '#src/domain/candle-fold.ts';
import { describe, expect, it } from 'vitest';

import { instrumentId } from '#src/domain/ids.ts';
import { readRecordedSession, recordings, type SessionFrame } from '#test/venues/binance/session.ts';
import { createSyntheticSession } from '#test/venues/binance/synthetic-session.ts';
import { abc, collect, startFeed, xyz } from './feed-harness.ts';

const depthRequests = (requests: readonly string[]) =>
  requests.filter((path) => path.startsWith('/api/v3/depth'));

/** Replaces what is sent for one depth frame of a symbol. */
function instead(symbol: string, at: number, replace: (text: string) => readonly string[]) {
  return (frame: SessionFrame, index: number) =>
    frame.isDepth && frame.symbol === symbol && index === at ? replace(frame.text) : [frame.text];
}

describe('the market data of Binance', () => {
  it('keeps the books of several instruments as the venue does', async () => {
    const { feed, books, server, until } = await startFeed();
    collect(feed, abc);
    collect(feed, xyz);
    for (const instrument of [abc, xyz]) {
      const { ours, venue } = await books(instrument);
      expect(ours).toEqual(venue);
    }
    await until(() => feed.counts().books.get(abc)?.applied === 147);
    expect(feed.counts().books.get(abc)).toEqual({ applied: 147, dropped: 3, restarts: 0 });
    expect(depthRequests(server.requests)).toEqual([
      '/api/v3/depth?symbol=ABCUSDT&limit=1000',
      '/api/v3/depth?symbol=XYZUSDT&limit=1000',
    ]);
  });

  it('says the best prices, the top of the book and every trade once, at most 20 times a second', async () => {
    const session = createSyntheticSession();
    const { feed, clock, server, until } = await startFeed({ session, pace: 'manual' });
    const { updates } = collect(feed, abc);
    await until(() => updates.some(({ book }) => book !== undefined));
    updates.length = 0;
    const startedAt = clock.monotonic();
    for (let index = 0; index < 80; index += 1) {
      server.play('ABCUSDT', 5);
      await clock.advance(5);
    }
    const truth = server.truth('ABCUSDT');
    await until(() => updates.at(-1)?.book?.updateId === truth.lastUpdateId);
    expect(updates.length).toBeLessThanOrEqual((clock.monotonic() - startedAt) / 50 + 1);
    const last = updates.at(-1);
    expect(last?.book?.bids).toEqual(truth.bids.slice(0, 50));
    expect(last?.book?.asks).toEqual(truth.asks.slice(0, 50));
    expect([last?.quote.bid, last?.quote.bidQuantity]).toEqual(truth.bids[0]);
    expect([last?.quote.ask, last?.quote.askQuantity]).toEqual(truth.asks[0]);
    const trades = updates.flatMap((update) => update.trades);
    const sent = session.frames.filter(({ stream }) => stream === 'abcusdt@aggTrade');
    expect(trades.map(({ tradeId }) => tradeId)).toEqual(
      sent.map(({ text }) => String(JSON.parse(text).data.a)),
    );
    expect(last?.quote.last).toBe(trades.at(-1)?.price);
  });

  it('tells the average that the venue holds prices against', async () => {
    const { feed, server, until, books } = await startFeed();
    const { updates } = collect(feed, abc);
    await books(abc);
    const data = { e: 'avgPrice', E: 1, s: 'ABCUSDT', i: '5m', w: '0.35120000', T: 1 };
    server.broadcast(JSON.stringify({ stream: 'abcusdt@avgPrice', data }));
    await until(() => updates.at(-1)?.quote.average !== undefined);
    expect(updates.at(-1)?.quote.average).toBe('0.35120000');
    const told = updates.length;
    server.disconnect();
    await until(() => updates.length > told);
    // What was the average before an outage says nothing after it.
    expect(updates.at(-1)?.quote.average).toBeUndefined();
  });

  it('says a trade once when its frame comes twice', async () => {
    const { feed, until, books } = await startFeed({ send: ({ text }) => [text, text] });
    const { updates } = collect(feed, abc);
    const { ours, venue } = await books(abc);
    expect(ours).toEqual(venue);
    await until(() => updates.flatMap(({ trades }) => trades).length >= 15);
    expect(updates.flatMap(({ trades }) => trades)).toHaveLength(15);
  });

  it('tells a burst of trades whole, so that a candle has the high and the low that no quote says', async () => {
    const prices = ['100.00', '105.50', '94.75', '101.00'];
    let sent = 0;
    const { feed, until } = await startFeed({
      send: ({ stream, text }) => {
        if (stream !== 'abcusdt@aggTrade') return [text];
        if (sent > 0) return [];
        const frame = JSON.parse(text);
        return prices.map((p) => {
          sent += 1;
          return JSON.stringify({ ...frame, data: { ...frame.data, a: sent, p, q: '0.5', T: 90_000 } });
        });
      },
    });
    const { updates } = collect(feed, abc);
    await until(() => updates.some(({ quote }) => quote.last === '101.00'));
    const fold = createCandleFold('1m');
    expect(updates.flatMap(fold).at(-1)).toEqual({
      openTime: 60_000,
      open: '100.00',
      high: '105.50',
      low: '94.75',
      close: '101.00',
      volume: '2',
    });
  });

  it('starts the book again from a snapshot when a frame is lost', async () => {
    const { feed, books, server } = await startFeed({
      pace: 'manual',
      send: instead('ABCUSDT', 20, () => []),
    });
    collect(feed, abc);
    await books(abc);
    server.play('ABCUSDT');
    const { ours, venue } = await books(abc);
    expect(ours).toEqual(venue);
    expect(feed.counts().books.get(abc)?.restarts).toBe(1);
    expect(depthRequests(server.requests)).toHaveLength(2);
  });

  it('does not use up the request limit when the book breaks again and again', async () => {
    const { feed, books, server, clock } = await startFeed({
      pace: 'manual',
      send: (frame, index) => (index % 3 === 2 ? [] : [frame.text]),
    });
    collect(feed, abc);
    await books(abc);
    for (let index = 0; index < 300; index += 1) {
      server.play('ABCUSDT', 1);
      await clock.advance(10);
    }
    expect(feed.counts().books.get(abc)?.restarts).toBeGreaterThan(1);
    expect(depthRequests(server.requests).length).toBeLessThan(6);
  });

  it('has no book between a gap and the next snapshot', async () => {
    const { feed, books, server, until } = await startFeed({
      pace: 'manual',
      send: instead('ABCUSDT', 20, () => []),
    });
    const { updates } = collect(feed, abc);
    await books(abc);
    server.refuseRequests({ status: 503, retryAfter: 0, times: 1 });
    server.play('ABCUSDT');
    await until(async () => (await feed.book(abc)) === undefined);
    await until(() => updates.at(-1)?.book === undefined);
    const { ours, venue } = await books(abc);
    expect(ours).toEqual(venue);
  });

  it.each([
    ['is cut off', (text: string) => [text.slice(0, 40)]],
    ['has a level without a price', (text: string) => [text.replace(/\[\["[\d.]+"/, '[["cheap"')]],
    ['has ids in the wrong order', (text: string) => [text.replace(/"U":\d+/, '"U":999999999999')]],
    ['has no levels', (text: string) => [text.replace(/"b":/, '"x":')]],
  ])('is right again after a depth frame that %s', async (_, replace) => {
    const { feed, books, server } = await startFeed({
      pace: 'manual',
      send: instead('ABCUSDT', 30, replace),
    });
    collect(feed, abc);
    await books(abc);
    server.play('ABCUSDT');
    const { ours, venue } = await books(abc);
    expect(ours).toEqual(venue);
    expect(feed.counts().books.get(abc)?.restarts).toBe(1);
  });

  it('fetches the snapshot again while it is older than the stream', async () => {
    const { feed, books, server } = await startFeed();
    const old = JSON.stringify({ lastUpdateId: 10, bids: [['0.99', '1']], asks: [] });
    server.answerDepthOnce(old);
    server.answerDepthOnce(old);
    collect(feed, abc);
    const { ours, venue } = await books(abc);
    expect(ours).toEqual(venue);
    expect(depthRequests(server.requests)).toHaveLength(3);
    expect(feed.counts().snapshots).toBe(3);
  });

  it.each(['<html>busy</html>', '{}', '{"lastUpdateId":"1","bids":[],"asks":[]}'])(
    'fetches the snapshot again after the answer %s',
    async (body) => {
      const { feed, books, server } = await startFeed();
      server.answerDepthOnce(body);
      collect(feed, abc);
      const { ours, venue } = await books(abc);
      expect(ours).toEqual(venue);
    },
  );

  it('counts and survives noise of every kind', async () => {
    const { feed, books, server, until, logged } = await startFeed({ pace: 'manual' });
    const { updates } = collect(feed, abc);
    await books(abc);
    server.play('ABCUSDT', 50);
    const noise = [
      '',
      '{',
      'null',
      '[]',
      '42',
      '{"stream":7}',
      '{"stream":"abcusdt@depth@100ms"}',
      '{"id":1}',
      '{"stream":"abcusdt@bookTicker","data":{"u":1}}',
      '{"stream":"abcusdt@aggTrade","data":[]}',
    ];
    for (const text of noise) server.broadcast(text);
    server.broadcast(Buffer.from([1, 2, 3]));
    await until(() => feed.counts().malformedFrames === noise.length + 1);
    server.play('ABCUSDT');
    const { ours, venue } = await books(abc);
    expect(ours).toEqual(venue);
    expect(feed.state().status).toBe('live');
    expect(updates.every(({ quote }) => quote.bid !== undefined || quote.ask === undefined)).toBe(true);
    const warnings = logged.filter((line) => line.startsWith('a frame of Binance cannot be read'));
    expect(warnings).toHaveLength(4);
  });

  it('shares one stream among the watchers of an instrument and ends it after the last', async () => {
    const { feed, books, server, until } = await startFeed();
    const first = collect(feed, abc);
    const second = collect(feed, abc);
    await books(abc);
    expect(server.subscribed().toSorted()).toEqual([
      'abcusdt@aggTrade',
      'abcusdt@avgPrice',
      'abcusdt@bookTicker',
      'abcusdt@depth@100ms',
      'abcusdt@ticker',
    ]);
    first.stop();
    first.stop();
    await until(() => second.updates.length > 0);
    second.stop();
    await until(() => server.subscribed().length === 0);
    expect(await feed.book(abc)).toBeUndefined();
    const again = collect(feed, abc);
    await until(() => again.updates.some(({ book }) => book !== undefined));
    expect((await books(abc)).ours).toEqual((await books(abc)).venue);
  });

  it('is watched again at once after the last watcher has left', async () => {
    const { feed, books } = await startFeed();
    collect(feed, abc);
    await books(abc);
    collect(feed, abc).stop();
    const first = collect(feed, xyz);
    await books(xyz);
    first.stop();
    collect(feed, xyz);
    const { ours, venue } = await books(xyz);
    expect(ours).toEqual(venue);
  });

  it('leaves a malformed exchange information as unavailable, and a good one as instruments', async () => {
    const good = await startFeed();
    const instruments = await good.feed.instruments();
    expect(instruments.ok && instruments.value.map(({ id }) => id)).toEqual([abc, xyz]);
    const bad = await startFeed({ session: { ...createSyntheticSession(), exchangeInfo: '{"symbols":3}' } });
    expect(await bad.feed.instruments()).toMatchObject({ ok: false, error: { code: 'FEED_UNAVAILABLE' } });
  });

  it('takes no more instruments than one connection can carry, and says so', async () => {
    const { feed, server, until, logged } = await startFeed();
    const ids = Array.from({ length: 342 }, (_, index) => instrumentId(`binance:SYM${index}`));
    for (const id of ids) feed.watch(id, () => undefined);
    await until(() => server.subscribed().length === 341 * 3);
    expect(logged).toContainEqual(expect.stringContaining('binance:SYM341'));
  });

  it('refuses the instruments of another venue', async () => {
    const { feed } = await startFeed();
    expect(() => feed.watch(instrumentId('other:ABC'), () => undefined)).toThrow(
      'not an instrument of Binance',
    );
  });
});

describe.skipIf(recordings === undefined)('the recorded market', () => {
  const nkn = instrumentId('binance:NKNUSDT');
  const expected = {
    updateId: 499870179,
    bid: ['0.35270000', '9602.00000000'],
    ask: ['0.35310000', '152.00000000'],
    counts: [614, 994],
  };

  async function endOf({ feed, books }: Awaited<ReturnType<typeof startFeed>>) {
    const { ours, venue } = await books(nkn);
    expect(ours).toEqual(venue);
    const book = await feed.book(nkn);
    const counts = [book?.bids.length, book?.asks.length];
    return { updateId: book?.updateId, bid: book?.bids[0], ask: book?.asks[0], counts };
  }

  it('ends at the known book, one event dropped and 149 applied', async () => {
    const harness = await startFeed({ session: recordedSession() });
    collect(harness.feed, nkn);
    expect(await endOf(harness)).toEqual(expected);
    expect(harness.feed.counts().books.get(nkn)).toEqual({ applied: 149, dropped: 1, restarts: 0 });
  });

  it.each([1, 60, 140])('ends the same when depth frame %i is lost', async (at) => {
    const harness = await startFeed({
      session: recordedSession(),
      pace: 'manual',
      send: instead('NKNUSDT', at, () => []),
    });
    collect(harness.feed, nkn);
    await harness.until(async () => (await harness.feed.book(nkn)) !== undefined);
    harness.server.play('NKNUSDT');
    expect(await endOf(harness)).toEqual(expected);
    expect(harness.feed.counts().books.get(nkn)?.restarts).toBe(1);
  });

  it('keeps all four markets', async () => {
    const harness = await startFeed({ session: recordedSession() });
    const ids = ['NKNUSDT', 'BLZETH', 'LRCBTC', 'RUNEEUR'].map((symbol) => instrumentId(`binance:${symbol}`));
    for (const id of ids) collect(harness.feed, id);
    for (const id of ids) {
      const { ours, venue } = await harness.books(id);
      expect(ours).toEqual(venue);
    }
  });
});

function recordedSession() {
  return readRecordedSession(join(recordings ?? '', 'binance'));
}
