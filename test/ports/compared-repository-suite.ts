import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { ComparedUpTo } from '#src/ports/compared-repository.ts';
import { btc, eth, furnish, main } from './sample-entities.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';

export function comparedRepositorySuite(makeStore: MakeStore): void {
  describe('compared repository', () => {
    let store: StoreUnderTest;

    beforeEach(async () => {
      store = await makeStore();
      await furnish(store.record);
    });

    afterEach(() => store.close());

    it('tells up to which fill each market was compared last', async () => {
      const note = (...reached: readonly ComparedUpTo[]) =>
        store.record.transact((unit) => unit.compared.saveMany(reached));
      await note(
        { accountId: main, instrumentId: btc, venueTradeId: '7' },
        { accountId: main, instrumentId: eth, venueTradeId: '3' },
      );
      await note({ accountId: main, instrumentId: btc, venueTradeId: '12' });
      const { compared } = store.record.read;
      expect(await compared.find(main, btc)).toBe('12');
      expect(await compared.find(main, eth)).toBe('3');
    });

    it('knows nothing of a market that was never compared', async () => {
      expect(await store.record.read.compared.find(main, btc)).toBeUndefined();
    });
  });
}
