import { amountIn } from '#src/domain/money.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { currency, importId } from '#src/domain/ids.ts';
import { ledgerEntryTypes } from '#src/domain/entry-types.ts';
import { cashOf, movedBack, type LedgerEntry } from '#src/domain/ledger.ts';
import { decimal, eth, furnish, main, other, sampleEntry, startTime, usdt } from './sample-entities.ts';
import type { ImportRun } from '#src/ports/import-repository.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
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
  reader: undefined,
  digest: undefined,
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
        const deposits = own.filter((entry) =>
          ['deposit', 'withdrawal', 'transfer', 'gift'].includes(entry.type),
        );
        const money = own.filter(({ cash }) => cash?.currency !== 'BTC');
        // A coin that came or went is in the positions.
        const cash = await store.record.read.ledger.cash(account);
        expect(cash.filter(({ currency: code }) => code !== 'BTC')).toEqual(cashOf(money));
        expect(amountIn(cash, currency('BTC')).toString()).toBe('0');
        expect(await store.record.read.ledger.deposited(account)).toEqual(cashOf(deposits));
      }
    });

    it('keeps all that an entry may say', async () => {
      const whole = sampleEntry(1, {
        type: 'spin-off',
        cash: undefined,
        instrumentId: eth,
        quantity: decimal('5'),
        link: 'happening',
        ratio: { new: 3, old: 2 },
        cost: { currency: usdt, amount: decimal('100.000000000000000001') },
        acquiredAt: startTime - 1,
      });
      await append(whole);
      expect(await store.record.read.ledger.find(whole.id)).toEqual(whole);
      expect(await store.record.read.ledger.linked('happening')).toEqual([whole]);
      expect(await store.record.read.ledger.linked('another')).toEqual([]);
    });

    it('puts a correction in the place of an entry, and moves the balances by both', async () => {
      const [wrong, right] = [sampleEntry(1), sampleEntry(2, { corrects: sampleEntry(1).id })];
      const cash = { currency: usdt, amount: decimal('7') };
      await append(wrong);
      await append({ ...right, cash });
      const { ledger } = store.record.read;
      expect(await ledger.find(wrong.id)).toBeUndefined();
      expect(await ledger.find(right.id)).toMatchObject({ corrects: wrong.id, cash });
      expect(await ledger.correctionOf(wrong.id)).toBe(right.id);
      expect(await ledger.cash(main)).toEqual([cash]);
      expect(await ledger.deposited(main)).toEqual([cash]);
    });

    it('takes an entry back by one that moves nothing', async () => {
      await append(sampleEntry(1), sampleEntry(2, { cash: { currency: usdt, amount: decimal('5') } }));
      await append(sampleEntry(3, { corrects: sampleEntry(2).id, cash: undefined }));
      expect(await store.record.read.ledger.cash(main)).toEqual([
        { currency: usdt, amount: decimal('100.1') },
      ]);
    });

    it('takes no correction of what is void, not there, or of another account, and then nothing with it', async () => {
      await append(sampleEntry(1), sampleEntry(9, { accountId: other }));
      await append(sampleEntry(2, { corrects: sampleEntry(1).id }));
      for (const [number, corrected] of [
        [3, 1],
        [4, 8],
        [5, 9],
      ] as const) {
        const late = append(sampleEntry(7), sampleEntry(number, { corrects: sampleEntry(corrected).id }));
        await expect(late).rejects.toThrow(IntegrityError);
      }
      expect(await store.record.read.ledger.find(sampleEntry(7).id)).toBeUndefined();
      expect(await store.record.read.ledger.cash(main)).toEqual([
        { currency: usdt, amount: decimal('100.1') },
      ]);
    });

    it('does not take again what was corrected or taken back, and tells it as it was', async () => {
      const wrong = sampleEntry(1);
      await append(wrong);
      await append(sampleEntry(2, { corrects: wrong.id, cash: undefined }));
      expect(await append(wrong)).toEqual([]);
      const { ledger } = store.record.read;
      expect(await ledger.cash(main)).toEqual([{ currency: usdt, amount: decimal('0') }]);
      const { id, accountId, type, cash, time } = wrong;
      expect(await ledger.correctedSince(main, time)).toEqual([{ id, accountId, type, cash, time }]);
      expect(await ledger.correctedSince(main, time + 1)).toEqual([]);
      expect(await ledger.correctedSince(other, time)).toEqual([]);
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
