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
