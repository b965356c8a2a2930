import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';

import { describe, expect, it, onTestFinished } from 'vitest';

import { instrumentId, type InstrumentId } from '#src/domain/ids.ts';
import { binance } from '#src/infrastructure/venues/binance/binance-config.ts';
import { simulated } from '#src/infrastructure/venues/simulated/simulated-instruments.ts';
import { createWorkerFeed } from '#src/infrastructure/venues/feed/worker-feed.ts';
import type { FeedChoice } from '#src/infrastructure/venues/feed/feed-thread.ts';
import type { FeedState, MarketDataFeed, MarketUpdate } from '#src/ports/market-data-feed.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { startBinanceReplay, type ReplayOptions } from '#test/venues/binance/replay-server.ts';
import { createSyntheticSession } from '#test/venues/binance/synthetic-session.ts';

const abc = instrumentId('binance:ABCUSDT');
const realWorker = new URL('../../../../src/composition/workers/feed-worker.ts', import.meta.url);
const mortalWorker = new URL('./mortal-worker.ts', import.meta.url);

function startFeed(choice: FeedChoice, workerUrl = realWorker) {
  const clock = createFakeClock(1_700_000_000_000);
  const logged: string[] = [];
  const states: FeedState[] = [];
  const write = (message: string, fields?: object) =>
    void logged.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const feed = createWorkerFeed({
    ...choice,
    workerUrl,
    clock,
    log: { info: write, warn: write, error: write },
  });
  feed.onState((state) => states.push(state));
  onTestFinished(() => feed.close());
  return { feed, clock, logged, states };
}

async function startBinance(options: Partial<ReplayOptions> = {}, workerUrl = realWorker) {
  const server = await startBinanceReplay({ session: createSyntheticSession(), ...options });
  onTestFinished(() => server.close());
  const { restUrl, streamUrl } = server;
  return {
    server,
    ...startFeed({ venue: binance, settings: { restUrl, streamUrl }, environment: 'live' }, workerUrl),
  };
}

/** The first update for which it holds, from a watch that goes on, with its book. */
function updateWith(
  feed: MarketDataFeed,
  instrument: InstrumentId,
  holds: (update: MarketUpdate) => boolean,
): Promise<MarketUpdate> {
  feed.keepBook(instrument);
  return new Promise((resolve) => {
    feed.watch(instrument, (update) => {
      if (holds(update)) resolve(update);
    });
  });
}

function stateWith(feed: MarketDataFeed, status: FeedState['status']): Promise<FeedState> {
  return new Promise((resolve) => {
    const stop = feed.onState((state) => {
      if (state.status !== status) return;
      stop();
      resolve(state);
    });
  });
}

function kill(how: 'exit' | 'throw'): void {
  const channel = new BroadcastChannel('mortal-worker');
  channel.postMessage(how);
  channel.close();
}

