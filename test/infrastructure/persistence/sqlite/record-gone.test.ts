import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, vi } from 'vitest';

import { openConnection } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { RecordPlace } from '#src/infrastructure/persistence/sqlite/record-place.ts';
import { furnish, startTime } from '#test/ports/sample-entities.ts';
import { busyWorkspace } from './operations/busy-workspace.ts';
import { openTemporary, temporaryWorkspace } from './temporary-workspace.ts';

/** SQLite itself goes on writing to a file that has lost its name: with the last to have it open all of that is gone. */
it.runIf(process.platform !== 'win32')(
  'nothing is decided on a record that was moved or removed under the program, until it is back',
  async () => {
    const folder = await busyWorkspace();
    const { record, health } = await openTemporary(folder);
    const path = join(folder, 'record.sqlite');
    const decide = () => record.transact(() => Promise.resolve('decided'));
    expect(await decide()).toBe('decided');

    renameSync(path, `${path}.moved`);
    await expect(decide()).rejects.toMatchObject({
      problem: { code: 'DISK_REFUSES', file: path, trouble: 'ENOENT' },
    });
    expect(await health()).toMatchObject({ ok: false, deviations: [{ code: 'DISK_REFUSES', file: path }] });
    // What the venues report cannot be told to wait.
    expect(await record.transact(() => Promise.resolve('reported'), 'essential')).toBe('reported');

    renameSync(`${path}.moved`, path);
    expect(await decide()).toBe('decided');
    expect(await health()).toMatchObject({ ok: true });
  },
);

/** As a sync tool, or a backup that is put back by hand, does it. */
it.runIf(process.platform !== 'win32')(
  'a record in whose place another file was put is told, left as it is, and what was recorded is kept beside it',
  async () => {
    const folder = await temporaryWorkspace();
    const path = join(folder, 'record.sqlite');
    const other = `${path}.other`;
    copyFileSync(path, other);
    const store = await openTemporary(folder);
    await furnish(store.record);
    renameSync(other, path);
    const foreign = readFileSync(path);
    const problem = { code: 'RECORD_REPLACED', file: path };
    await expect(store.record.transact(() => Promise.resolve())).rejects.toMatchObject({ problem });
    expect(await store.record.transact(() => Promise.resolve('reported'), 'essential')).toBe('reported');
    expect(await store.health()).toMatchObject({ ok: false, deviations: [problem] });
    expect(store.misplaced()).toEqual(problem);
    await store.close();

    expect(readFileSync(path)).toEqual(foreign);
    // SQLite would read it as that of the other file.
    expect(existsSync(`${path}-wal`)).toBe(false);
    const [aside = ''] = readdirSync(join(folder, 'quarantine'));
    const kept = new Database(join(folder, 'quarantine', aside, 'record.sqlite'), { readonly: true });
    expect(kept.prepare('SELECT count(*) FROM accounts').pluck().get()).toBe(2);
    kept.close();
  },
);

/** Closing has a limit, and a disk may be full: what the copy came to must pass for no record. */
it.runIf(process.platform !== 'win32')('a copy that is broken off has no name of a record', async () => {
  const folder = await temporaryWorkspace();
  const path = join(folder, 'record.sqlite');
  const record = openConnection(path, { synchronous: 'FULL', readOnly: false });
  record.database.exec('CREATE TABLE log_of_the_original (a)');
  const place = new RecordPlace(record);
  renameSync(path, `${path}.moved`);
  copyFileSync(`${path}.moved`, path);
  const seen: string[] = [];
  vi.spyOn(record.database, 'backup').mockImplementation((target) => {
    writeFileSync(target, 'half');
    seen.push(basename(target), ...readdirSync(folder).filter((name) => name.endsWith('-wal')));
    return Promise.reject(new Error('SQLITE_FULL'));
  });
  await expect(place.rescue({ now: () => startTime })).rejects.toThrow('SQLITE_FULL');
  // No log is left beside the other file, though there was no time for the copy.
  expect(seen).toEqual(['.unfinished-record.sqlite']);
  const [aside = ''] = readdirSync(join(folder, 'quarantine'));
  expect(readdirSync(join(folder, 'quarantine', aside)).toSorted()).toEqual([
    '.unfinished-record.sqlite',
    'record.sqlite-wal-of-the-original',
  ]);
  record.database.close();
});

it.runIf(process.platform !== 'win32')('a log in whose place another one was put is told too', async () => {
  const folder = await busyWorkspace();
  const log = join(folder, 'record.sqlite-wal');
  const store = await openTemporary(folder);
  copyFileSync(log, `${log}.other`);
  renameSync(`${log}.other`, log);
  expect(store.misplaced()).toEqual({ code: 'RECORD_REPLACED', file: log });
});
