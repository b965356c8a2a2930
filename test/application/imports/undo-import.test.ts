import { describe, expect, it } from 'vitest';
import { undoImport } from '#src/application/imports/undo-import.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { currency, importId } from '#src/domain/ids.ts';
import type { ImportedEntry } from '#src/domain/imported-fill.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { accountOf, fill, importInto, openStore, start } from './imported-history.ts';
import { closedTrips } from '#test/ports/closed-trips.ts';

async function figures(store: RecordStore) {
  const account = await accountOf(store);
  const open = await store.read.positions.active([account]);
  return {
    cash: await store.read.ledger.cash(account),
    open: open.map(({ quantity, cost }) => [quantity.toString(), cost.toString()]),
    closed: (await closedTrips(store.read.positions, [account])).map(({ realised }) => realised.toString()),
    fills: await store.read.trades.count({}),
  };
}

describe('undoing an import', () => {
  const first = [fill(0, 'BUY', '2', '100', { fee: Decimal.one, feeCurrency: currency('USDT') })];
  const second = [fill(1, 'SELL', '1', '120'), fill(2, 'SELL', '1', '130')];

  it('tells how many rows a file left out, which go with the import that brought them', async () => {
    const store = await openStore();
    await importInto(store, 'Binance', first);
    await importInto(store, 'Binance', [...first, ...second]);
    const [later, earlier] = await store.read.imports.list();
    expect([earlier?.leftOut, later?.leftOut]).toEqual([0, 1]);
    await undoImport({ store, clock: createFakeClock(start) }, earlier?.id ?? importId('none'));
    expect(await importInto(store, 'Binance', [...first, ...second])).toEqual({ imported: 1, duplicates: 2 });
    expect((await figures(store)).open).toEqual([]);
  });

  it('leaves what was before it, says so, and lets the file be imported again', async () => {
    const store = await openStore();
    await importInto(store, 'Binance', first);
    const before = await figures(store);
    await importInto(store, 'Binance', second);
    const after = await figures(store);
    const [run] = await store.read.imports.list();
    if (run === undefined) throw new Error('the import is not listed');
    expect(run).toMatchObject({
      fileName: 'a.csv',
      format: 'fills',
      state: 'done',
      fills: 2,
      undoneAt: undefined,
      reader: 1,
      digest: 'Binance',
    });
    const needs = { store, clock: createFakeClock(start + 1) };
    expect(await undoImport(needs, run.id)).toEqual({ ok: true, value: { fills: 2, entries: 0 } });
    expect(await figures(store)).toEqual(before);
    expect(await store.read.imports.get(run.id)).toMatchObject({ state: 'undone', undoneAt: start + 1 });
    expect(await undoImport(needs, run.id)).toEqual({ ok: false, error: { code: 'ALREADY_UNDONE' } });
    expect(await importInto(store, 'Binance', second)).toEqual({ imported: 2, duplicates: 0 });
    expect(await figures(store)).toEqual(after);
    expect((await store.read.audit.page({ limit: 10 })).rows).toMatchObject([
      {
        sequence: 1,
        time: start + 1,
        actor: 'trader',
        action: 'undone',
        subject: `import ${run.id}`,
        detail: '{"fileName":"a.csv","fills":2,"entries":0}',
      },
    ]);
  });

  it.each([
    ['some of its fills', 2],
    ['all of them', 6],
  ])('that was broken off after %s says in the end how many it has taken back in all', async (_, units) => {
    const store = await openStore();
    const many = Array.from({ length: 2_500 }, (__, at) => fill(at, 'BUY', '1', '100'));
    await importInto(store, 'Binance', many, [deposit]);
    const [run] = await store.read.imports.list();
    if (run === undefined) throw new Error('the import is not listed');
    const clock = createFakeClock(start + 1);
    await expect(undoImport({ store: breaksAfter(store, units), clock }, run.id)).rejects.toThrow(
      'broken off',
    );
    expect(await undoImport({ store, clock }, run.id)).toEqual({
      ok: true,
      value: { fills: 2_500, entries: 1 },
    });
    expect((await store.read.audit.page({ limit: 1 })).rows).toMatchObject([
      // Whoever goes on with it, the trader decided it.
      { actor: 'trader', action: 'undone', detail: '{"fileName":"a.csv","fills":2500,"entries":1}' },
    ]);
  });

  it('of what was itself broken off is the program’s, however often that is broken off', async () => {
    const store = await openStore();
    await importInto(store, 'Binance', first);
    const [run] = await store.read.imports.list();
    if (run === undefined) throw new Error('the import is not listed');
    const half = { ...run, state: 'writing', fills: 0, leftOut: undefined } as const;
    await store.transact((unit) => unit.imports.update(half));
    const clock = createFakeClock(start + 1);
    await expect(undoImport({ store: breaksAfter(store, 2), clock }, run.id)).rejects.toThrow('broken off');
    await undoImport({ store, clock }, run.id);
    expect((await store.read.audit.page({ limit: 9 })).rows).toMatchObject([
      { actor: 'program', action: 'undone', subject: `import ${run.id}` },
    ]);
  });

  it('that was broken off among its movements counts each of them once, and moves each back once', async () => {
    const store = await openStore();
    const many = Array.from({ length: 2_500 }, (_, at) => ({ ...deposit, line: at + 2, time: start + at }));
    await importInto(store, 'Binance', [], many);
    const [run] = await store.read.imports.list();
    if (run === undefined) throw new Error('the import is not listed');
    const clock = createFakeClock(start + 1);
    // After the mark of its beginning, that no fill is left, and a piece of the movements.
    await expect(undoImport({ store: breaksAfter(store, 3), clock }, run.id)).rejects.toThrow('broken off');
    expect(await store.read.ledger.countVoided(run.id)).toBe(1_000);
    expect(await undoImport({ store, clock }, run.id)).toEqual({
      ok: true,
      value: { fills: 0, entries: 2_500 },
    });
    expect(await store.read.ledger.cash(run.accountId)).toEqual([{ currency: 'USDT', amount: Decimal.zero }]);
  });
});

const deposit: ImportedEntry = {
  line: 2,
  time: start,
  type: 'deposit',
  currency: currency('USDT'),
  amount: Decimal.from('300000'),
  reference: undefined,
};

/** The store of a program that ends after so many units of work. */
function breaksAfter(store: RecordStore, units: number): RecordStore {
  let left = units;
  return {
    read: store.read,
    begin: () => store.begin(),
    transact: (work, importance) => {
      left -= 1;
      return left < 0 ? Promise.reject(new Error('broken off')) : store.transact(work, importance);
    },
  };
}
