import { describe, expect, it } from 'vitest';
import { err } from '#src/domain/result.ts';
import { good, importDesk } from './import-desk.ts';

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
    expect(tasks.state(`import ${importId}`)).toEqual({ state: 'failed', reason: 'the disk is full' });
  });
});
