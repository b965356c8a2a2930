import { describe, expect, it } from 'vitest';

import { instrumentId } from '#src/domain/ids.ts';
import type { FeedState } from '#src/ports/market-data-feed.ts';
import { createSyntheticSession } from '#test/venues/binance/synthetic-session.ts';
import { abc, collect, startFeed, xyz } from './feed-harness.ts';

const hour = 3_600_000;
const midnight = 1_699_920_000_000;

function symbols(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `S${index}USDT`);
}

function asking(states: readonly FeedState[]): unknown[] {
  return states.map((state) => state.asking);
}

describe('what is asked of Binance', () => {
  it('is nothing for a quote, which its ticker tells though nothing moves', async () => {
    const { feed, server, clock, until } = await startFeed({ pace: 'manual' });
    await until(() => feed.state().status === 'live');
    const updates: (string | undefined)[][] = [];
    feed.watch(abc, ({ quote: { bid, ask, last } }) => updates.push([bid, ask, last]));
    await until(() => server.subscribed().includes('abcusdt@ticker'));
    const ticker = { e: '24hrTicker', E: 1, s: 'ABCUSDT', c: '0.35', b: '0.34', B: '5', a: '0.36', A: '5' };
    server.broadcast(JSON.stringify({ stream: 'abcusdt@ticker', data: ticker }));
    await until(() => updates.length > 0);
    expect(updates).toEqual([['0.34', '0.36', '0.35']]);
    // What moves is told at once, and the ticker comes behind it.
    const best = { u: 5, s: 'ABCUSDT', b: '0.33', B: '1', a: '0.37', A: '1' };
    server.broadcast(JSON.stringify({ stream: 'abcusdt@bookTicker', data: best }));
    server.broadcast(JSON.stringify({ stream: 'abcusdt@ticker', data: ticker }));
    await until(() => updates.length > 1);
    expect(updates.at(-1)).toEqual(['0.33', '0.37', '0.35']);
    // Of a stream that has died the ticker tells what the market has become.
    await clock.advance(3_001);
    server.broadcast(JSON.stringify({ stream: 'abcusdt@ticker', data: { ...ticker, b: '0.30', a: '0.31' } }));
    await until(() => updates.at(-1)?.[0] === '0.30');
    expect(updates.at(-1)).toEqual(['0.30', '0.31', '0.35']);
    expect(server.requests).toEqual([]);
  });

  it('is a thousand levels for a book, once for all who have it kept, and its changes end with the last of them', async () => {
    const { feed, server, until, books } = await startFeed();
    const first = collect(feed, abc);
    const second = feed.keepBook(abc);
    await books(abc);
    expect(server.requests).toEqual(['/api/v3/depth?symbol=ABCUSDT&limit=1000']);
    first.stop();
    first.stop();
    expect(await feed.book(abc)).toBeDefined();
    second();
    second();
    await until(() => server.subscribed().length === 0);
    expect(await feed.book(abc)).toBeUndefined();
  });

  it('keeps the quotes where the book is left', async () => {
    const { feed, server, until, books } = await startFeed();
    const leave = feed.keepBook(abc);
    feed.watch(abc, () => undefined);
    await books(abc);
    leave();
    await until(() => server.subscribed().length === 3);
    expect(server.subscribed().toSorted()).toEqual([
      'abcusdt@aggTrade',
      'abcusdt@bookTicker',
      'abcusdt@ticker',
    ]);
  });

  it('is asked at once each time that a book is wanted again', async () => {
    const { feed, clock, until } = await startFeed();
    for (let round = 0; round < 9; round += 1) {
      const { stop } = collect(feed, abc);
      const wantedAt = clock.monotonic();
      await until(async () => (await feed.book(abc)) !== undefined);
      expect(clock.monotonic() - wantedAt).toBeLessThan(1_000);
      await clock.advance(3_000);
      stop();
      await clock.advance(3_000);
    }
  });

  it('gives sixty symbols their books at a start and after a reconnect, within a minute’s weight', async () => {
    const names = symbols(60);
    const session = createSyntheticSession({ symbols: names, depthFrames: 5 });
    const { feed, server, clock, until } = await startFeed({ session, pace: 'manual' });
    const ids = names.map((name) => instrumentId(`binance:${name}`));
    for (const id of ids) collect(feed, id);
    const all = async () => (await Promise.all(ids.map(async (id) => feed.book(id)))).every(Boolean);
    await until(all);
    expect(clock.monotonic()).toBeLessThan(30_000);
    const lostAt = clock.monotonic();
    server.disconnect();
    await until(async () => !(await all()));
    await until(all);
    expect(clock.monotonic() - lostAt).toBeLessThan(30_000);
    expect(server.requests).toHaveLength(120);
  });

  it('comes as fast as the limit that the venue announces allows, which is told', async () => {
    const names = symbols(12);
    const session = createSyntheticSession({ symbols: names, depthFrames: 5 });
    const rateLimits = [
      { rateLimitType: 'ORDERS', interval: 'SECOND', intervalNum: 10, limit: 100 },
      { rateLimitType: 'REQUEST_WEIGHT', interval: 'MINUTE', intervalNum: 1, limit: 600 },
    ];
    const exchangeInfo = JSON.stringify({ ...JSON.parse(session.exchangeInfo), rateLimits });
    const { feed, server, clock, until, states } = await startFeed({
      session: { ...session, exchangeInfo },
      pace: 'manual',
      weighs: true,
    });
    await until(() => feed.state().status === 'live');
    await feed.instruments();
    for (const name of names) collect(feed, instrumentId(`binance:${name}`));
    await until(() => feed.state().asking !== undefined);
    // 420 of 600 are for books: 20 went for the list, and eight books were asked for.
    const books = () => server.requests.filter((request) => request.includes('/depth'));
    expect(books()).toHaveLength(8);
    const minuteEnd = Math.ceil((clock.now() + 60_000) / 1000) * 1000;
    expect(feed.state()).toMatchObject({
      status: 'live',
      asking: { code: 'ASKING_LIMITED', what: 'book', until: expect.closeTo(minuteEnd, -3) },
    });
    server.nextMinute();
    await clock.advance(61_000);
    await until(() => books().length === 12);
    expect(feed.state().asking).toBeUndefined();
    expect(asking(states).at(-1)).toBeUndefined();
  });

  it('is answered for a question where books have used their share', async () => {
    const { feed, server } = await startFeed();
    server.reportWeight(5_900);
    expect((await feed.instruments()).ok).toBe(true);
    expect((await feed.candles(abc, '1h', midnight, midnight + hour)).ok).toBe(true);
  });

  it('waits while the venue has barred this address, and says until when', async () => {
    const { feed, server, clock, until } = await startFeed();
    await until(() => feed.state().status === 'live');
    server.refuseRequests({ status: 418, retryAfter: 600, times: 1 });
    collect(feed, abc);
    await until(() => feed.state().asking !== undefined);
    const banned = { code: 'ASKING_BANNED', until: Math.ceil((clock.now() + 600_000) / 1000) * 1000 };
    expect(feed.state()).toMatchObject({ status: 'live', asking: banned });
    const candles = await feed.candles(xyz, '1h', midnight, midnight + hour);
    expect(candles).toMatchObject({ ok: false, error: { asking: { code: 'ASKING_BANNED' } } });
    await clock.advance(601_000);
    await until(async () => (await feed.book(abc)) !== undefined);
    expect(feed.state().asking).toBeUndefined();
  });

  it('is told as unanswered while the server is silent, and asked again by itself', async () => {
    const { feed, server, clock, until } = await startFeed();
    await until(() => feed.state().status === 'live');
    server.refuseRequests({ status: 429, retryAfter: 0, times: 0 });
    const release = server.holdRequests();
    const asked = feed.candles(abc, '1h', midnight, midnight + hour);
    await until(() => server.requests.length === 1);
    await clock.advance(10_000);
    expect(await asked).toMatchObject({ ok: false, error: { asking: { code: 'ASKING_UNANSWERED' } } });
    expect(feed.state()).toMatchObject({ status: 'live', asking: { code: 'ASKING_UNANSWERED' } });
    release();
    await clock.advance(15_000);
    await until(() => feed.state().asking === undefined);
    expect(server.requests.at(-1)).toMatch(/\/ping/);
  });
});
