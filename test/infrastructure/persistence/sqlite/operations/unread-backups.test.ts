import { execFile } from 'node:child_process';
import { chmod, cp, readFile, rename, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { lookForBackups, makeBackup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { openWorkspaceFiles } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { createWorkspaceRegistry } from '#src/infrastructure/persistence/sqlite/workspace/workspace-registry.ts';
import { withoutPrivileges } from '#test/as-nobody.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { startTime } from '#test/ports/sample-entities.ts';
import { migrationsFolder, optionsFor, temporaryFolder } from '../temporary-workspace.ts';
import { busyWorkspace } from './busy-workspace.ts';

/** Two backups, of which the newer may not be read: as after a start as another user. */
async function backedUpTwice() {
  const folder = await busyWorkspace();
  const older = await makeBackup(folder, 'manual', createFakeClock(startTime - 2_000), unattended);
  const newer = await makeBackup(folder, 'manual', createFakeClock(startTime - 1_000), unattended);
  return { folder, older, newer: join(folder, 'backups', newer.id), newerId: newer.id };
}

const withheld = { problem: { code: 'DISK_REFUSES', trouble: 'EACCES' } };

it.skipIf(process.platform === 'win32').each([
  ['record', ''],
  ['record', 'manifest.json'],
  ['record', 'record.sqlite'],
  ['market', ''],
  ['market', 'market.sqlite'],
])('a damaged %s waits for the newest backup that may not be read for now (%s)', async (name, part) => {
  const { folder, newer, newerId } = await backedUpTwice();
  const path = join(folder, `${name}.sqlite`);
  await truncate(path, 9_000);
  const damaged = await readFile(path);
  await withoutPrivileges(folder, async () => {
    await chmod(join(newer, part), 0);
    await expect(openWorkspaceFiles(optionsFor(folder))).rejects.toMatchObject(withheld);
    expect(await readFile(path)).toEqual(damaged);
    await chmod(join(newer, part), 0o700);
    const store = await openWorkspaceFiles(optionsFor(folder));
    expect(store.repairs).toMatchObject([{ file: path, backup: { id: newerId } }]);
    await store.close();
  });
});

it.skipIf(process.platform === 'win32')(
  'an older backup that may not be read keeps a newer one from no place, and is told where they are listed',
  async () => {
    const { folder, older, newerId } = await backedUpTwice();
    await truncate(join(folder, 'record.sqlite'), 9_000);
    await withoutPrivileges(folder, async () => {
      await chmod(join(folder, 'backups', older.id), 0);
      expect(await lookForBackups(folder, createFakeClock(startTime))).toMatchObject({
        backups: [{ id: newerId }],
        unread: [{ id: older.id, fault: withheld }],
      });
      const store = await openWorkspaceFiles(optionsFor(folder));
      expect(store.repairs).toMatchObject([{ backup: { id: newerId } }]);
      await store.close();
      await chmod(join(folder, 'backups', older.id), 0o700);
    });
  },
);

const command = join(import.meta.dirname, '../../../../../src/composition/db-command.ts');

/** Two backups and a damaged record; the older backup bears a name that sorts behind all of ours. */
async function renamedAndDamaged() {
  const found = await backedUpTwice();
  await rename(
    join(found.folder, 'backups', found.older.id),
    join(found.folder, 'backups', 'before-upgrade'),
  );
  await truncate(join(found.folder, 'record.sqlite'), 9_000);
  return found;
}

it.skipIf(process.platform === 'win32')(
  'a backup whose folder was renamed takes no damaged record’s place for a newer one that may not be read',
  async () => {
    const { folder, newer, newerId } = await renamedAndDamaged();
    await withoutPrivileges(folder, async () => {
      await chmod(newer, 0);
      await expect(openWorkspaceFiles(optionsFor(folder))).rejects.toMatchObject(withheld);
      await expect(
        promisify(execFile)(process.execPath, [command, 'restore', '--workspace', folder]),
      ).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('permission') });
      await chmod(newer, 0o700);
      const store = await openWorkspaceFiles(optionsFor(folder));
      expect(store.repairs).toMatchObject([{ backup: { id: newerId } }]);
      await store.close();
    });
  },
);

it.skipIf(process.platform === 'win32')(
  'a backup of a clock that was ahead takes no damaged record’s place for one of the past that may not be read',
  async () => {
    const folder = await busyWorkspace();
    const { id } = await makeBackup(folder, 'manual', createFakeClock(startTime - 1_000), unattended);
    await makeBackup(folder, 'manual', createFakeClock(startTime + 86_400_000), unattended);
    await truncate(join(folder, 'record.sqlite'), 9_000);
    await withoutPrivileges(folder, async () => {
      await chmod(join(folder, 'backups', id), 0);
      await expect(openWorkspaceFiles(optionsFor(folder))).rejects.toMatchObject(withheld);
      await chmod(join(folder, 'backups', id), 0o700);
    });
  },
);

it.skipIf(process.platform === 'win32')(
  'a damaged workspace that waits for a backup which may not be read is listed with that',
  async () => {
    const { folder, newerId } = await renamedAndDamaged();
    const workspaces = await temporaryFolder();
    await cp(folder, join(workspaces, 'trading'), { recursive: true });
    const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const registry = createWorkspaceRegistry({
      workspaces,
      migrations: migrationsFolder,
      clock: createFakeClock(startTime),
      log: silent,
      migrate: async () => undefined,
      repair: async () => [],
    });
    const unread = join(workspaces, 'trading', 'backups', newerId);
    await withoutPrivileges(workspaces, async () => {
      await chmod(unread, 0);
      const [entry] = await registry.list();
      expect(entry).toMatchObject({ id: 'trading', problem: withheld.problem });
      await chmod(unread, 0o700);
      expect(await registry.list()).toEqual([{ id: 'trading', name: 'trading' }]);
    });
  },
);
