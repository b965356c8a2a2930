import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { GivenPrice } from '#src/domain/given-price.ts';
import { currency } from '#src/domain/ids.ts';
import { btc, decimal, eth, furnish, startTime, usdt } from './sample-entities.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';

const ofBtc = { kind: 'instrument', instrumentId: btc } as const;
const typed: GivenPrice = {
  of: ofBtc,
  source: 'hand',
  price: decimal('42000.5'),
  time: startTime,
  givenAt: startTime,
};
const rate: GivenPrice = {
  of: { kind: 'currency', currency: currency('EUR'), into: usdt },
  source: 'candle',
  price: decimal('1.08'),
  time: startTime - 60_000,
  instrumentId: eth,
  givenAt: startTime,
};
const elsewhere: GivenPrice = { of: ofBtc, source: 'market', instrumentId: eth, givenAt: startTime + 1 };

export function givenPriceRepositorySuite(makeStore: MakeStore): void {
  describe('given price repository', () => {
    let store: StoreUnderTest;

    beforeEach(async () => {
      store = await makeStore();
      await furnish(store.record);
    });

    afterEach(() => store.close());

    function save(...given: readonly GivenPrice[]): Promise<void> {
      return store.record.transact(async (unit) => {
        for (const one of given) await unit.givenPrices.save(one);
      });
    }

    it('keeps one for each instrument and each rate, the last that was given', async () => {
      await save(typed, rate);
      expect(await store.record.read.givenPrices.list()).toEqual([rate, typed]);
      await save(elsewhere);
      expect(await store.record.read.givenPrices.list()).toEqual([rate, elsewhere]);
    });

    it('takes one away, and says whether there was one', async () => {
      await save(typed, rate);
      const remove = () => store.record.transact((unit) => unit.givenPrices.remove(rate.of));
      expect([await remove(), await remove()]).toEqual([true, false]);
      expect(await store.record.read.givenPrices.list()).toEqual([typed]);
    });
  });
}
