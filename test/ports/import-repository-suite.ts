import { fillsOf } from '#test/ports/fills-of.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { importId } from '#src/domain/ids.ts';
import type { ImportRun } from '#src/ports/import-repository.ts';
import { EntityNotFoundError, IntegrityError } from '#src/ports/store-errors.ts';
import { btc, decimal, furnish, main, sampleEntry, sampleFill, startTime, usdt } from './sample-entities.ts';
import type { MakeStore, StoreUnderTest } from './store-under-test.ts';

function run(name: string, changes: Partial<ImportRun> = {}): ImportRun {
  return {
    id: importId(name),
    accountId: main,
    fileName: `${name}.csv`,
    format: 'kraken',
    state: 'done',
    importedAt: startTime,
    fills: 2,
    leftOut: undefined,
    undoneAt: undefined,
    reader: undefined,
    digest: undefined,
    ...changes,
  };
}

export function importRepositorySuite(makeStore: MakeStore): void {
  describe('import repository', () => {
    let store: StoreUnderTest;

    beforeEach(async () => {
      store = await makeStore();
      await furnish(store.record);
    });

    afterEach(() => store.close());

    it('tells which file brought a fill, and none of one that no file brought', async () => {
      const [told, own] = [sampleFill(1), sampleFill(2)];
      await store.record.transact(async (unit) => {
        await unit.imports.insert(run('first'));
        await unit.trades.saveMany([told], importId('first'));
        await unit.trades.save(own);
      });
      const files = await store.record.read.imports.filesOf([told, own]);
      expect([...files]).toEqual([[told.id, 'first.csv']]);
    });

    it('gives back imports as they are, the latest first', async () => {
      const second = run('second', { importedAt: startTime + 1, leftOut: 7 });
      await store.record.transact(async (unit) => {
        await unit.imports.insert(run('first'));
        await unit.imports.insert(second);
        await unit.imports.update({ ...second, state: 'undone', undoneAt: startTime + 9 });
      });
      const { imports } = store.record.read;
      expect(await imports.list()).toEqual([
        { ...second, state: 'undone', undoneAt: startTime + 9 },
        run('first'),
      ]);
      expect(await imports.get(importId('first'))).toEqual(run('first'));
      await expect(imports.get(importId('third'))).rejects.toThrow(EntityNotFoundError);
      await expect(store.record.transact((unit) => unit.imports.update(run('third')))).rejects.toThrow(
        EntityNotFoundError,
      );
    });

    it('voids the fills of an import, a piece at a time, so that they can come again', async () => {
      const [kept, one, two] = [sampleFill(0), sampleFill(1), sampleFill(2)];
      const { trades } = store.record.read;
      await store.record.transact(async (unit) => {
        await unit.trades.save(kept);
        await unit.imports.insert(run('first'));
        expect(await unit.trades.saveMany([kept, one, two], importId('first'))).toEqual([one, two]);
      });
      await store.record.transact(async (unit) => {
        const voided = [
          await unit.trades.voidImport(importId('first'), 1),
          await unit.trades.voidImport(importId('first'), 9),
        ];
        expect(voided).toEqual([[one], [two]]);
        expect(await unit.trades.countVoided(importId('first'))).toBe(2);
      });
      expect(await fillsOf(trades, main, btc)).toEqual([kept]);
      expect(await trades.count({})).toBe(1);
      expect((await trades.page({}, 'ascending', { limit: 9 })).rows).toEqual([kept]);
      const again = { ...one, price: decimal('7') };
      await store.record.transact(async (unit) => {
        await unit.imports.insert(run('second'));
        expect(await unit.trades.saveMany([again, again], importId('second'))).toEqual([again]);
        expect(await unit.trades.voidImport(importId('first'), 9)).toEqual([]);
      });
      expect(await fillsOf(trades, main, btc)).toEqual([kept, again]);
    });

    it('voids the ledger entries of an import, and moves the balances back', async () => {
      const { ledger } = store.record.read;
      const deposit = sampleEntry(1);
      await store.record.transact(async (unit) => {
        await unit.ledger.append([sampleEntry(0)]);
        await unit.imports.insert(run('first'));
        await unit.ledger.append([deposit, sampleEntry(2, { cash: undefined })], importId('first'));
      });
      const before = await ledger.cash(main);
      expect(await ledger.importedCounts()).toEqual(new Map([[importId('first'), 2]]));
      await store.record.transact(async (unit) => {
        expect(await unit.ledger.voidImport(importId('first'), 1)).toBe(1);
        expect(await unit.ledger.countVoided(importId('first'))).toBe(1);
        expect(await unit.ledger.voidImport(importId('first'), 9)).toBe(1);
        expect(await unit.ledger.voidImport(importId('first'), 9)).toBe(0);
        expect(await unit.ledger.countVoided(importId('first'))).toBe(2);
      });
      expect(await ledger.importedCounts()).toEqual(new Map());
      expect(await ledger.cash(main)).toEqual([{ currency: usdt, amount: decimal('100.1') }]);
      expect(await ledger.deposited(main)).toEqual([{ currency: usdt, amount: decimal('100.1') }]);
      await store.record.transact((unit) => unit.ledger.append([deposit]));
      expect(await ledger.cash(main)).toEqual(before);
    });

    it('refuses the fills of an import that is not recorded', async () => {
      const stray = store.record.transact((unit) =>
        unit.trades.saveMany([sampleFill(1)], importId('nowhere')),
      );
      await expect(stray).rejects.toThrow(IntegrityError);
    });
  });
}
