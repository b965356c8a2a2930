import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ok } from '#src/domain/result.ts';
import {
  lastBackupTime,
  listBackups,
  lookForBackups,
  summaryOf,
} from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { outcomeOfRestore } from '#src/infrastructure/persistence/sqlite/operations/restore.ts';
import { timeStamp } from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import { exportsFolder } from '#src/infrastructure/persistence/sqlite/workspace/workspace-names.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Maintenance } from '#src/ports/maintenance.ts';
import { cleanUpAfter } from './clean-up-after.ts';
import type { Jobs } from './jobs.ts';

type Needs = {
  readonly jobs: Jobs;
  /** The folder that holds the workspaces, and `exports` beside them. */
  readonly workspaces: string;
  /** The folder of SQL migrations. */
  readonly migrations: string;
  readonly clock: Pick<Clock, 'now'>;
};

/** The maintenance of SQLite workspaces, each work a job in a thread of its own. */
export function createMaintenanceJobs({
  jobs,
  workspaces,
  migrations: migrationsFolder,
  clock,
}: Needs): Maintenance {
  return {
    verify: ({ folder, pauseCheckpoints }, operation) =>
      jobs.run('verify', { folder, migrationsFolder }, { ...operation, pauseCheckpoints }),
    async backup({ folder, pauseCheckpoints }, made, operation) {
      const done = await jobs.run('backup', { folder, ...made }, { ...operation, pauseCheckpoints });
      if (done.ok) return ok(summaryOf(done.value));
      // Whatever refused or killed it behind its last step: it is there, and whole.
      const whole = (await listBackups(folder, clock).catch(() => [])).find(
        ({ madeAt, reason }) => madeAt === made.at && reason === made.reason,
      );
      return whole === undefined ? done : ok(summaryOf(whole));
    },
    async restore(folder, backupId, operation) {
      const needs = { folder, migrationsFolder, backupId };
      const before = await outcomeOfRestore(folder, backupId);
      const done = await jobs.run('restore', needs, operation);
      if (done.ok) return done;
      // Whatever refused or killed it behind the point from which there is no way back: what can be finished now is done.
      await cleanUpAfter('restore', needs, clock).catch(() => undefined);
      const whole = await outcomeOfRestore(folder, backupId);
      // The note of an earlier restore of the same backup may still wait.
      return whole === undefined || whole.aside === before?.aside ? done : ok(whole);
    },
    async exportWorkspace({ folder, pauseCheckpoints }, { name, at }, operation) {
      const target = join(workspaces, exportsFolder, `${name}-${timeStamp(at)}.tapedeck`);
      const done = await jobs.run('export', { folder, target }, { ...operation, pauseCheckpoints });
      if (done.ok) return done;
      const whole = await stat(target).catch(() => undefined);
      return whole === undefined ? done : ok({ path: target, bytes: whole.size });
    },
    importWorkspace: (archive, folder, operation) =>
      jobs.run('import', { archive, folder, migrationsFolder }, operation),
    async backups(folder) {
      const { backups, unread } = await lookForBackups(folder, clock);
      return {
        backups: backups.map(summaryOf),
        unread: unread.flatMap(({ fault: { problem } }) => problem ?? []),
      };
    },
    lastBackupTime: (folder) => lastBackupTime(folder, clock),
  };
}
