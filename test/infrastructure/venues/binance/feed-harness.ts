import { onTestFinished } from 'vitest';

import { instrumentId, type InstrumentId } from '#src/domain/ids.ts';
import type { BinanceConfig } from '#src/infrastructure/venues/binance/binance-config.ts';
import { createBinanceFeed, type BinanceFeed } from '#src/infrastructure/venues/binance/binance-feed.ts';
import type { FeedState, MarketUpdate } from '#src/ports/market-data-feed.ts';
import { createFakeClock, type FakeClock } from '#test/fakes/fake-clock.ts';
import {
  startBinanceReplay,
  type BinanceReplay,
  type ReplayOptions,
} from '#test/venues/binance/replay-server.ts';
import { createSyntheticSession } from '#test/venues/binance/synthetic-session.ts';

export const abc = instrumentId('binance:ABCUSDT');
export const xyz = instrumentId('binance:XYZUSDT');

export type FeedHarness = {
  readonly clock: FakeClock;
  readonly server: BinanceReplay;
  readonly feed: BinanceFeed;
  readonly logged: string[];
  readonly states: FeedState[];
  /** Lets the network and the fake time run, a millisecond at a time, until it holds. */
  readonly until: (holds: () => boolean | Promise<boolean>) => Promise<void>;
  /** Until the feed's book is at the venue's last change; then both, level by level. */
  readonly books: (instrument: InstrumentId) => Promise<{ readonly ours: unknown; readonly venue: unknown }>;
};

export async function startFeed(
  options: Partial<ReplayOptions> = {},
  config: Partial<BinanceConfig> = {},
): Promise<FeedHarness> {
  const clock = createFakeClock(1_700_000_000_000);
  const server = await startBinanceReplay({ session: createSyntheticSession(), ...options });
  const logged: string[] = [];
  const states: FeedState[] = [];
  const write = (message: string, fields?: object) =>
    void logged.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const feed = createBinanceFeed({
    config: { restUrl: server.restUrl, streamUrl: server.streamUrl, ...config },
    clock,
    log: { info: write, warn: write, error: write },
  });
  feed.onState((state) => states.push(state));
  onTestFinished(async () => {
    await feed.close();
    await server.close();
  });

  async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await holds())) await clock.advance(1);
  }

  async function books(instrument: InstrumentId) {
    const venue = () => server.truth(instrument.slice('binance:'.length));
    await until(async () => (await feed.book(instrument))?.updateId === venue().lastUpdateId);
    const { lastUpdateId: updateId, bids, asks } = venue();
    const book = await feed.book(instrument);
    return {
      ours: { updateId: book?.updateId, bids: book?.bids, asks: book?.asks },
      venue: { updateId, bids, asks },
    };
  }

  return { clock, server, feed, logged, states, until, books };
}

/** Watches, with its book, and keeps what came. */
export function collect(feed: BinanceFeed, instrument: InstrumentId) {
  const updates: MarketUpdate[] = [];
  const leaveBook = feed.keepBook(instrument);
  const endWatch = feed.watch(instrument, (update) => updates.push(update));
  function stop(): void {
    endWatch();
    leaveBook();
  }
  return { updates, stop };
}
