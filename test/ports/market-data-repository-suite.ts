import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Candle } from '#src/domain/market.ts';
import { btc, eth, startTime } from './sample-entities.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';

function candle(minute: number, changes: Partial<Candle> = {}): Candle {
  return {
    instrumentId: btc,
    interval: '1m',
    openTime: startTime + minute * 60_000,
    open: '1.10',
    high: '1.20',
    low: '1.0500',
    close: '1.15',
    volume: '1000.00',
    closed: true,
    ...changes,
  };
}

export function marketDataRepositorySuite(makeStore: MakeStore): void {
  describe('market data repository', () => {
    let store: StoreUnderTest;

    beforeEach(async () => {
      store = await makeStore();
    });

    afterEach(() => store.close());

    it("keeps the venue's own digits, and reads a range oldest first", async () => {
      await store.market.saveCandles([candle(3), candle(1), candle(2), candle(0)]);
      const read = await store.market.candles(btc, '1m', candle(1).openTime, candle(3).openTime);
      expect(read).toEqual([candle(1), candle(2)]);
    });

    it('replaces an open candle, and tells the latest', async () => {
      await store.market.saveCandles([candle(1), candle(2, { closed: false })]);
      await store.market.saveCandles([candle(2, { close: '1.19' })]);
      expect(await store.market.latestCandle(btc, '1m')).toEqual(candle(2, { close: '1.19' }));
    });

    it('keeps the last of many that are of the same time', async () => {
      const twice = Array.from({ length: 40 }, (_, at) => candle(at % 20, { volume: `${at}.5` }));
      await store.market.saveCandles(twice);
      const read = await store.market.candles(btc, '1m', 0, Number.MAX_SAFE_INTEGER);
      expect(read.map(({ volume }) => volume)).toEqual(twice.slice(20).map(({ volume }) => volume));
    });

    it('tells where candles are missing', async () => {
      const { market } = store;
      const at = (minute: number): number => candle(minute).openTime;
      expect(await market.gaps(btc, '1m', at(0), at(10))).toEqual([{ from: at(0), to: at(10) }]);
      await market.saveCandles([1, 2, 5, 8, 9].map((minute) => candle(minute)));
      await market.saveCandles([candle(3, { instrumentId: eth }), candle(0, { interval: '1h' })]);
      expect(await market.gaps(btc, '1m', at(0), at(12))).toEqual([
        { from: at(0), to: at(1) },
        { from: at(3), to: at(5) },
        { from: at(6), to: at(8) },
        { from: at(10), to: at(12) },
      ]);
      // Times between two candles ask for the candles after them.
      expect(await market.gaps(btc, '1m', at(0) + 1, at(4) + 1)).toEqual([{ from: at(3), to: at(5) }]);
      expect(await market.gaps(btc, '1m', at(8), at(10))).toEqual([]);
      expect(await market.gaps(btc, '1m', at(5), at(5))).toEqual([]);
    });

    it('keeps instruments and intervals apart', async () => {
      await store.market.saveCandles([
        candle(1),
        candle(1, { interval: '1h' }),
        candle(9, { instrumentId: eth }),
      ]);
      expect(await store.market.latestCandle(btc, '1m')).toEqual(candle(1));
      expect(await store.market.latestCandle(eth, '1h')).toBeUndefined();
    });
  });
}
