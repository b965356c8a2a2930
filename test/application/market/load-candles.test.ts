import { expect, it } from 'vitest';

import { loadCandles } from '#src/application/market/load-candles.ts';
import { err, ok } from '#src/domain/result.ts';
import { venueId } from '#src/domain/ids.ts';
import type { Candle } from '#src/domain/market.ts';
import type { MarketDataFeed as Feed } from '#src/ports/market-data-feed.ts';
import { BusyError } from '#src/ports/store-errors.ts';
import { btc, startTime } from '#test/ports/sample-entities.ts';

const prices = { open: '1', high: '2', low: '1', close: '2', volume: '3' };
const candle: Candle = { instrumentId: btc, interval: '1h', openTime: startTime, ...prices, closed: true };
const request = { instrumentId: btc, interval: '1h', from: startTime, to: startTime + 1 } as const;

/** A market file that another program has locked for writing. */
const locked = {
  saveCandles: () => Promise.reject(new BusyError('save candles: the store stayed busy')),
  candles: () => Promise.resolve([{ ...candle, close: '1.5' }]),
  gaps: () => Promise.resolve([]),
  latestCandle: () => Promise.resolve(undefined),
};

const nothingToEnd = () => () => undefined;

function feedWith(candles: () => Promise<Awaited<ReturnType<Feed['candles']>>>): Feed {
  return {
    venue: venueId('binance'),
    state: () => ({ status: 'live', since: 0, reason: undefined }),
    onState: nothingToEnd,
    instruments: () => Promise.resolve(ok([])),
    watch: nothingToEnd,
    keepBook: () => () => undefined,
    book: () => Promise.resolve(undefined),
    candles,
    close: () => Promise.resolve(),
  };
}

it('candles that cannot be kept are shown all the same, and it is told in the log', async () => {
  const told: string[] = [];
  const log = {
    info: () => undefined,
    error: () => undefined,
    warn: (message: string) => void told.push(message),
  };
  const feed = feedWith(() => Promise.resolve(ok([candle])));
  expect(await loadCandles({ feed, stored: locked, log }, request)).toEqual({
    candles: [candle],
    source: 'venue',
  });
  await expect.poll(() => told).toEqual(['candles could not be kept']);
  const silent = feedWith(() => Promise.resolve(err({ code: 'FEED_UNAVAILABLE', reason: 'offline' })));
  expect(await loadCandles({ feed: silent, stored: locked, log }, request)).toMatchObject({
    source: 'stored',
  });
});
