import { rm } from 'node:fs/promises';
import { sweepExports } from '#src/infrastructure/persistence/sqlite/operations/archive.ts';
import { backupsFolder } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { finishRestore } from '#src/infrastructure/persistence/sqlite/operations/restore.ts';
import { sweepUnfinished } from '#src/infrastructure/persistence/sqlite/operations/snapshot.ts';
import type { Input } from '#src/infrastructure/threads/service.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { JobService } from './job-service.ts';

type CleanUps = {
  readonly [Name in keyof JobService]: (
    needs: Input<JobService[Name]>,
    clock: Pick<Clock, 'now'>,
  ) => Promise<void>;
};

const nothing = (): Promise<void> => Promise.resolve();

const cleanUps: CleanUps = {
  // Each migration is one transaction: the file is at a version, or still at the one before.
  migrate: ({ folder }) => sweepUnfinished(backupsFolder(folder)),
  repair: ({ folder }, clock) => finishRestore(folder, clock),
  verify: nothing,
  checkFiles: nothing,
  backup: ({ folder }) => sweepUnfinished(backupsFolder(folder)),
  restore: ({ folder }, clock) => finishRestore(folder, clock),
  export: ({ target }) => sweepExports(target),
  import: ({ folder }) => rm(folder, { recursive: true, force: true }),
  // Whoever asked for it has it go on where it stopped.
  undoImport: nothing,
};

/** Of a job that was killed, or died: nothing of what it had begun is left, or the whole of it is there. */
export async function cleanUpAfter<Name extends keyof JobService>(
  name: Name,
  needs: Input<JobService[Name]>,
  clock: Pick<Clock, 'now'>,
): Promise<void> {
  await cleanUps[name](needs, clock);
}
