import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { exportWorkspace } from '#src/infrastructure/persistence/sqlite/operations/archive.ts';
import { makeBackup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { assertShortPath } from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { createWorkspace } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { folderFor } from '#src/infrastructure/persistence/sqlite/workspace/workspace-names.ts';
import { optionsFor, temporaryFolder } from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const most = 350;

/** Of so many bytes. */
async function folderOf(bytes: number): Promise<string> {
  const outer = join(await temporaryFolder(), 'x'.repeat(200));
  const folder = join(outer, 'x'.repeat(bytes - outer.length - 1));
  await mkdir(folder, { recursive: true });
  return folder;
}

describe.runIf(process.platform !== 'win32')('a folder of workspaces whose path is long', () => {
  it('is refused before anything is made in it, with how long it may be', async () => {
    const folder = await folderOf(most + 1);
    expect(() => assertShortPath(folder)).toThrow(
      `${folder} is ${most + 1} bytes long. At most ${most} leave`,
    );
  });

  it('has room for a backup and an export of the longest name up to there', async () => {
    const workspaces = await folderOf(most);
    expect(() => assertShortPath(workspaces)).not.toThrow();
    const long = 'x'.repeat(100);
    const present = Array.from({ length: 98 }, () => '');
    for (const at of present.keys()) present[at] = folderFor(long, present);
    const id = folderFor(long, present);
    const options = optionsFor(join(workspaces, id));
    const store = await createWorkspace(options, { id, kind: 'paper', name: long });
    await store.close();
    const { folder, clock } = options;
    expect(await makeBackup(folder, 'migration', clock, unattended)).toMatchObject({ reason: 'migration' });
    const target = join(workspaces, 'exports', `${id}-20260105T093000000Z.tapedeck`);
    expect(await exportWorkspace(folder, target, clock, unattended)).toMatchObject({ path: target });
  });
});
