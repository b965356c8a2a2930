import { expect, it } from 'vitest';

import { fetchCandles } from '#src/infrastructure/venues/binance/klines.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { abc } from './feed-harness.ts';

const minute = 60_000;
const start = 1_699_920_000_000;

function kline(number: number, open = '1.5'): readonly unknown[] {
  const openTime = start + number * minute;
  return [openTime, open, '2', '1', '1.75', '10', openTime + minute - 1, '0', 1, '0', '0', '0'];
}

/** A venue that answers every request with the same page. */
async function fetched(page: readonly unknown[]) {
  const told: unknown[] = [];
  const log = {
    info: () => undefined,
    error: () => undefined,
    warn: (message: string, fields?: object) => void told.push({ message, ...fields }),
  };
  const rest = {
    get: () => Promise.resolve({ ok: true, value: page } as const),
    limit: () => undefined,
    trouble: () => undefined,
    close: () => undefined,
  };
  const request = {
    instrument: abc,
    symbol: 'ABCUSDT',
    interval: '1m',
    from: start,
    to: start + 10 * minute,
  } as const;
  const candles = await fetchCandles(rest, createFakeClock(start + 60 * minute), log, request);
  return { candles, told };
}

it('a candle that cannot be read, or stands out of order, is left out and told; the rest come', async () => {
  const page = [kline(0), kline(1, 'n/a'), 'x', kline(2), kline(1), kline(3), kline(99)];
  const { candles, told } = await fetched(page);
  expect(candles.ok && candles.value.map(({ openTime }) => (openTime - start) / minute)).toEqual([0, 2, 3]);
  expect(told).toEqual([
    { message: 'candles of Binance were left out', symbol: 'ABCUSDT', interval: '1m', count: 4 },
  ]);
});

it('a candle that contradicts itself is left out and told', async () => {
  const [openTime, ...rest] = kline(1);
  const swapped = [openTime, rest[0], '1', '2', ...rest.slice(3)];
  const beyond = kline(2, '2.5');
  const backwards = kline(3).with(6, start);
  const { candles, told } = await fetched([kline(0), swapped, beyond, backwards, kline(4)]);
  expect(candles.ok && candles.value.map((candle) => (candle.openTime - start) / minute)).toEqual([0, 4]);
  expect(told).toMatchObject([{ count: 3 }]);
});

it.each(['0', '9'.repeat(300), '9'.repeat(41), '-1'])(
  'a candle with a price that no market has is left out and told: %s',
  async (price) => {
    const [openTime, ...rest] = kline(1);
    const odd = [openTime, ...[0, 1, 2, 3].map(() => price), ...rest.slice(4)];
    const { candles, told } = await fetched([kline(0), odd, kline(2)]);
    expect(candles.ok && candles.value.map((candle) => (candle.openTime - start) / minute)).toEqual([0, 2]);
    expect(told).toMatchObject([{ count: 1 }]);
  },
);

it('after an outage the venue’s candles open and close at odd times, and come as they are', async () => {
  // As Binance’s history of February 2018: one ends early, and the next ones open where trading went on.
  const odd = (number: number) =>
    [start + number * minute + 14_789, ...kline(number).slice(1)].with(
      6,
      start + (number + 1) * minute + 14_788,
    );
  const page = [kline(0), kline(1).with(6, start + minute + 20_000), odd(4), odd(5), kline(6), kline(7)];
  const { candles, told } = await fetched(page);
  expect(candles.ok && candles.value.map((candle) => candle.openTime - start)).toEqual([
    0,
    minute,
    4 * minute + 14_789,
    5 * minute + 14_789,
    6 * minute,
    7 * minute,
  ]);
  expect(told).toEqual([]);
});

it('a page without any that can be read is an error, not an empty market', async () => {
  expect((await fetched([kline(1, 'n/a')])).candles).toEqual({
    ok: false,
    error: { code: 'FEED_UNAVAILABLE', reason: "Binance's candles of ABCUSDT cannot be read" },
  });
  expect((await fetched([])).candles).toEqual({ ok: true, value: [] });
});

it('a candle is closed where the venue has begun the next, also while the local clock runs ahead', async () => {
  const closedOf = ({ candles }: Awaited<ReturnType<typeof fetched>>) =>
    candles.ok && candles.value.map(({ closed }) => closed);
  // An hour ahead: by that clock all of them are closed.
  expect(closedOf(await fetched([kline(0), kline(1), kline(2)]))).toEqual([true, true, false]);
  const whole = Array.from({ length: 11 }, (_, number) => kline(number));
  expect(closedOf(await fetched(whole))).toEqual(Array.from({ length: 10 }, () => true));
});
