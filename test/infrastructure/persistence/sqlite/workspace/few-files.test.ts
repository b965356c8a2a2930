import { execFileSync } from 'node:child_process';
import { rename, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { makeBackup } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { startTime } from '#test/ports/sample-entities.ts';
import { migrationsFolder, temporaryFolder, temporaryWorkspace } from '../temporary-workspace.ts';

const tooFew = 'too few files';

it.skipIf(process.platform === 'win32')(
  'a lack of files is told as that, and not as a problem of a workspace, or as one that is not there',
  async () => {
    const workspaces = await temporaryFolder();
    await rename(await temporaryWorkspace(), join(workspaces, 'whole'));
    const damaged = join(workspaces, 'damaged');
    await rename(await temporaryWorkspace(), damaged);
    await makeBackup(damaged, 'manual', createFakeClock(startTime), unattended);
    await truncate(join(damaged, 'record.sqlite'), 9_000);

    const program = fileURLToPath(new URL('./few-files-left.ts', import.meta.url));
    const command = 'ulimit -n 64; exec "$0" "$@"';
    const said: unknown = JSON.parse(
      execFileSync('/bin/sh', ['-c', command, process.execPath, program, workspaces, migrationsFolder], {
        encoding: 'utf8',
      }),
    );

    const whole = { id: 'whole', name: 'My trading', kind: 'paper', createdAt: startTime };
    // The damaged one has a backup, which opening it puts in its place.
    const all = [whole, { id: 'damaged', name: 'damaged' }];
    expect(said).toHaveLength(12);
    expect(said).toContainEqual({ listed: tooFew, isNameTaken: tooFew, demo: tooFew });
    for (const { listed, isNameTaken, demo } of z.array(z.record(z.string(), z.unknown())).parse(said)) {
      expect([tooFew, all]).toContainEqual(listed);
      expect([tooFew, true]).toContainEqual(isNameTaken);
      expect([tooFew, undefined]).toContainEqual(demo);
    }
    expect(said).toContainEqual({ listed: all, isNameTaken: true });
  },
);
