import { describe, expect, it } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, portfolioId, venueId } from '#src/domain/ids.ts';
import { err } from '#src/domain/result.ts';
import { everything, good, importDesk } from './import-desk.ts';

describe('an import as long work', () => {
  it('keeps what came of an import, and of its undo, until that is read', async () => {
    const { store, handlers, begin, tasks } = await importDesk();
    const importId = await begin(good);
    const task = `import ${importId}`;
    await handlers['imports.commit']({ importId, accountName: 'Binance' });
    expect(tasks.list()).toEqual([
      { task, type: 'fills', work: { code: 'IMPORT_FILE', file: 'fills.csv' }, running: false },
    ]);
    expect(tasks.state(task)).toMatchObject({
      state: 'done',
      outcome: { type: 'fills', fileName: 'fills.csv', accountName: 'Binance', done: { imported: 2 } },
    });
    tasks.read(task);
    expect(tasks.list()).toEqual([]);
    const [run] = await store.read.imports.list();
    await handlers['imports.undo']({ importId: run?.id ?? '' });
    expect(tasks.state(`undo ${run?.id}`)).toEqual({
      state: 'done',
      outcome: { type: 'undo', fileName: 'fills.csv', fills: 2, entries: 0 },
    });
  });

  it('keeps what came of an undo that two screens asked for at once', async () => {
    const { store, handlers, begin, tasks } = await importDesk();
    await handlers['imports.commit']({ importId: await begin(good), accountName: 'Binance' });
    const [run] = await store.read.imports.list();
    const importId = run?.id ?? '';
    const [first, second] = await Promise.all([
      handlers['imports.undo']({ importId }),
      handlers['imports.undo']({ importId }),
    ]);
    expect([first.ok, second]).toEqual([true, err({ code: 'ALREADY_UNDONE' })]);
    expect(tasks.state(`undo ${importId}`)).toMatchObject({ state: 'done', outcome: { fills: 2 } });
  });

  it('opens no history beside an account that trades under the same name, and is there for another', async () => {
    const { store, handlers, begin } = await importDesk();
    await store.transact(async ({ accounts }) => {
      const fees = { maker: Decimal.zero, taker: Decimal.zero };
      await accounts.save({
        id: accountId('paper'),
        portfolioId: portfolioId('p'),
        name: 'Main',
        venue: venueId('sim'),
        environment: 'simulated',
        mode: 'paper',
        credential: undefined,
        disabledAt: undefined,
        fees,
        deadMansSwitch: false,
        mayBorrow: true,
        createdAt: 0,
      });
    });
    const before = await everything(store);
    const importId = await begin(good);
    // Its name was free when the screen looked: another one has added the account since.
    expect(await handlers['imports.commit']({ importId, accountName: 'main' })).toEqual(
      err({ code: 'BAD_VALUE', field: 'accountName', problem: 'ACCOUNT_NAME_TAKEN' }),
    );
    expect(await everything(store)).toEqual(before);
    expect(await store.read.imports.list()).toEqual([]);
    expect(await handlers['imports.commit']({ importId, accountName: 'Old' })).toMatchObject({
      ok: true,
      value: { imported: 2 },
    });
  });

  it('is stopped like all long work, and is kept as cancelled', async () => {
    const { store, handlers, begin, tasks, onReported } = await importDesk();
    const importId = await begin(good);
    onReported(({ task }) => void tasks.cancel(task));
    const answer = await handlers['imports.commit']({ importId, accountName: 'Binance' });
    expect(answer).toEqual(err({ code: 'CANCELLED' }));
    expect(tasks.state(`import ${importId}`)).toEqual({ state: 'cancelled' });
    expect(await store.read.trades.count({})).toBe(0);
  });

  it('whose fault is told says it to whoever asks later too', async () => {
    const { handlers, begin, tasks, fillDisk } = await importDesk();
    const importId = await begin(good);
    fillDisk(0);
    await expect(handlers['imports.commit']({ importId, accountName: 'Binance' })).rejects.toThrow(
      'the disk is full',
    );
    expect(tasks.state(`import ${importId}`)).toEqual({
      state: 'failed',
      reason: { code: 'FAILED', cause: 'the disk is full' },
    });
  });
});
