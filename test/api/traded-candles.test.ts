import { expect, it } from 'vitest';
import { createBeat } from '#src/api/beat.ts';
import { batchCandles } from '#src/api/market-events.ts';
import type { CandleInfo } from '#src/contract/market.ts';
import { instrumentId } from '#src/domain/ids.ts';
import type { MarketUpdate } from '#src/ports/market-data-feed.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';

const id = instrumentId('binance:ABCUSDT');
const minute = 60_000;

/** As a feed tells it, 20 times a second: the last price, and every trade. */
function told(time: number, ...prices: readonly string[]): MarketUpdate {
  const none = { bid: undefined, bidQuantity: undefined, ask: undefined, askQuantity: undefined };
  return {
    quote: { instrumentId: id, ...none, last: prices.at(-1), time },
    book: undefined,
    trades: prices.map((price, index) => ({
      instrumentId: id,
      tradeId: `${time}-${index}`,
      price,
      quantity: '1',
      aggressor: 'BUY',
      time,
    })),
  };
}

it('a screen is told once a beat, with the high and the low of all that traded since the last one', async () => {
  const clock = createFakeClock(0);
  const heard: CandleInfo[][] = [];
  const batch = batchCandles(createBeat(clock), '1m', (candles) => void heard.push(candles));
  batch.add(told(10, '100'));
  await clock.advance(400);
  batch.add(told(410, '101', '107.5'));
  batch.add(told(460, '93.25', '99'));
  batch.add(told(510, '100'));
  await clock.advance(400);
  expect(heard.map((candles) => candles.map(({ high, low, close }) => [high, low, close]))).toEqual([
    [['100', '100', '100']],
    [['107.5', '93.25', '100']],
  ]);
});

it('what traded in the last moment of a candle is told though the next one has begun by then', async () => {
  const clock = createFakeClock(0);
  const heard: CandleInfo[] = [];
  const batch = batchCandles(createBeat(clock), '1m', (candles) => void heard.push(...candles));
  batch.add(told(minute - 20, '100', '111', '98'));
  batch.add(told(minute + 20, '102'));
  await clock.advance(400);
  expect(heard.map(({ openTime, high, close }) => [openTime, high, close])).toEqual([
    [0, '111', '98'],
    [minute, '102', '102'],
  ]);
});

it('nobody is told once the chart is gone', async () => {
  const clock = createFakeClock(0);
  const batch = batchCandles(createBeat(clock), '1m', () => expect.unreachable());
  batch.add(told(10, '100'));
  batch.stop();
  await clock.advance(1000);
});