describe('a feed in a worker thread', () => {
  it('gives the same market as the venue has', async () => {
    const { feed, server } = await startBinance();
    const truth = () => server.truth('ABCUSDT');
    const update = await updateWith(
      feed,
      abc,
      ({ book }) => book !== undefined && book.updateId === truth().lastUpdateId,
    );
    expect(update.book?.bids).toEqual(truth().bids.slice(0, 50));
    expect(feed.state().status).toBe('live');
    const book = await feed.book(abc);
    expect([book?.bids, book?.asks]).toEqual([truth().bids, truth().asks]);
    const instruments = await feed.instruments();
    if (!instruments.ok) throw new Error(instruments.error.reason);
    expect(instruments.value[0]?.tickSize.toString()).toBe('0.0001');
    expect(instruments.value[0]?.minNotional?.toString()).toBe('10');
    const candles = await feed.candles(abc, '1h', 1_699_999_200_000, 1_700_006_400_000);
    expect(candles.ok && candles.value.map(({ openTime }) => openTime)).toEqual([
      1_699_999_200_000, 1_700_002_800_000,
    ]);
  });

  it('gives a later watcher of a quiet market what is known, without the old trades', async () => {
    const { feed, server } = await startBinance();
    await updateWith(feed, abc, ({ book }) => book?.updateId === server.truth('ABCUSDT').lastUpdateId);
    const update = await updateWith(feed, abc, () => true);
    expect(update.book?.updateId).toBe(server.truth('ABCUSDT').lastUpdateId);
    expect(update.trades).toEqual([]);
  });

  it('ends the stream after the last watcher', async () => {
    const { feed, server } = await startBinance({ pace: 'manual' });
    const stops = [feed.keepBook(abc), feed.keepBook(abc)];
    await new Promise<void>((resolve) => {
      stops.push(feed.watch(abc, () => resolve()));
    });
    stops[0]?.();
    stops[0]?.();
    expect(await feed.book(abc)).toBeDefined();
    for (const stop of stops) stop();
    while (server.subscribed().length > 0) await server.nextMessage('UNSUBSCRIBE');
    expect(await feed.book(abc)).toBeUndefined();
  });

  it('passes the log of the worker on', async () => {
    const { feed, server, logged } = await startBinance();
    await stateWith(feed, 'live');
    server.disconnect();
    await stateWith(feed, 'offline');
    expect(logged.some((line) => line.startsWith('Binance stream lost'))).toBe(true);
  });

  it.each(['exit', 'throw'] as const)(
    'starts again with its watches when the worker dies by %s',
    async (how) => {
      const { feed, clock, server, states } = await startBinance({ pace: 'manual' }, mortalWorker);
      await updateWith(feed, abc, ({ book }) => book !== undefined);
      server.holdRequests();
      const asked = feed.candles(abc, '1h', 0, 3_600_000);
      const offline = stateWith(feed, 'offline');
      kill(how);
      expect(await offline).toMatchObject({
        reason: { cause: expect.stringContaining(how === 'exit' ? 'exit code 7' : 'out of luck') },
        retryIn: expect.any(Number),
      });
      expect(await asked).toMatchObject({ ok: false, error: { code: 'FEED_UNAVAILABLE' } });
      expect(await feed.instruments()).toMatchObject({ ok: false });
      expect(await feed.book(abc)).toBeUndefined();
      const again = updateWith(feed, abc, ({ quote }) => quote.bid !== undefined);
      const subscribed = server.nextMessage('SUBSCRIBE');
      await clock.advance(500);
      await subscribed;
      while (server.subscribed().length < 5) await server.nextMessage('SUBSCRIBE');
      server.play('ABCUSDT', 10);
      expect((await again).quote.bid).toBe(server.truth('ABCUSDT').bids[0]?.[0]);
      expect(states.at(-1)?.status).toBe('live');
    },
  );

  it('waits ever longer while a worker goes live and dies, and not after one that has lasted', async () => {
    const { feed, clock } = await startBinance({ pace: 'manual' }, mortalWorker);
    async function dies(): Promise<number> {
      await stateWith(feed, 'live');
      const offline = stateWith(feed, 'offline');
      kill('exit');
      const { retryIn = 0 } = await offline;
      await clock.advance(retryIn * 1000 + 100);
      return retryIn;
    }
    const waits = [await dies(), await dies(), await dies(), await dies(), await dies()];
    expect(waits.at(-1)).toBeGreaterThan(2);
    await stateWith(feed, 'live');
    await clock.advance(31_000);
    const offline = stateWith(feed, 'offline');
    kill('exit');
    expect((await offline).retryIn).toBeLessThanOrEqual(0.5);
  });

  it('is offline, and tries again, when the worker cannot even start', async () => {
    const { feed, clock, states } = startFeed(
      { venue: simulated, settings: { seed: 'a' }, environment: 'simulated' },
      new URL('./no-such-worker.ts', import.meta.url),
    );
    await stateWith(feed, 'offline');
    expect(feed.state().reason).toMatchObject({
      code: 'FEED_WORKER_STOPPED',
      cause: expect.stringContaining('no-such-worker'),
    });
    const second = stateWith(feed, 'offline');
    await clock.advance(500);
    await second;
    expect(states).toHaveLength(2);
  });

  it('closes cleanly, twice if asked', async () => {
    const { feed, server, clock } = await startBinance();
    await updateWith(feed, abc, ({ book }) => book !== undefined);
    await Promise.all([feed.close(), feed.close()]);
    expect(server.connections()).toBe(0);
    expect(feed.state()).toMatchObject({ status: 'offline', reason: { code: 'FEED_CLOSED' } });
    expect(await feed.instruments()).toMatchObject({ ok: false });
    expect(clock.pending()).toBe(0);
  });

  // https://github.com/nodejs/node-v0.x-archive/issues/25349: nothing ends a thread that looks up a name.
  it.runIf(process.platform !== 'win32')('closes without a thread that cannot be ended', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'held-thread-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const heldWorker = new URL('../../threads/held-thread.ts', import.meta.url);
    const choice: FeedChoice = { venue: simulated, settings: pipe, environment: 'simulated' };
    // Both ends, so that nobody waits for it here; the thread waits for bytes that never come.
    const held = await open(pipe, 'r+');
    onTestFinished(() => held.close());
    const { feed, clock } = startFeed(choice, heldWorker);
    await stateWith(feed, 'live');
    const closed = feed.close();
    await clock.advance(2000);
    await closed;
    expect(feed.state()).toMatchObject({ status: 'offline', reason: { code: 'FEED_CLOSED' } });
  });

  it('does not start again when it is closed while it waits for that', async () => {
    const { feed, clock } = await startBinance({}, mortalWorker);
    await stateWith(feed, 'live');
    const offline = stateWith(feed, 'offline');
    kill('exit');
    await offline;
    await feed.close();
    expect(clock.pending()).toBe(0);
    expect(feed.state()).toMatchObject({ status: 'offline', reason: { code: 'FEED_CLOSED' } });
  });

  it('hosts the simulated market too', async () => {
    const { feed } = startFeed({ venue: simulated, settings: { seed: 'test' }, environment: 'simulated' });
    const instruments = await feed.instruments();
    const id = instruments.ok ? instruments.value[0]?.id : undefined;
    if (id === undefined) throw new Error('the simulated market lists nothing');
    const update = await updateWith(feed, id, ({ book }) => book !== undefined);
    expect(update.quote.instrumentId).toBe(id);
  });

  it('refuses the instruments of another venue before they reach the worker', async () => {
    const { feed } = await startBinance();
    expect(() => feed.watch(instrumentId('sim:BTCUSD'), () => undefined)).toThrow(
      'not an instrument of binance',
    );
    await expect(feed.book(instrumentId('sim:BTCUSD'))).rejects.toThrow(TypeError);
  });
});
