import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { currency } from '#src/domain/ids.ts';
import { cashOf, ledgerEntryTypes, movedBack, type LedgerEntry } from '#src/domain/ledger.ts';
import { decimal, furnish, main, other, sampleEntry, usdt } from './sample-entities.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';

export function ledgerRepositorySuite(makeStore: MakeStore): void {
  describe('ledger repository', () => {
    let store: StoreUnderTest;

    beforeEach(async () => {
      store = await makeStore();
      await furnish(store.record);
    });

    afterEach(() => store.close());

    function append(...entries: readonly LedgerEntry[]): Promise<void> {
      return store.record.transact((unit) => unit.ledger.append(entries));
    }

    it('adds an entry once, and to the balances once', async () => {
      await append(sampleEntry(1), sampleEntry(1));
      await append(sampleEntry(1), sampleEntry(2));
      expect(await store.record.read.ledger.cash(main)).toEqual([
        { currency: usdt, amount: decimal('200.2') },
      ]);
    });

    it('keeps balances that equal the sums over all entries, to the last digit', async () => {
      const entries = Array.from({ length: 60 }, (_, index): LedgerEntry =>
        sampleEntry(index, {
          accountId: index % 4 === 0 ? other : main,
          type: ledgerEntryTypes[index % ledgerEntryTypes.length] ?? 'fill',
          cash:
            index % 7 === 0
              ? undefined
              : {
                  currency: currency(['USDT', 'BTC', 'INR'][index % 3] ?? ''),
                  amount: decimal(`${index - 30}.${index}01`),
                },
        }),
      );
      for (let start = 0; start < entries.length; start += 7)
        await append(...entries.slice(start, start + 7));
      for (const account of [main, other]) {
        const own = entries.filter((entry) => entry.accountId === account);
        const deposits = own.filter((entry) => ['deposit', 'withdrawal', 'transfer'].includes(entry.type));
        expect(await store.record.read.ledger.cash(account)).toEqual(cashOf(own));
        expect(await store.record.read.ledger.deposited(account)).toEqual(cashOf(deposits));
      }
    });

    it('undoes the balances with the entries', async () => {
      await append(sampleEntry(1));
      const unit = store.record.transact(async (repositories) => {
        await repositories.ledger.append([sampleEntry(2)]);
        throw new Error('changed my mind');
      });
      await expect(unit).rejects.toThrow('changed my mind');
      expect(await store.record.read.ledger.cash(main)).toEqual([
        { currency: usdt, amount: decimal('100.1') },
      ]);
    });

    it('moves balances by what fills move, and back', async () => {
      const moved = [sampleEntry(1, { type: 'fill' }), sampleEntry(2, { type: 'fee', accountId: other })];
      await store.record.transact(async (unit) => {
        await unit.ledger.moveCash(moved);
        await unit.ledger.moveCash(moved);
        await unit.ledger.moveCash(moved.slice(1).map(movedBack));
      });
      const { ledger } = store.record.read;
      expect(await ledger.cash(main)).toEqual([{ currency: usdt, amount: decimal('200.2') }]);
      expect(await ledger.cash(other)).toEqual([{ currency: usdt, amount: decimal('100.1') }]);
      expect(await ledger.deposited(main)).toEqual([]);
    });
  });
}
