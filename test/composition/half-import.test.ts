import { describe, expect, it } from 'vitest';
import { err } from '#src/domain/result.ts';
import { isStop } from '#src/infrastructure/threads/serve.ts';
import { header, importDesk } from '#test/api/import-desk.ts';

const rows = 2_500;
const many = [
  header,
  ...Array.from({ length: rows }, (_, at) => {
    const time = new Date(Date.UTC(2025, 0, 1) + at * 60_000).toISOString();
    return `${time},BTCUSDT,${at % 2 === 0 ? 'buy' : 'sell'},1,${100 + (at % 7)},,,`;
  }),
].join('\n');

type Desk = Awaited<ReturnType<typeof importDesk>>;

/** When the first piece is recorded. */
function afterOnePiece({ onReported }: Desk, act: () => void): void {
  onReported(({ done, finished }) => {
    if (done === 0 || finished) return;
    onReported(undefined);
    act();
  });
}

async function listed({ handlers }: Desk) {
  const answer = await handlers['imports.list']({});
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.map(({ fileName, state }) => [fileName, state]);
}

/** `undo` takes the file back that it has. */
async function imported(): Promise<
  Desk & { readonly undo: () => ReturnType<Desk['handlers']['imports.undo']> }
> {
  const desk = await importDesk();
  const importId = await desk.begin(many, 'fills.csv', many.length);
  await desk.handlers['imports.commit']({ importId, accountName: 'Binance' });
  const [run] = await desk.store.read.imports.list();
  desk.told.length = 0;
  return { ...desk, undo: () => desk.handlers['imports.undo']({ importId: run?.id ?? '' }) };
}

describe('an import whose taking back fails', () => {
  it('stopped after a piece, on a disk that is full, is told as half there and listed as that', async () => {
    const desk = await importDesk();
    const { store, handlers, begin, told } = desk;
    const importId = await begin(many, 'fills.csv', many.length);
    afterOnePiece(desk, () => {
      desk.fillDisk(0);
      void handlers['imports.discard']({ importId });
    });
    const answer = await handlers['imports.commit']({ importId, accountName: 'Binance' });
    expect(answer).toEqual({ ok: false, error: { code: 'HALF_IMPORTED', reason: 'the disk is full' } });
    expect(await listed(desk)).toEqual([['fills.csv', 'half']]);
    expect(await store.read.trades.count({})).toBeGreaterThan(0);
    expect(told.slice(-2)).toEqual(['reloaded', 'announced']);

    const [run] = await store.read.imports.list();
    desk.freeDisk();
    expect(await handlers['imports.undo']({ importId: run?.id ?? '' })).toMatchObject({ ok: true });
    expect(await listed(desk)).toEqual([['fills.csv', 'undone']]);
    expect(await store.read.trades.count({})).toBe(0);
  });

  it('of a workspace that was closed meanwhile is told with when it is taken back, and not in words of the store', async () => {
    const desk = await importDesk();
    const { handlers, begin, state } = desk;
    const importId = await begin(many, 'fills.csv', many.length);
    afterOnePiece(desk, () => {
      desk.fillDisk(0);
      state.open = false;
    });
    expect(await handlers['imports.commit']({ importId, accountName: 'Binance' })).toEqual(
      err({ code: 'TAKEN_BACK_LATER' }),
    );
  });

  it('of a workspace that was closed before a piece was written changes nothing there', async () => {
    const desk = await importDesk();
    const { store, handlers, begin, state } = desk;
    const importId = await begin(many, 'fills.csv', many.length);
    const room = Promise.withResolvers<undefined>();
    state.looking.push(room.promise);
    const committing = handlers['imports.commit']({ importId, accountName: 'Binance' });
    await expect.poll(() => desk.tasks.list()).toMatchObject([{ running: true }]);
    desk.close();
    room.resolve(undefined);
    expect(await committing).toEqual(err({ code: 'TAKEN_BACK_LATER' }));
    expect(await store.read.imports.list()).toEqual([]);
    expect(desk.told).not.toContain('reloaded');
  });

  it('can be tried again at once: the part goes first, and then the whole file comes', async () => {
    const desk = await importDesk();
    const { store, handlers, begin } = desk;
    const importId = await begin(many, 'fills.csv', many.length);
    afterOnePiece(desk, () => desk.fillDisk(0));
    const commit = () => handlers['imports.commit']({ importId, accountName: 'Binance' });
    expect(await commit()).toMatchObject({ error: { code: 'HALF_IMPORTED' } });
    // The disk is as full as it was: nothing comes on top of the part.
    expect(await commit()).toMatchObject({ error: { code: 'HALF_IMPORTED' } });
    expect(await listed(desk)).toEqual([['fills.csv', 'half']]);
    desk.freeDisk();
    expect(await commit()).toMatchObject({ value: { imported: rows, duplicates: 0 } });
    expect(await store.read.trades.count({})).toBe(rows);
    expect(await listed(desk)).toEqual([
      ['fills.csv', 'done'],
      ['fills.csv', 'undone'],
    ]);
  });

  it('while it is undone, tells the screen to look, and undoing goes on where it stopped', async () => {
    const desk = await importDesk();
    const { store, handlers, begin, told } = desk;
    await handlers['imports.commit']({
      importId: await begin(many, 'fills.csv', many.length),
      accountName: 'Binance',
    });
    const [run] = await store.read.imports.list();
    const undo = () => handlers['imports.undo']({ importId: run?.id ?? '' });
    told.length = 0;
    afterOnePiece(desk, () => desk.fillDisk(0));
    expect(await undo()).toEqual(err({ code: 'HALF_UNDONE', reason: 'the disk is full' }));
    expect(desk.tasks.state(`undo ${run?.id}`)).toEqual({
      state: 'failed',
      reason: { code: 'PART_TAKEN_BACK', cause: 'the disk is full' },
    });
    expect(told).toEqual(['reloaded', 'announced']);
    expect(await listed(desk)).toEqual([['fills.csv', 'half']]);
    desk.freeDisk();
    expect(await undo()).toMatchObject({ ok: true });
    expect(await store.read.trades.count({})).toBe(0);
  });
});

