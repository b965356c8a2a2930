import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Protection } from '#src/domain/protection.ts';
import { btc, decimal, eth, furnish, main, other } from './sample-entities.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';

const long: Protection = {
  accountId: main,
  instrumentId: btc,
  side: 'BUY',
  stopLoss: decimal('90.5'),
  takeProfit: undefined,
};

export function protectionRepositorySuite(makeStore: MakeStore): void {
  describe('protection repository', () => {
    let store: StoreUnderTest;

    beforeEach(async () => {
      store = await makeStore();
      await furnish(store.record);
    });

    afterEach(() => store.close());

    function save(...protections: readonly Protection[]): Promise<void> {
      return store.record.transact(async (unit) => {
        for (const protection of protections) await unit.protections.save(protection);
      });
    }

    it('keeps one for each account and instrument, the last that was decided', async () => {
      const turned = { ...long, side: 'SELL', stopLoss: undefined, takeProfit: decimal('80') } as const;
      const elsewhere = { ...long, accountId: other };
      const another = { ...long, instrumentId: eth };
      await save(long, elsewhere, another, turned);
      const { protections } = store.record.read;
      expect(await protections.list()).toEqual([turned, another, elsewhere]);
    });

    it('takes one away, and tells whether there was one', async () => {
      const another = { ...long, instrumentId: eth };
      await save(long, another);
      const remove = () => store.record.transact((unit) => unit.protections.remove(main, btc));
      expect([await remove(), await remove()]).toEqual([true, false]);
      expect(await store.record.read.protections.list()).toEqual([another]);
    });
  });
}
