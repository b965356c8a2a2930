import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { accountId, balanceAssertionId } from '#src/domain/ids.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import { decimal, eth, furnish, main, other, sampleAssertion } from './sample-entities.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';

const first = balanceAssertionId('stated-1');

export function balanceAssertionRepositorySuite(makeStore: MakeStore): void {
  describe('balance assertion repository', () => {
    let store: StoreUnderTest;

    beforeEach(async () => {
      store = await makeStore();
      await furnish(store.record);
    });

    afterEach(() => store.close());

    function append(...rows: readonly ReturnType<typeof sampleAssertion>[]): Promise<void> {
      return store.record.transact((unit) => unit.balanceAssertions.append(rows));
    }

    it('tells those that hold, as they were stated, by account and time', async () => {
      const share = sampleAssertion(2, {
        accountId: other,
        asset: { kind: 'instrument', instrumentId: eth },
        quantity: decimal('-1204.5'),
        places: 2,
      });
      await append(share, sampleAssertion(3, { until: 5 }), sampleAssertion(1));
      const { replaces: _replaces, ...asRead } = share;
      const { balanceAssertions } = store.record.read;
      expect((await balanceAssertions.list()).map(({ id }) => id)).toEqual([
        'stated-3',
        'stated-1',
        'stated-2',
      ]);
      expect(await balanceAssertions.ofAccount(other)).toEqual([asRead]);
      expect(await balanceAssertions.find(share.id)).toEqual(asRead);
    });

    it('has a correction in the place of what it corrects, and nothing of what is taken back', async () => {
      await append(sampleAssertion(1), sampleAssertion(9));
      await append(sampleAssertion(2, { replaces: first, quantity: decimal('0.7') }));
      const { balanceAssertions } = store.record.read;
      expect(await balanceAssertions.find(first)).toBeUndefined();
      expect((await balanceAssertions.list()).map(({ quantity }) => quantity)).toEqual([
        decimal('0.5'),
        decimal('0.7'),
      ]);
      await append(sampleAssertion(3, { replaces: balanceAssertionId('stated-2'), quantity: undefined }));
      expect((await balanceAssertions.ofAccount(main)).map(({ id }) => id)).toEqual(['stated-9']);
      expect(await balanceAssertions.find(balanceAssertionId('stated-3'))).toBeUndefined();
    });

    it('refuses a second correction of one, an id that is taken, and an account that is not there', async () => {
      await append(sampleAssertion(1));
      await append(sampleAssertion(2, { replaces: first }));
      await expect(append(sampleAssertion(3, { replaces: first }))).rejects.toThrow(IntegrityError);
      await expect(append(sampleAssertion(1))).rejects.toThrow(IntegrityError);
      await expect(append(sampleAssertion(4, { accountId: accountId('nobody') }))).rejects.toThrow(/nobody/);
      expect((await store.record.read.balanceAssertions.list()).map(({ id }) => id)).toEqual(['stated-2']);
    });
  });
}
