import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { undoUnfinished } from '#src/application/imports/undo-import.ts';
import type { FileImport, ImportTarget } from '#src/ports/import-files.ts';
import { openImportThread } from '#src/infrastructure/persistence/sqlite/jobs/import-thread.ts';
import { undoInThread } from '#src/infrastructure/persistence/sqlite/jobs/undo-in-thread.ts';
import { createJobs } from '#src/infrastructure/persistence/sqlite/jobs/jobs.ts';
import { importId } from '#src/domain/ids.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { portfolio, startTime } from '#test/ports/sample-entities.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';

const worker = new URL('../../src/composition/workers/import-worker.ts', import.meta.url);
const jobs = createJobs(new URL('../../src/composition/workers/job-worker.ts', import.meta.url), {
  clock: createSystemClock(),
});
const clock = createFakeClock(startTime);
const rows = 6_000;
const binance = { accountName: 'Binance', importsAlike: false };

function csv(count = rows): string {
  const lines = Array.from({ length: count }, (_, at) => lineAt(at));
  return ['time,symbol,side,quantity,price,fee,fee currency,order id', ...lines].join('\n');
}

function lineAt(at: number): string {
  const time = new Date(startTime + at * 1000).toISOString();
  return `${time},BTC-USDT,${at % 2 === 0 ? 'buy' : 'sell'},1,${100 + (at % 7)},,,`;
}

async function openDesk(): Promise<{ readonly files: WorkspaceFiles; readonly target: ImportTarget }> {
  const files = await openTemporary(await temporaryWorkspace());
  await files.record.transact((unit) => unit.portfolios.save(portfolio));
  return {
    files,
    target: { store: files.record, files, keepPoint: async () => undefined, reload: async () => undefined },
  };
}

async function begun(text = csv()): Promise<FileImport> {
  const file = openImportThread(worker, { fileName: 'fills.csv', mapping: undefined, answers: {} });
  onTestFinished(() => file.discard());
  for (let at = 0; at < text.length; at += 100_000) await file.write(text.slice(at, at + 100_000));
  return file;
}

describe('an undo whose thread dies', () => {
  it('goes on where that stopped, in another one', async () => {
    const { files, target } = await openDesk();
    const file = await begun();
    const committed = await file.commit(target, binance, () => undefined);
    if (!committed.ok) throw new Error(committed.error.code);
    const dying = createJobs(new URL('./dying-undo-worker.ts', import.meta.url), {
      clock: createSystemClock(),
    });
    onTestFinished(() => dying.close());
    const told: number[] = [];
    const { id } = committed.value;
    expect(await undoInThread(dying, target, id, (done) => void told.push(done))).toEqual({
      ok: true,
      value: { fills: rows, entries: 0 },
    });
    expect(existsSync(join(files.folder, 'died'))).toBe(true);
    // It did not begin anew.
    expect(told).toEqual(told.toSorted((left, right) => left - right));
    expect(told.at(-1)).toBe(rows);
    expect(await files.record.read.trades.count({})).toBe(0);
    expect((await files.record.read.imports.get(id)).state).toBe('undone');
  });
});

describe('an import in its thread', () => {
  it('lets the program write between its pieces, and is undone in a thread too', async () => {
    const { files, target } = await openDesk();
    const { read } = files.record;
    const file = await begun();
    expect(await file.count()).toMatchObject({ value: { fills: rows, invalid: 0 } });
    expect(await file.preview(target)).toMatchObject({ value: { valid: rows, inAccounts: [] } });
    const committing = file.commit(target, binance, () => undefined);
    const ended = new AbortController();
    const noted = committing.finally(() => ended.abort());
    let between = 0;
    while (!ended.signal.aborted) {
      between += 1;
      await files.record.transact((unit) => unit.settings.set('count', String(between)));
      await new Promise(setImmediate);
    }
    await noted;
    const committed = await committing;
    expect(committed).toMatchObject({ value: { done: { imported: rows, duplicates: 0 } } });
    expect(between).toBeGreaterThan(rows / 1_000);
    expect(await read.trades.count({})).toBe(rows);
    expect(await (await begun()).preview(target)).toMatchObject({
      value: { inAccounts: [{ accountName: 'Binance', duplicates: rows, alike: 0 }] },
    });
    const id = importId(committed.ok ? committed.value.id : '');
    const undone: (readonly [number, number])[] = [];
    const told = (done: number, total: number): void => void undone.push([done, total]);
    expect(await undoInThread(jobs, target, id, told)).toEqual({
      ok: true,
      value: { fills: rows, entries: 0 },
    });
    expect(undone[0]).toEqual([0, rows]);
    expect(await read.trades.count({})).toBe(0);
    const twice = await undoInThread(jobs, target, id, told);
    expect(twice).toEqual({ ok: false, error: { code: 'ALREADY_UNDONE' } });
  });

  it('takes back what it wrote when it is stopped', async () => {
    const { files, target } = await openDesk();
    // It hears the stop while it waits for a turn, some pieces later.
    const file = await begun(csv(30_000));
    const committing = file.commit(target, binance, () => file.stop());
    const stopped = await committing;
    expect(stopped).toEqual({ ok: false, error: { code: 'CANCELLED' } });
    expect(await files.record.read.trades.count({})).toBe(0);
    expect(await files.record.read.imports.list()).toMatchObject([{ state: 'undone', fills: 0 }]);
    // A stop ends the commit that it came to, and none after it.
    expect(await file.commit(target, binance, () => undefined)).toMatchObject({
      value: { done: { imported: 30_000 } },
    });
  });

  it('that loses its workspace says so, and is taken back at the next start', async () => {
    const { files, target } = await openDesk();
    const file = await begun(csv(60_000));
    // By then more pieces were made ready than may be under way.
    const committing = file.commit(target, binance, (done) => void (done > 12_000 && files.close()));
    await expect(committing).rejects.toThrow('the workspace was closed');
    const again = await openTemporary(files.folder);
    expect(await again.record.read.imports.list()).toMatchObject([{ state: 'writing' }]);
    expect(await again.record.read.trades.count({})).toBeGreaterThan(0);
    await undoUnfinished({ store: again.record, clock });
    expect(await again.record.read.trades.count({})).toBe(0);
  });

  it('tells what is wrong with a file, and what the store refuses', async () => {
    const { target } = await openDesk();
    const file = await begun('a\0b');
    expect(await file.count()).toMatchObject({ error: { code: 'UNREADABLE_FILE' } });
    const lost = await begun();
    const gone = { ...target, files: { ...target.files, folder: '/nowhere' } };
    await expect(lost.commit(gone, binance, () => undefined)).rejects.toThrow('/nowhere');
    await expect(lost.preview(gone)).rejects.toThrow('/nowhere');
  });
});
