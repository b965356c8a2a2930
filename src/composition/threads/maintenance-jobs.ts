import { join } from 'node:path';
import { ok } from '#src/domain/result.ts';
import {
  lastBackupTime,
  listBackups,
  summaryOf,
} from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { notedRestore } from '#src/infrastructure/persistence/sqlite/operations/audit-notes.ts';
import { finishRestore } from '#src/infrastructure/persistence/sqlite/operations/restore.ts';
import { timeStamp } from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import { exportsFolder } from '#src/infrastructure/persistence/sqlite/workspace/workspace-names.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Maintenance } from '#src/ports/maintenance.ts';
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
      return done.ok ? ok(summaryOf(done.value)) : done;
    },
    async restore(folder, backupId, operation) {
      const before = await notedRestore(folder);
      const done = await jobs.run('restore', { folder, migrationsFolder, backupId }, operation);
      if (done.ok) return done;
      // What it had begun to put in place is finished: then it is restored, whatever broke off.
      const noted = await finishRestore(folder, clock).then(
        () => notedRestore(folder),
        () => undefined,
      );
      if (noted === undefined || noted.time === before?.time) return done;
      return ok({ madeAt: noted.madeAt, aside: noted.aside });
    },
    exportWorkspace({ folder, pauseCheckpoints }, { name, at }, operation) {
      const target = join(workspaces, exportsFolder, `${name}-${timeStamp(at)}.tapedeck`);
      return jobs.run('export', { folder, target }, { ...operation, pauseCheckpoints });
    },
    importWorkspace: (archive, folder, operation) =>
      jobs.run('import', { archive, folder, migrationsFolder }, operation),
    backups: async (folder) => (await listBackups(folder, clock)).map(summaryOf),
    lastBackupTime: (folder) => lastBackupTime(folder, clock),
  };
}
