import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { currency, fillId, type AccountId } from '#src/domain/ids.ts';
import { cashOf, ledgerEntryTypes, type LedgerEntry } from '#src/domain/ledger.ts';
import { btc, decimal, furnish, main, other, sampleEntry, startTime, usdt } from './sample-entities.ts';
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

    it('gives back entries as they were, oldest first', async () => {
      const trade = sampleEntry(1, {
        type: 'fill',
        cash: { currency: currency('BTC'), amount: decimal('-0.00000001') },
        instrumentId: btc,
        quantity: decimal('-2.5'),
        fillId: fillId('main/binance:BTCUSDT/7'),
        note: 'by hand',
      });
      const split = sampleEntry(2, {
        type: 'split',
        cash: undefined,
        instrumentId: btc,
        quantity: decimal('3'),
      });
      await append(split, trade);
      expect(await store.record.read.ledger.all(main)).toEqual([trade, split]);
      expect(await store.record.read.ledger.all(other)).toEqual([]);
    });

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

    it('pages the latest first', async () => {
      await append(
        ...Array.from({ length: 9 }, (_, index) => sampleEntry(index, { time: startTime + (index % 3) })),
      );
      await append(sampleEntry(100, { accountId: other }));
      const times = await pagedTimes(main);
      expect(times.map((time) => time - startTime)).toEqual([2, 2, 2, 1, 1, 1, 0, 0, 0]);
    });

    async function pagedTimes(account: AccountId): Promise<readonly number[]> {
      const times: number[] = [];
      let after: string | undefined;
      do {
        const page = await store.record.read.ledger.page(account, { limit: 2, after });
        times.push(...page.rows.map((entry) => entry.time));
        after = page.next;
      } while (after !== undefined);
      return times;
    }
  });
}
