import { expect, it, onTestFinished } from 'vitest';

import { instrumentId } from '#src/domain/ids.ts';
import { createBinanceFeed } from '#src/infrastructure/venues/binance/binance-feed.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { startBinanceVenue } from '#test/venues/binance/venue.ts';
import { manualClock } from '#test/venues/exchange/clock.ts';
import { createExchange } from '#test/venues/exchange/exchange.ts';
import { instrument } from '#test/venues/exchange/instrument.ts';
import { createMover } from '#test/venues/exchange/mover.ts';
import { unitsText } from '#test/venues/exchange/units.ts';

const btc = instrumentId('binance:BTCUSDT');

it('follows the simulated venue: its instruments, its book level by level, its candles', async () => {
  const clock = createFakeClock(1_700_000_000_000);
  const exchange = createExchange({
    clock: manualClock(1_700_000_000_000),
    instruments: [instrument('BTC', 'USDT', '60000')],
    accounts: [],
  });
  const mover = createMover(exchange, 5);
  const venue = await startBinanceVenue({ exchange, keys: [] });
  const logged: string[] = [];
  const write = (message: string) => void logged.push(message);
  const feed = createBinanceFeed({
    config: { restUrl: venue.restUrl, streamUrl: venue.streamUrl },
    clock,
    log: { info: write, warn: write, error: write },
  });
  onTestFinished(async () => {
    await feed.close();
    await venue.close();
  });
  const traded: string[] = [];
  feed.keepBook(btc);
  feed.watch(btc, ({ trades }) => void traded.push(...trades.map(({ price }) => price)));
  const truth = exchange.market('BTCUSDT')?.book;
  for (let step = 0; step < 40; step += 1) {
    mover.step();
    do await clock.advance(1);
    while ((await feed.book(btc))?.updateId !== truth?.lastUpdateId);
  }
  const book = await feed.book(btc);
  const levels = (side: 'BUY' | 'SELL') =>
    truth?.levels(side).map(([price, quantity]) => [unitsText(price), unitsText(quantity)]);
  expect(book?.bids).toEqual(levels('BUY'));
  expect(book?.asks).toEqual(levels('SELL'));
  expect(book?.bids.length).toBeGreaterThan(100);
  await clock.advance(50);
  const last = exchange.market('BTCUSDT')?.tape.lastPrice ?? 0n;
  expect(Number(traded.at(-1))).toBe(Number(unitsText(last)));
  expect(logged).toEqual([]);
  const listed = await feed.instruments();
  expect(
    listed.ok &&
      listed.value.map(({ symbol, tickSize, minNotional }) => [
        symbol,
        tickSize.toString(),
        minNotional?.toString(),
      ]),
  ).toEqual([['BTCUSDT', '0.01', '5']]);
  const hour = 3_600_000;
  const from = Math.floor(clock.now() / hour) * hour - 3 * hour;
  const candles = await feed.candles(btc, '1h', from, from + 4 * hour);
  expect(candles.ok && candles.value.map(({ openTime }) => (openTime - from) / hour)).toEqual([0, 1, 2, 3]);
});
