import { amountIn } from '#src/domain/money.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { currency, importId } from '#src/domain/ids.ts';
import { cashOf, ledgerEntryTypes, movedBack, type LedgerEntry } from '#src/domain/ledger.ts';
import { decimal, eth, furnish, main, other, sampleEntry, startTime, usdt } from './sample-entities.ts';
import type { ImportRun } from '#src/ports/import-repository.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';

const sampleRun: ImportRun = {
  id: importId('import'),
  accountId: main,
  fileName: 'movements.csv',
  format: 'csv',
  state: 'writing',
  importedAt: startTime,
  fills: 0,
  leftOut: undefined,
  undoneAt: undefined,
};

export function ledgerRepositorySuite(makeStore: MakeStore): void {
  describe('ledger repository', () => {
    let store: StoreUnderTest;

    beforeEach(async () => {
      store = await makeStore();
      await furnish(store.record);
    });

    afterEach(() => store.close());

    function append(...entries: readonly LedgerEntry[]): Promise<readonly LedgerEntry[]> {
      return store.record.transact((unit) => unit.ledger.append(entries));
    }

    it('adds an entry once, and to the balances once', async () => {
      await append(sampleEntry(1), sampleEntry(1));
      await append(sampleEntry(1), sampleEntry(2));
      expect(await store.record.read.ledger.cash(main)).toEqual([
        { currency: usdt, amount: decimal('200.2') },
      ]);
    });

    it('tells the entries of a span in order of time and in pieces, and none that is void', async () => {
      const own = Array.from({ length: 1_200 }, (_, index) =>
        sampleEntry(index, { time: startTime + (index % 40), instrumentId: eth, quantity: decimal('2') }),
      );
      await append(...own, sampleEntry(2_000, { accountId: other }));
      const undone = importId('undone');
      await store.record.transact(async (unit) => {
        await unit.imports.insert({ ...sampleRun, id: undone });
        await unit.ledger.append([sampleEntry(3_000, { time: startTime + 15 })], undone);
        await unit.ledger.voidImport(undone, 10);
      });
      const span = { from: startTime + 10, to: startTime + 30 };
      const read: LedgerEntry[] = [];
      let largest = 0;
      for await (const piece of store.record.read.ledger.inPieces(main, span)) {
        largest = Math.max(largest, piece.length);
        read.push(...piece);
      }
      const expected = own
        .filter(({ time }) => time >= span.from && time < span.to)
        .toSorted((one, another) => one.time - another.time);
      expect(read).toEqual(expected);
      expect(largest).toBeLessThan(600);
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
        const money = own.filter(({ cash }) => cash?.currency !== 'BTC');
        // A coin that came or went is in the positions.
        const cash = await store.record.read.ledger.cash(account);
        expect(cash.filter(({ currency: code }) => code !== 'BTC')).toEqual(cashOf(money));
        expect(amountIn(cash, currency('BTC')).toString()).toBe('0');
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
