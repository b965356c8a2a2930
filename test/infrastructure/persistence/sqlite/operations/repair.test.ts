import { copyFile, mkdir, readdir, readFile, rename, rm, rmdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { makeBackup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { openWorkspaceFiles } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { readWorkspaceMeta } from '#src/infrastructure/persistence/sqlite/workspace/workspace-meta.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { startTime } from '#test/ports/sample-entities.ts';
import { migrationsFolder, openTemporary, optionsFor } from '../temporary-workspace.ts';
import { busyWorkspace, trade } from './busy-workspace.ts';

/** Five orders in a backup, and a sixth that came after it. */
async function backedUp() {
  const folder = await busyWorkspace();
  const backup = await makeBackup(folder, 'manual', { now: () => startTime }, unattended);
  const store = await openWorkspaceFiles(optionsFor(folder));
  await trade(store, 6);
  await store.close();
  return { folder, path: join(folder, 'record.sqlite'), backup };
}

describe('a damaged record', () => {
  it.each<[string, (path: string) => Promise<void>]>([
    ['was cut off', (path) => truncate(path, 40_000)],
    ['was emptied', (path) => truncate(path, 0)],
    ['is gone', (path) => rm(path)],
    ['was overwritten', (path) => writeFile(path, 'time,symbol\n'.repeat(500))],
  ])('that %s gives way to the newest good backup, and is kept', async (_what, harm) => {
    const { folder, path, backup } = await backedUp();
    await harm(path);
    const damaged = await readFile(path).catch(() => undefined);
    const store = await openTemporary(folder);
    expect(await store.record.read.orders.count({})).toBe(5);
    const [repair] = store.repairs;
    expect(repair).toMatchObject({ file: path, backup: { id: backup.id, madeAt: startTime } });
    const kept = await readFile(join(repair?.aside ?? '', 'record.sqlite')).catch(() => undefined);
    expect(kept).toEqual(damaged);
    await trade(store, 7);
  });

  it('is replaced by an older backup where the newest is damaged too', async () => {
    const { folder, path, backup } = await backedUp();
    const clock = createFakeClock(startTime + 1_000);
    const newer = await makeBackup(folder, 'daily', clock, unattended);
    await truncate(join(folder, 'backups', newer.id, 'record.sqlite'), 9_000);
    await truncate(path, 0);
    expect((await openTemporary(folder)).repairs).toMatchObject([{ backup: { id: backup.id } }]);
  });

  it('that was emptied keeps the log of what was recorded last, whoever looks at it', async () => {
    const { folder, path } = await backedUp();
    const store = await openWorkspaceFiles(optionsFor(folder));
    await trade(store, 7);
    const log = await readFile(`${path}-wal`);
    await store.close();
    await truncate(path, 0);
    await writeFile(`${path}-wal`, log);

    await expect(readWorkspaceMeta(folder, migrationsFolder)).rejects.toMatchObject({
      problem: { code: 'NOT_A_DATABASE', file: path },
    });
    expect(await readFile(`${path}-wal`)).toEqual(log);

    const backups = join(folder, 'backups');
    await rename(backups, `${backups}-elsewhere`);
    await expect(openWorkspaceFiles(optionsFor(folder))).rejects.toThrow('Nothing was changed');
    expect(await readFile(`${path}-wal`)).toEqual(log);

    await rename(`${backups}-elsewhere`, backups);
    const [repair] = (await openTemporary(folder)).repairs;
    expect(await readFile(join(repair?.aside ?? '', 'record.sqlite-wal'))).toEqual(log);
  });

  it('that was emptied is told as no database, and not as one that may not be written', async () => {
    const { folder, path } = await backedUp();
    await truncate(path, 0);
    await expect(readWorkspaceMeta(folder, migrationsFolder)).rejects.toMatchObject({
      problem: { code: 'NOT_A_DATABASE' },
    });
  });

  it('of which there is no good backup is refused, and stays as it is', async () => {
    const folder = await busyWorkspace();
    const path = join(folder, 'record.sqlite');
    await writeFile(path, 'no database');
    await expect(openWorkspaceFiles(optionsFor(folder))).rejects.toThrow(
      /record\.sqlite is not a database, or it is damaged, and there is no good backup.*Nothing was changed/,
    );
    expect(await readFile(path, 'utf8')).toBe('no database');
    expect((await readdir(folder)).includes('quarantine')).toBe(false);
  });

  it('whose good backup cannot be put in its place says what stands in the way, and stays as it is', async () => {
    const { folder, path } = await backedUp();
    await makeBackup(folder, 'daily', createFakeClock(startTime + 1_000), unattended);
    await truncate(path, 40_000);
    const damaged = await readFile(path);
    const obstacle = join(folder, 'audit-notes.jsonl');
    await mkdir(obstacle);
    await expect(openWorkspaceFiles(optionsFor(folder))).rejects.toThrow('EISDIR');
    expect(await readFile(path)).toEqual(damaged);
    await rmdir(obstacle);
    expect((await openTemporary(folder)).repairs).toMatchObject([{ backup: { madeAt: startTime + 1_000 } }]);
  });

  it('is left alone by whoever opens it for reading', async () => {
    const { folder, path } = await backedUp();
    await truncate(path, 40_000);
    const damaged = await readFile(path);
    await expect(openWorkspaceFiles({ ...optionsFor(folder), readOnly: true })).rejects.toThrow('damaged');
    expect(await readFile(path)).toEqual(damaged);
  });
});

describe('damaged market data', () => {
  it('whose good backup cannot be put in its place does not begin anew for that', async () => {
    const { folder } = await backedUp();
    const path = join(folder, 'market.sqlite');
    await writeFile(path, 'no database');
    const obstacle = join(folder, 'audit-notes.jsonl');
    await mkdir(obstacle);
    await expect(openWorkspaceFiles(optionsFor(folder))).rejects.toThrow('EISDIR');
    expect(await readFile(path, 'utf8')).toBe('no database');
    await rmdir(obstacle);
    expect((await openTemporary(folder)).repairs).toMatchObject([
      { file: path, backup: { madeAt: startTime } },
    ]);
  });

  it('without a backup is set aside, and fetched again', async () => {
    const folder = await busyWorkspace();
    const path = join(folder, 'market.sqlite');
    await writeFile(path, 'no database');
    const store = await openTemporary(folder);
    expect(store.repairs).toMatchObject([{ file: path, backup: undefined }]);
    expect(await readFile(join(store.repairs[0]?.aside ?? '', 'market.sqlite'), 'utf8')).toBe('no database');
    expect(await store.record.read.orders.count({})).toBe(5);
    expect((await store.health()).ok).toBe(true);
  });
});

describe('a log of a file that was replaced', () => {
  it('is never applied to the new one', async () => {
    const { folder, path } = await backedUp();
    const store = await openWorkspaceFiles(optionsFor(folder));
    await trade(store, 7);
    await copyFile(`${path}-wal`, `${path}-kept`);
    await store.close();
    await truncate(path, 40_000);
    await copyFile(`${path}-kept`, `${path}-wal`);
    const reopened = await openTemporary(folder);
    expect(await reopened.record.read.orders.count({})).toBe(5);
    expect(await readdir(reopened.repairs[0]?.aside ?? '')).toContain('record.sqlite-wal');
  });
});
