import { describe, expect, it } from 'vitest';

import { abc, collect, startFeed, xyz } from './feed-harness.ts';

describe('a market of Binance that is silent', () => {
  it('is held against the venue’s best prices before its book is used, and taken anew where its stream has died', async () => {
    const { feed, server, books, clock, until, logged } = await startFeed({ pace: 'manual' });
    collect(feed, abc);
    collect(feed, xyz);
    await books(abc);
    await books(xyz);
    const looks = () => server.requests.filter((path) => path.includes('bookTicker'));
    async function othersGoOn(seconds: number): Promise<void> {
      for (let at = 0; at < seconds; at += 1) {
        server.play('XYZUSDT', 1);
        await clock.advance(1_000);
      }
    }
    await othersGoOn(10);
    expect((await feed.book(abc))?.updateId).toBe(server.truth('ABCUSDT').lastUpdateId);
    expect(looks()).toEqual([]);
    await othersGoOn(10);
    expect((await feed.book(abc))?.updateId).toBe(server.truth('ABCUSDT').lastUpdateId);
    expect(looks()).toEqual(['/api/v3/ticker/bookTicker?symbol=ABCUSDT']);
    // The connection lives and says nothing of it any more, while the market goes away.
    server.silence('ABCUSDT');
    server.play('ABCUSDT');
    await othersGoOn(20);
    expect(feed.state().status).toBe('live');
    expect(await feed.book(abc)).toBeUndefined();
    await until(async () => (await feed.book(abc)) !== undefined);
    const { lastUpdateId, bids } = server.truth('ABCUSDT');
    expect(await feed.book(abc)).toMatchObject({ updateId: lastUpdateId, bids });
    expect(logged.filter((line) => line.includes('silent'))).toHaveLength(1);
  });

  it('has no book where the venue cannot be asked', async () => {
    const { feed, server, books, clock } = await startFeed({ pace: 'manual' }, { staleAfterMs: 3_000 });
    collect(feed, abc);
    await books(abc);
    server.refuseRequests({ status: 418, retryAfter: 600, times: 1 });
    await clock.advance(4_000);
    expect(await feed.book(abc)).toBeUndefined();
  });

  it('is looked at by itself, so that resting orders meet what it has become', async () => {
    const { feed, server, books, clock, until } = await startFeed(
      { pace: 'manual' },
      { silenceLookMs: 20_000, redialAfterMs: 3_600_000, deadAfterMs: 3_600_000 },
    );
    const { updates } = collect(feed, abc);
    await books(abc);
    server.silence('ABCUSDT');
    server.play('ABCUSDT');
    updates.length = 0;
    await clock.advance(45_000);
    const { lastUpdateId } = server.truth('ABCUSDT');
    await until(() => updates.at(-1)?.book?.updateId === lastUpdateId);
    expect(server.requests.some((path) => path.includes('bookTicker'))).toBe(true);
  });
});
