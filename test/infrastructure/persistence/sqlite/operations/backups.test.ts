import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rename, rmdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';

import { listBackups, makeBackup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { timeStamp } from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { restoreSnapshot } from '#src/infrastructure/persistence/sqlite/operations/restore.ts';
import { checkSnapshot } from '#src/infrastructure/persistence/sqlite/operations/snapshot.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { startTime } from '#test/ports/sample-entities.ts';
import { migrationsFolder, openTemporary, optionsFor, temporaryFolder } from '../temporary-workspace.ts';
import { busyWorkspace, trade } from './busy-workspace.ts';
import type { Operation } from '#src/ports/maintenance.ts';

const run = promisify(execFile);
const dying = join(import.meta.dirname, 'snapshot-and-die.ts');

function rowsOf(path: string, table: string): readonly unknown[] {
  const database = new Database(path, { readonly: true });
  const rows = database.prepare(`SELECT * FROM ${table}`).all();
  database.close();
  return rows;
}

async function flipBit(path: string, at: number): Promise<void> {
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  await writeFile(path, bytes);
}

describe('a backup', () => {
  it('is one state of the record, although others commit all the while', async () => {
    const folder = await busyWorkspace(50);
    const store = await openTemporary(folder);
    let number = 50;
    let writing = Promise.resolve();
    const operation: Operation = {
      signal: new AbortController().signal,
      report: () => void (writing = writing.then(() => trade(store, (number += 1)))),
    };
    const backup = await makeBackup(folder, 'manual', { now: () => startTime }, operation);
    await writing;
    expect(number).toBeGreaterThan(51);
    const rows = rowsOf(join(folder, 'backups', backup.id, 'record.sqlite'), 'order_events');
    expect(rows).toEqual(rowsOf(join(folder, 'record.sqlite'), 'order_events').slice(0, rows.length));
    expect(rows.length).toBeGreaterThanOrEqual(50);
    expect(backup.files.record.rows).toMatchObject({
      order_events: rows.length,
      orders: rows.length,
      fills: rows.length,
    });
    expect(await readdir(join(folder, 'backups', backup.id))).toEqual([
      'manifest.json',
      'market.sqlite',
      'record.sqlite',
    ]);
  });

  it('is kept while it is among the newest of its kind', async () => {
    const folder = await busyWorkspace();
    const clock = createFakeClock(startTime);
    const made: string[] = [];
    for (const reason of ['manual', 'migration', 'migration', 'migration', 'migration'] as const) {
      made.push((await makeBackup(folder, reason, clock, unattended)).id);
      await clock.advance(1);
    }
    const [manual, , ...newest] = made;
    expect((await listBackups(folder, clock)).map(({ id }) => id)).toEqual([...newest.toReversed(), manual]);
  });

  it('made while the clock ran ahead ranks by what it holds, and gives way to those that are made since', async () => {
    const folder = await busyWorkspace();
    const clock = createFakeClock(startTime);
    const made = async (): Promise<string> => {
      const { id } = await makeBackup(folder, 'daily', clock, unattended);
      await clock.advance(1_000);
      return id;
    };
    const twoYears = 2 * 365 * 86_400_000;
    const early = await made();
    const store = await openTemporary(folder);
    await trade(store, 6);
    clock.jump(twoYears);
    const ahead = [await made(), await made()];
    clock.jump(-twoYears);
    await trade(store, 7);
    const late = await made();
    const ids = async () => (await listBackups(folder, clock)).map(({ id }) => id);
    expect(await ids()).toEqual([late, ...ahead.toReversed(), early]);
    const newest: string[] = [];
    for (let count = 0; count < 7; count += 1) newest.push(await made());
    expect(await ids()).toEqual(newest.toReversed());
  });

  /** https://github.com/rcourtman/Pulse/issues/541: 2,500 of them stopped the page. */
  it('is listed among a thousand, the newest by their names, however many folders lie there', async () => {
    const folder = await busyWorkspace();
    const { id } = await makeBackup(folder, 'manual', { now: () => startTime }, unattended);
    const manifest = await readFile(join(folder, 'backups', id, 'manifest.json'));
    const others = Array.from({ length: 1_200 }, (_, at) => `2001-01-01T0000${10_000 + at}`);
    for (const other of others) {
      await mkdir(join(folder, 'backups', other));
      await writeFile(join(folder, 'backups', other, 'manifest.json'), manifest);
    }
    const listed = (await listBackups(folder, { now: () => startTime - 1 })).map((backup) => backup.id);
    expect(listed).toHaveLength(1_000);
    expect(listed).toContain(id);
    expect(listed).not.toContain(others[0]);
  });

  it('is listed however many copies have names of ours that lie ahead', async () => {
    const folder = await busyWorkspace();
    const { id } = await makeBackup(folder, 'manual', { now: () => startTime }, unattended);
    const manifest = await readFile(join(folder, 'backups', id, 'manifest.json'));
    for (let at = 0; at < 1_100; at += 1) {
      const copy = join(folder, 'backups', `20990101T00000${1_000 + at}Z-daily`);
      await mkdir(copy);
      await writeFile(join(copy, 'manifest.json'), manifest);
    }
    const listed = (await listBackups(folder, { now: () => startTime })).map((backup) => backup.id);
    expect(listed).toHaveLength(1_000);
    expect(listed).toContain(id);
  });

  it('is looked for among ten thousand folders', async () => {
    const folder = await busyWorkspace();
    const { id } = await makeBackup(folder, 'manual', { now: () => startTime }, unattended);
    const late = startTime + 86_400_000;
    const names = Array.from({ length: 10_000 }, (_, at) => `${timeStamp(late + at)}-daily`);
    for (const name of names) await mkdir(join(folder, 'backups', name));
    const listed = async () => (await listBackups(folder, { now: () => late + 20_000 })).map((one) => one.id);
    expect(await listed()).toEqual([]);
    await rmdir(join(folder, 'backups', names[0] ?? ''));
    expect(await listed()).toEqual([id]);
  });

  it('of a workspace that was moved away is refused, and nothing is put where it was', async () => {
    const folder = await busyWorkspace();
    await rename(folder, `${folder}-moved`);
    await expect(makeBackup(folder, 'manual', { now: () => startTime }, unattended)).rejects.toMatchObject({
      problem: { code: 'DISK_REFUSES', file: join(folder, 'record.sqlite'), trouble: 'ENOENT' },
    });
    await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is listed however many folders that are none have later names', async () => {
    const folder = await busyWorkspace();
    const { id } = await makeBackup(folder, 'manual', { now: () => startTime }, unattended);
    for (let at = 0; at < 1_100; at += 1) {
      await mkdir(join(folder, 'backups', `20990101T00000${1_000 + at}Z-daily`));
      await mkdir(join(folder, 'backups', `zz-${at}`));
    }
    expect((await listBackups(folder, { now: () => startTime })).map((backup) => backup.id)).toEqual([id]);
  });

  it('is listed however many copies of backups have later names of another form', async () => {
    const folder = await busyWorkspace();
    const { id } = await makeBackup(folder, 'manual', { now: () => startTime }, unattended);
    const manifest = await readFile(join(folder, 'backups', id, 'manifest.json'));
    for (let at = 0; at < 1_100; at += 1) {
      await mkdir(join(folder, 'backups', `copy-${at}`));
      await writeFile(join(folder, 'backups', `copy-${at}`, 'manifest.json'), manifest);
    }
    const listed = (await listBackups(folder, { now: () => startTime })).map((backup) => backup.id);
    expect(listed).toHaveLength(1_000);
    expect(listed).toContain(id);
  });

  it('that is cancelled leaves nothing', async () => {
    const folder = await busyWorkspace();
    const stopping = new AbortController();
    const operation = { signal: stopping.signal, report: () => stopping.abort() };
    await expect(makeBackup(folder, 'manual', Date, operation)).rejects.toThrow('aborted');
    expect(await readdir(join(folder, 'backups'))).toEqual([]);
  });

  it('whose making was killed is none, and is swept away by the next', async () => {
    const folder = await busyWorkspace();
    for (const dieAt of ['1', '2']) {
      await run(process.execPath, [dying, folder, dieAt]).catch(() => undefined);
      expect(await listBackups(folder, Date)).toEqual([]);
    }
    expect(await readdir(join(folder, 'backups'))).toHaveLength(1);
    const { id } = await makeBackup(folder, 'manual', Date, unattended);
    expect(await readdir(join(folder, 'backups'))).toEqual([id]);
  });

  it.each<[string, (path: string) => Promise<void>]>([
    ['a bit of it flipped', (path) => flipBit(path, 9_000)],
    ['its end was cut off', (path) => truncate(path, 8_192)],
    ['nothing is left of it', (path) => truncate(path, 0)],
  ])('is refused when %s', async (_what, harm) => {
    const folder = await busyWorkspace();
    const { id } = await makeBackup(folder, 'manual', Date, unattended);
    const snapshot = join(folder, 'backups', id);
    await checkSnapshot(snapshot, migrationsFolder, unattended);
    await harm(join(snapshot, 'record.sqlite'));
    const before = await readFile(join(folder, 'record.sqlite'));
    await expect(restoreSnapshot(optionsFor(folder), snapshot, ['record'], unattended)).rejects.toThrow(
      IntegrityError,
    );
    expect((await readFile(join(folder, 'record.sqlite'))).equals(before)).toBe(true);
    expect(
      (await readdir(folder)).filter((name) => name.includes('incoming') || name === 'quarantine'),
    ).toEqual([]);
  });
});

describe('restoring', () => {
  it('brings back what was, and keeps what it replaced', async () => {
    const folder = await busyWorkspace();
    const { id } = await makeBackup(folder, 'manual', Date, unattended);
    const before = rowsOf(join(folder, 'record.sqlite'), 'orders');
    const store = await openTemporary(folder);
    await trade(store, 6);
    await store.close();
    const { aside } = await restoreSnapshot(
      optionsFor(folder),
      join(folder, 'backups', id),
      ['record', 'market'],
      unattended,
    );
    expect(rowsOf(join(folder, 'record.sqlite'), 'orders')).toEqual(before);
    expect(rowsOf(join(aside, 'record.sqlite'), 'orders')).toHaveLength(6);
    expect(await (await openTemporary(folder)).record.read.orders.count({})).toBe(5);
  });
});

describe.runIf(process.platform === 'linux' && process.getuid?.() === 0)('a full disk', () => {
  it('stops a backup with its reason, and leaves nothing behind', async () => {
    const folder = await busyWorkspace();
    const small = join(await temporaryFolder(), 'small');
    await run('mkdir', [small]);
    const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=600k', 'tmpfs', small]).then(
      () => true,
      () => false,
    );
    if (!mounted) return;
    try {
      await run('cp', ['-r', `${folder}/.`, small]);
      await expect(makeBackup(small, 'manual', Date, unattended)).rejects.toThrow(
        /needs 65 MiB of free space and has 0$/,
      );
      expect(await readdir(join(small, 'backups'))).toEqual([]);
      expect(await (await openTemporary(small)).record.read.orders.count({})).toBe(5);
    } finally {
      await run('umount', ['-l', small]);
    }
  });
});
