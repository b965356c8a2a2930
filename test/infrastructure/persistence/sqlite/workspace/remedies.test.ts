import { rename, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { jobFault } from '#src/infrastructure/persistence/sqlite/jobs/jobs.ts';
import type { StoreProblem } from '#src/domain/coded.ts';
import type { Remedy } from '#src/domain/store-problem.ts';
import { createWorkspaceRegistry } from '#src/infrastructure/persistence/sqlite/workspace/workspace-registry.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  migrationsFolder,
  temporaryFolder,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { startTime } from '#test/ports/sample-entities.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

it.each<[StoreProblem, Remedy]>([
  [{ code: 'TOO_LITTLE_ROOM', folder: '/w', needed: 70, free: 3 }, 'FREE_SPACE'],
  [{ code: 'DISK_FULL' }, 'FREE_SPACE'],
  [{ code: 'DISK_REFUSES', file: '/w/record.sqlite', trouble: 'ENOSPC' }, 'FREE_SPACE'],
  [{ code: 'DISK_REFUSES', file: '/w/record.sqlite', trouble: 'EROFS' }, 'CHECK_FOLDER'],
  [{ code: 'FOLDER_UNUSABLE', folder: '/w/backups', fault: 'ENOTDIR' }, 'CHECK_FOLDER'],
  [{ code: 'FILE_LOCKED', fault: 'SQLITE_BUSY' }, 'OTHERS_WELL'],
  [{ code: 'NO_GOOD_BACKUP', file: '/w/record.sqlite', folder: '/w/backups' }, 'OTHERS_WELL'],
  [{ code: 'FILE_HAS_TWO_NAMES', file: '/w/record.sqlite' }, 'OTHERS_WELL'],
  // Its files are as they were: a backup in their place would lose what came after it.
  [{ code: 'PROCESS_ENDED' }, 'OTHERS_WELL'],
  [{ code: 'PROCESS_NOT_STARTED', fault: 'EMFILE' }, 'OTHERS_WELL'],
])('what a job for an opening met, %j, is told with the way out: %s', async (problem, remedy) => {
  const workspaces = await temporaryFolder();
  const folder = join(workspaces, 'w');
  await rename(await temporaryWorkspace(), folder);
  await truncate(join(folder, 'record.sqlite'), 0);
  const registry = createWorkspaceRegistry({
    workspaces,
    migrations: migrationsFolder,
    clock: createFakeClock(startTime),
    log: silent,
    migrate: async () => undefined,
    repair: () => Promise.reject(jobFault({ code: 'JOB_FAILED', reason: 'it failed', problem })),
  });
  expect(await registry.open('w')).toMatchObject({ error: { reason: problem, remedy } });
});
