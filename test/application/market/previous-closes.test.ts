import { expect, test } from 'vitest';
import { createPreviousCloses } from '#src/application/market/previous-closes.ts';
import { instrumentId } from '#src/domain/ids.ts';
import type { Candle } from '#src/domain/market.ts';
import { err, ok } from '#src/domain/result.ts';
import type { MarketDataFeed } from '#src/ports/market-data-feed.ts';
import { createSimulatedFeed } from '#src/infrastructure/venues/simulated/simulated-feed.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';

const day = 86_400_000;
const btc = instrumentId('sim:BTC');

/** A venue whose close of a day is the number of that day, and which can be out of reach. */
function venue() {
  const asked: { readonly from: number; readonly to: number }[] = [];
  const state = { reachable: true };
  const feed: MarketDataFeed = {
    ...createSimulatedFeed({ seed: 'closes' }, createFakeClock(0)),
    candles: async (instrument, interval, from, to) => {
      asked.push({ from, to });
      if (!state.reachable) return err({ code: 'FEED_UNAVAILABLE', reason: 'out of reach' });
      const price = String(from / day);
      const candle: Candle = {
        instrumentId: instrument,
        interval,
        openTime: from,
        open: price,
        high: price,
        low: price,
        close: price,
        volume: '1',
        closed: true,
      };
      return ok([candle]);
    },
  };
  return { feed, asked, state };
}

test('is asked for once a day, whoever watches and however often', async () => {
  const clock = createFakeClock(100 * day + 1000);
  const { feed, asked } = venue();
  const closes = createPreviousCloses(() => feed, clock);
  expect(closes.known(btc)).toBeUndefined();
  await Promise.all([closes.lookedUp(btc), closes.lookedUp(btc)]);
  for (let tick = 0; tick < 100; tick += 1) expect(closes.known(btc)).toBe('99');
  expect(asked).toEqual([{ from: 99 * day, to: 100 * day }]);
});

test('is that of the day before once a new day has begun', async () => {
  const clock = createFakeClock(100 * day + 1000);
  const { feed, asked } = venue();
  const closes = createPreviousCloses(() => feed, clock);
  await closes.lookedUp(btc);
  await clock.advance(day);
  expect(closes.known(btc)).toBeUndefined();
  await closes.lookedUp(btc);
  expect(closes.known(btc)).toBe('100');
  expect(asked).toHaveLength(2);
});

test('of a venue out of reach is asked for again ever more seldom, not with each tick', async () => {
  const clock = createFakeClock(100 * day);
  const { feed, asked, state } = venue();
  const closes = createPreviousCloses(() => feed, clock);
  state.reachable = false;
  for (let second = 0; second < 60; second += 1) {
    closes.known(btc);
    await closes.lookedUp(btc);
    await clock.advance(1000);
  }
  // At 0, 5, 15 and 35 seconds.
  expect(asked).toHaveLength(4);
  state.reachable = true;
  await clock.advance(20_000);
  await closes.lookedUp(btc);
  expect(closes.known(btc)).toBe('99');
});