describe('an undo whose workspace is closed meanwhile', () => {
  it('says that it is finished at the next opening, which reads nothing of a closed record', async () => {
    const desk = await imported();
    afterOnePiece(desk, () => desk.close());
    expect(await desk.undo()).toEqual(err({ code: 'TAKEN_BACK_LATER' }));
    expect(desk.told).toEqual([]);
    const [kept] = desk.tasks.list();
    expect(desk.tasks.state(kept?.task ?? '')).toMatchObject({ state: 'done', outcome: { type: 'fills' } });
    expect(desk.tasks.state('undo I1')).toMatchObject({
      state: 'failed',
      reason: { code: 'TAKEN_BACK_LATER' },
    });
    expect(await desk.store.read.imports.list()).toMatchObject([{ state: 'undoing' }]);
  });

  it('before it has marked anything says that nothing was done', async () => {
    const desk = await imported();
    desk.onReported(({ finished }) => {
      if (!finished) desk.close();
    });
    expect(await desk.undo()).toEqual(err({ code: 'WORKSPACE_CHANGED' }));
    expect(desk.told).toEqual([]);
    expect(await desk.store.read.imports.list()).toMatchObject([{ state: 'done' }]);
  });

  it('after its last piece says that it is done', async () => {
    const desk = await imported();
    desk.onReported(({ finished }) => {
      if (finished) desk.close();
    });
    expect(await desk.undo()).toMatchObject({ ok: true, value: { fills: rows } });
    expect(desk.told).toEqual([]);
  });
});

describe('a fault that comes after the trader’s stop', () => {
  it('is told as what it is, and the part goes all the same', async () => {
    const desk = await importDesk();
    const { store, handlers, begin } = desk;
    const importId = await begin(many, 'fills.csv', many.length);
    afterOnePiece(desk, () => {
      desk.refuseOne();
      void handlers['imports.discard']({ importId });
    });
    const committing = handlers['imports.commit']({ importId, accountName: 'Binance' });
    await expect(committing).rejects.toThrow('the disk is full');
    expect(await store.read.trades.count({})).toBe(0);
    expect(await listed(desk)).toEqual([['fills.csv', 'undone']]);
  });

  it('of a job is no stop', () => {
    const stopping = new AbortController();
    const streamed = new Error('aborted', { cause: stopping.signal.reason });
    expect(isStop(stopping.signal, new Error('the disk is full'))).toBe(false);
    expect(isStop(stopping.signal, streamed)).toBe(false);
    stopping.abort();
    const { reason } = stopping.signal;
    expect(isStop(stopping.signal, reason)).toBe(true);
    expect(isStop(stopping.signal, new Error('a stream was closed', { cause: reason }))).toBe(true);
    expect(isStop(stopping.signal, new Error('the disk is full'))).toBe(false);
  });
});
