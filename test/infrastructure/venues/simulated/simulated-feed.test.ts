import { expect, test } from 'vitest';

import { instrumentId } from '#src/domain/ids.ts';
import { createSimulatedFeed } from '#src/infrastructure/venues/simulated/simulated-feed.ts';
import { createSimulatedMarket } from '#src/infrastructure/venues/simulated/simulated-market.ts';
import type { FeedState, MarketUpdate } from '#src/ports/market-data-feed.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';

const start = Date.UTC(2026, 0, 5, 9, 30);
const btc = instrumentId('sim:BTC-USDT');
const market = createSimulatedMarket('seed');

function setUp(updatesPerSecond?: number) {
  const clock = createFakeClock(start);
  const config = updatesPerSecond === undefined ? { seed: 'seed' } : { seed: 'seed', updatesPerSecond };
  return { clock, feed: createSimulatedFeed(config, clock) };
}

test('a dozen instruments of more than one kind, all settled in USDT', async () => {
  const { feed } = setUp();
  const listed = await feed.instruments();
  const instruments = listed.ok ? listed.value : [];
  expect(instruments).toHaveLength(12);
  expect(new Set(instruments.map(({ id }) => id)).size).toBe(12);
  expect(new Set(instruments.map(({ kind }) => kind))).toEqual(new Set(['spot', 'equity']));
  expect(instruments.every(({ settle, venue }) => settle === 'USDT' && venue === 'sim')).toBe(true);
});

test('four updates a second, each the market of its moment, and every trade once', async () => {
  const { clock, feed } = setUp();
  const updates: MarketUpdate[] = [];
  feed.watch(btc, (update) => updates.push(update));
  await clock.advance(60_000);
  expect(updates).toHaveLength(241);
  expect(updates.at(-1)?.quote).toEqual(market.quoteAt('BTC-USDT', start + 60_000));
  expect(updates.flatMap(({ trades }) => trades)).toEqual(
    market.tradesBetween('BTC-USDT', start, start + 60_000),
  );
});

test('the pace can be set', async () => {
  const { clock, feed } = setUp(20);
  let count = 0;
  feed.watch(btc, () => {
    count += 1;
  });
  await clock.advance(1_000);
  expect(count).toBe(21);
});

test('watchers share one stream, which ends with the last of them', async () => {
  const { clock, feed } = setUp();
  let first = 0;
  let second = 0;
  const stopFirst = feed.watch(btc, () => {
    first += 1;
  });
  const stopSecond = feed.watch(btc, () => {
    second += 1;
  });
  expect(clock.pending()).toBe(1);
  stopFirst();
  await clock.advance(0);
  expect([first, second]).toEqual([0, 1]);
  stopSecond();
  expect(clock.pending()).toBe(0);
});

test('the whole book is there for a watched instrument only, and goes deeper than an update', async () => {
  const { clock, feed } = setUp();
  expect(await feed.book(btc)).toBeUndefined();
  let update: MarketUpdate | undefined;
  feed.watch(btc, (next) => {
    update = next;
  });
  await clock.advance(0);
  const book = await feed.book(btc);
  expect(book).toEqual(market.bookAt('BTC-USDT', start));
  expect(book?.asks.slice(0, 20)).toEqual(update?.book?.asks);
});

test('candles end with the running one; what is not listed has none', async () => {
  const { feed } = setUp();
  const candles = await feed.candles(btc, '1h', start - 7_200_000, start + 7_200_000);
  expect(candles.ok && candles.value.map(({ closed }) => closed)).toEqual([true, false]);
  const unknown = await feed.candles(instrumentId('sim:NONE-USDT'), '1h', start, start + 1);
  expect(unknown).toMatchObject({ ok: false, error: { code: 'FEED_UNAVAILABLE' } });
});

test('closed, it is offline and nothing ticks', async () => {
  const { clock, feed } = setUp();
  const states: FeedState[] = [];
  feed.onState((state) => states.push(state));
  feed.watch(btc, () => undefined);
  expect(feed.state().status).toBe('live');
  await feed.close();
  expect(states.map(({ status }) => status)).toEqual(['offline']);
  expect(clock.pending()).toBe(0);
  expect(await feed.book(btc)).toBeUndefined();
});

test('when the clock is set back, prices go on from there, and books are numbered on', async () => {
  const { clock, feed } = setUp();
  const updates: MarketUpdate[] = [];
  feed.watch(btc, (update) => updates.push(update));
  await clock.advance(10_000);
  clock.jump(-3_600_000);
  await clock.advance(10_000);
  expect(updates.at(-1)?.quote).toEqual(market.quoteAt('BTC-USDT', start + 20_000 - 3_600_000));
  const numbers = updates.map(({ book }) => book?.updateId ?? 0);
  expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
  const last = updates.at(-1)?.book;
  expect(await feed.book(btc)).toMatchObject({ updateId: last?.updateId, time: last?.time });
});

test('books are numbered on for who watches again after the clock was set back', async () => {
  const { clock, feed } = setUp();
  const numbers: number[] = [];
  const watch = () => feed.watch(btc, ({ book }) => void numbers.push(book?.updateId ?? 0));
  const unwatch = watch();
  await clock.advance(10_000);
  unwatch();
  clock.jump(-3_600_000);
  watch();
  await clock.advance(10_000);
  expect(numbers.length).toBeGreaterThan(60);
  expect(numbers).toEqual(numbers.toSorted((one, other) => one - other));
});

test('after a day asleep, or with the clock set a day ahead, the market goes on with its last hour', async () => {
  const { clock, feed } = setUp();
  const updates: MarketUpdate[] = [];
  feed.watch(btc, (update) => updates.push(update));
  await clock.advance(1_000);
  clock.jump(24 * 3_600_000);
  await clock.advance(250);
  const now = clock.now();
  expect(updates.at(-1)?.quote).toEqual(market.quoteAt('BTC-USDT', now));
  expect(updates.at(-1)?.trades).toEqual(market.tradesBetween('BTC-USDT', now - 3_600_000, now));
});
