import { describe, expect, it } from 'vitest';

import { abc, collect, startFeed, xyz } from './feed-harness.ts';

describe("the connection to Binance's stream", () => {
  it('comes back after it was lost, with its subscriptions and a fresh book', async () => {
    const { feed, server, books, until, states } = await startFeed({ pace: 'manual' });
    const { updates } = collect(feed, abc);
    await books(abc);
    server.play('ABCUSDT', 20);
    await books(abc);
    server.disconnect();
    server.play('ABCUSDT', 50);
    await until(() => feed.state().status === 'offline');
    expect(await feed.book(abc)).toBeUndefined();
    expect(feed.state().retryIn).toBeTypeOf('number');
    const { ours, venue } = await books(abc);
    expect(ours).toEqual(venue);
    updates.length = 0;
    server.play('ABCUSDT');
    expect((await books(abc)).ours).toEqual((await books(abc)).venue);
    await until(() => updates.length > 0);
    expect(states.map(({ status }) => status)).toEqual(['live', 'offline', 'connecting', 'live']);
  });

  it('waits ever longer, but no longer than its ceiling, while the venue refuses', async () => {
    const backoff = { firstMs: 100, ceilingMs: 400 };
    const { feed, server, until, states, clock } = await startFeed({}, { backoff });
    await until(() => feed.state().status === 'live');
    server.refuseSockets(true);
    server.disconnect();
    const offline = () => states.filter(({ status }) => status === 'offline');
    await until(() => offline().length === 6);
    const waits = offline().map(({ retryIn }) => retryIn ?? Number.NaN);
    expect(Math.max(...waits)).toBeLessThanOrEqual(0.4);
    expect(waits.at(-1)).toBeGreaterThanOrEqual(0.2);
    server.refuseSockets(false);
    await clock.advance(400);
    await until(() => feed.state().status === 'live');
  });

  it('is stale when a watched market falls silent, since it was last heard, and live with the next frame', async () => {
    const { feed, server, books, clock, until } = await startFeed(
      { pace: 'manual' },
      { staleAfterMs: 5_000 },
    );
    collect(feed, abc);
    await books(abc);
    server.play('ABCUSDT', 3);
    await books(abc);
    const heardAt = clock.now();
    await clock.advance(4_000);
    expect(feed.state().status).toBe('live');
    await clock.advance(1_100);
    expect(feed.state()).toMatchObject({
      status: 'stale',
      reason: { code: 'FEED_NOTHING_HEARD', seconds: 5 },
    });
    expect(Math.abs(feed.state().since - heardAt)).toBeLessThan(1_000);
    server.play('ABCUSDT', 3);
    await until(() => feed.state().status === 'live');
  });

  it('is stale within a second of the waking where the computer slept, since it was last heard', async () => {
    const { feed, server, books, clock, until } = await startFeed({ pace: 'manual' });
    collect(feed, abc);
    await books(abc);
    const heardAt = clock.now();
    // A timer does not see it.
    clock.jump(30_000);
    await clock.advance(1_000);
    expect(feed.state()).toMatchObject({ status: 'stale', reason: { code: 'FEED_NOTHING_HEARD' } });
    expect(heardAt - feed.state().since).toBeLessThan(1_000);
    server.play('ABCUSDT', 3);
    await until(() => feed.state().status === 'live');
  });

  it('is given up within a second of the waking where the venue has given it up meanwhile', async () => {
    const { feed, books, clock, until, states } = await startFeed();
    collect(feed, abc);
    await books(abc);
    clock.jump(8 * 3_600_000);
    await clock.advance(1_000);
    await until(() => states.some(({ reason }) => reason?.code === 'FEED_SILENT'));
    expect(clock.monotonic()).toBeLessThan(10_000);
    await until(() => feed.state().status === 'live');
  });

  it('is not stale while nothing is watched', async () => {
    const { feed, clock, until } = await startFeed({}, { staleAfterMs: 5_000 });
    await until(() => feed.state().status === 'live');
    await clock.advance(20_000);
    expect(feed.state().status).toBe('live');
  });

  it('is given up when not even a ping is heard', async () => {
    const { feed, clock, until, states } = await startFeed({}, { deadAfterMs: 30_000 });
    await until(() => feed.state().status === 'live');
    await clock.advance(30_000);
    expect(states.at(-1)).toMatchObject({ status: 'offline' });
    expect(feed.state().reason).toEqual({ code: 'FEED_SILENT', seconds: 30 });
    await until(() => feed.state().status === 'live');
  });

  it('is given up where pings alone are heard, and dialled ever more seldom while that changes nothing', async () => {
    const { feed, clock, until, states } = await startFeed(
      { pace: 'manual' },
      { staleAfterMs: 5_000, redialAfterMs: 10_000, deadAfterMs: 3_600_000 },
    );
    collect(feed, abc);
    const ended = () => states.filter(({ status }) => status === 'offline').map(({ reason }) => reason);
    for (const seconds of [15, 25, 45]) {
      await until(() => feed.state().status === 'live');
      await clock.advance(seconds * 1000 + 500);
    }
    expect(ended()).toEqual([15, 25, 45].map((seconds) => ({ code: 'FEED_NOTHING_HEARD', seconds })));
    await until(() => feed.state().status === 'live');
  });

  it('waits ever longer while the venue takes it, answers and ends it at once', async () => {
    const backoff = { firstMs: 100, ceilingMs: 3_200 };
    const { feed, server, until, states } = await startFeed({ pace: 'manual' }, { backoff });
    collect(feed, abc);
    const waits = () => states.flatMap(({ retryIn }) => retryIn ?? []);
    for (let ends = 1; ends <= 6; ends += 1) {
      await until(() => feed.state().status === 'live' && server.subscribed().length > 0);
      server.disconnect();
      await until(() => waits().length === ends);
    }
    expect(waits().at(-1)).toBeGreaterThanOrEqual(1.6);
  });

  it('begins anew with the shortest wait after it has lasted', async () => {
    const backoff = { firstMs: 100, ceilingMs: 3_200 };
    const { feed, server, clock, until, states } = await startFeed(
      { pace: 'manual' },
      { backoff, provenAfterMs: 5_000 },
    );
    const waits = () => states.flatMap(({ retryIn }) => retryIn ?? []);
    for (let ends = 1; ends <= 4; ends += 1) {
      await until(() => feed.state().status === 'live' && server.connections() === 1);
      await clock.advance(5_000);
      server.disconnect();
      await until(() => waits().length === ends);
    }
    expect(Math.max(...waits())).toBeLessThanOrEqual(0.1);
  });

  it('loses the one stream that the venue refuses, and no other of the same message', async () => {
    const { feed, server, books, until, logged } = await startFeed();
    await until(() => feed.state().status === 'live');
    server.refuseStream('xyzusdt@aggTrade');
    collect(feed, abc);
    collect(feed, xyz);
    const { ours, venue } = await books(abc);
    expect(ours).toEqual(venue);
    await books(xyz);
    const refused = () => logged.filter((line) => line.startsWith('Binance refused'));
    await until(() => refused().length > 0 && server.subscribed().length === 9);
    expect(refused()).toEqual([
      'Binance refused a subscription {"streams":["xyzusdt@aggTrade"],"reason":"Invalid request: invalid stream name"}',
    ]);
  });

  it('is renewed before the venue ends it at its age', async () => {
    const age = { connectionLifeMs: 10_000, deadAfterMs: 3_600_000 };
    const { feed, clock, books, until, states } = await startFeed({}, age);
    collect(feed, abc);
    await books(abc);
    await clock.advance(10_000);
    await until(() => states.some(({ reason }) => reason?.code === 'FEED_TOO_OLD'));
    const { ours, venue } = await books(abc);
    expect(ours).toEqual(venue);
  });

  it('leaves when the venue announces its restart, and comes back', async () => {
    const { feed, server, until, states } = await startFeed();
    await until(() => feed.state().status === 'live' && server.connections() === 1);
    server.broadcast('{"e":"serverShutdown","E":1}');
    await until(() => states.some(({ status }) => status === 'offline'));
    await until(() => feed.state().status === 'live');
    expect(states.map(({ status }) => status)).toEqual(['live', 'offline', 'connecting', 'live']);
    expect(states[1]?.reason).toEqual({ code: 'FEED_RESTARTING' });
  });

  it('is made anew when a subscription is not answered', async () => {
    const { feed, server, until, states } = await startFeed({}, { streamTimeoutMs: 2_000 });
    await until(() => feed.state().status === 'live');
    server.ignoreMessages();
    collect(feed, abc);
    await until(() => states.some(({ status }) => status === 'offline'));
    expect(states.at(-1)?.reason).toEqual({ code: 'FEED_UNANSWERED' });
  });

  it('sends few messages, however many instruments come and go', async () => {
    const { feed, server, clock, until } = await startFeed();
    await until(() => feed.state().status === 'live');
    const startedAt = clock.monotonic();
    for (let index = 0; index < 40; index += 1) {
      const { stop } = collect(feed, abc);
      await clock.advance(20);
      stop();
      await clock.advance(20);
    }
    await until(() => server.subscribed().length === 0);
    const seconds = (clock.monotonic() - startedAt) / 1000;
    expect(server.messages()).toBeGreaterThan(0);
    expect(server.messages()).toBeLessThanOrEqual(5 * seconds + 1);
  });

  it('leaves nothing behind when it is closed', async () => {
    const { feed, server, clock, books, until } = await startFeed();
    const { updates } = collect(feed, abc);
    await books(abc);
    await feed.close();
    await until(() => server.connections() === 0);
    const seen = updates.length;
    server.play('ABCUSDT');
    await clock.advance(60_000);
    expect(updates.length).toBe(seen);
    expect(clock.pending()).toBe(0);
    expect(feed.state()).toMatchObject({ status: 'offline', reason: { code: 'FEED_CLOSED' } });
  });
});
