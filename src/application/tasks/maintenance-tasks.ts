import type { LongWork } from '#src/domain/long-work.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { Alert } from '#src/domain/alert.ts';
import type { TaskOutcome, TaskRegistry, TaskState } from './task-registry.ts';
import type { WorkspaceManager } from '#src/application/workspaces/workspace-manager.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { Log } from '#src/ports/log.ts';
import type {
  BackupReason,
  JobFailure,
  Maintenance,
  OpenFiles,
  Operation,
  VerifyReport,
} from '#src/ports/maintenance.ts';
import type { Workspaces } from '#src/ports/workspaces.ts';

type TaskType = MaintenanceOutcome['type'];
type MaintenanceOutcome = Exclude<TaskOutcome, { readonly type: 'fills' | 'undo' | 'history' }>;
type Done = Result<MaintenanceOutcome, JobFailure | { readonly code: 'NOT_OPEN_ANY_MORE' }>;
export type TaskRunning = { readonly code: 'TASK_RUNNING'; readonly task: string };

const works: Readonly<Record<TaskType, LongWork>> = {
  verify: { code: 'VERIFY' },
  backup: { code: 'BACKUP' },
  restore: { code: 'RESTORE' },
  export: { code: 'EXPORT' },
  import: { code: 'IMPORT_WORKSPACE' },
};

const hour = 3_600_000;
const day = 24 * hour;
/** After the start, which has enough to do. */
const firstLook = 60_000;

export type MaintenanceTaskNeeds = {
  readonly clock: Clock;
  readonly ids: Pick<IdSource, 'next'>;
  readonly log: Log;
  readonly workspaces: Pick<Workspaces, 'adopt'>;
  readonly manager: Pick<WorkspaceManager, 'current' | 'whileClosed'>;
  readonly maintenance: Maintenance;
  readonly tasks: TaskRegistry;
  readonly raise: (alert: Alert) => void;
};

/** Long work on workspaces, one task of a type at a time, in threads of their own; and a backup a day. */
export function createMaintenanceTasks(needs: MaintenanceTaskNeeds) {
  const { clock, ids, log, workspaces, manager, maintenance, tasks, raise } = needs;
  /** How often a backup took a workspace's place. */
  let restores = 0;
  let lastVerification: { readonly folder: string; readonly report: VerifyReport } | undefined;
  let cancelDue = clock.after(firstLook, lookForBackup);

  function begin(type: TaskType, work: (operation: Operation) => Promise<Done>): Result<string, TaskRunning> {
    const running = tasks.running(type);
    if (running !== undefined) return err({ code: 'TASK_RUNNING', task: running });
    const id = ids.next();
    tasks
      .run({ id, type, work: works[type] }, work, stateOf)
      .catch((fault: unknown) => log.error('long work failed', { type, fault }));
    return ok(id);
  }

  function backup(files: OpenFiles, reason: BackupReason): Result<string, TaskRunning> {
    return begin('backup', async (operation) => {
      const done = await maintenance.backup(files, { reason, at: clock.now() }, operation);
      if (done.ok) return ok({ type: 'backup', backup: done.value });
      if (done.error.code === 'JOB_FAILED') {
        const cause = done.error.problem ?? done.error.reason;
        raise({
          severity: 'critical',
          ...(isOpen(files)
            ? { code: 'BACKUP_FAILED', cause }
            : { code: 'CLOSED_BACKUP_FAILED', workspace: files.meta.name, cause }),
        });
      }
      return done;
    });
  }

  /** Another may be by now: what is told there must not be taken for its own. */
  function isOpen({ folder }: OpenFiles): boolean {
    return manager.current()?.files.folder === folder;
  }

  /** Found or not, it is told where the trader is looking: the page may be closed by then. */
  function warnOf(files: OpenFiles, { findings: [first] }: VerifyReport): void {
    if (first === undefined) return;
    const { file, table = file, row } = first;
    if (!isOpen(files)) {
      const { name: workspace } = files.meta;
      raise({ severity: 'critical', code: 'CLOSED_RECORD_CHANGED', workspace, table });
      return;
    }
    raise({
      severity: 'critical',
      ...(row === undefined ? { code: 'RECORD_CHANGED', table } : { code: 'RECORD_ROW_CHANGED', table, row }),
    });
  }

  /** Now and then: a backup where the open workspace's newest one is older than a day, or not of the past. */
  function lookForBackup(): void {
    cancelDue = clock.after(hour, lookForBackup);
    backUpDaily().catch((fault: unknown) => log.error('looking for a backup failed', { fault }));
  }

  async function backUpDaily(): Promise<void> {
    const workspace = manager.current();
    if (workspace === undefined || workspace.files.readOnly !== undefined) return;
    const { files, info } = workspace;
    const last = (await lastBackupTime(files.folder)) ?? info.createdAt;
    // A time that lies ahead was written under a wrong clock, and says nothing of how long ago it was.
    const isKnown = last <= clock.now();
    if (!isKnown || clock.now() - last >= day) backup(files, 'daily');
  }

  /** Backups that cannot be listed are none: another is made, or it is told that none can be. */
  async function lastBackupTime(folder: string): Promise<number | undefined> {
    try {
      return await maintenance.lastBackupTime(folder);
    } catch (fault) {
      log.warn('the backups cannot be listed', { fault });
      return undefined;
    }
  }

  return {
    verify: (files: OpenFiles) =>
      begin('verify', async (operation) => {
        const restoresBefore = restores;
        const done = await maintenance.verify(files, operation);
        if (!done.ok) return done;
        const report = done.value;
        // What it looked at may have been replaced meanwhile.
        if (restores === restoresBefore) lastVerification = { folder: files.folder, report };
        warnOf(files, report);
        return ok({ type: 'verify', verification: report });
      }),
    backup,
    /** The workspace is closed meanwhile, and opened again, restored or not. */
    restore: ({ folder }: OpenFiles, backupId: string) =>
      begin('restore', async (operation) => {
        const turn = await manager.whileClosed(folder, () =>
          maintenance.restore(folder, backupId, operation),
        );
        if (!turn.ok) return err({ code: 'NOT_OPEN_ANY_MORE' });
        const done = turn.value;
        if (!done.ok) return done;
        // What was verified is not what is there now.
        lastVerification = undefined;
        restores += 1;
        return ok({ type: 'restore', ...done.value });
      }),
    export: (files: OpenFiles, name: string) =>
      begin('export', async (operation) => {
        const done = await maintenance.exportWorkspace(files, { name, at: clock.now() }, operation);
        return done.ok ? ok({ type: 'export', file: done.value }) : done;
      }),
    importWorkspace: (archive: string) =>
      begin('import', async (operation) => {
        const adopted = await workspaces.adopt((target) =>
          maintenance.importWorkspace(archive, target, operation),
        );
        return adopted.ok ? ok({ type: 'import', workspaceId: adopted.value }) : adopted;
      }),
    backups: (folder: string) => maintenance.backups(folder),
    lastVerification: (folder: string) =>
      lastVerification?.folder === folder ? lastVerification.report : undefined,
    close(): void {
      cancelDue();
    },
  };
}

export type MaintenanceTasks = ReturnType<typeof createMaintenanceTasks>;

function stateOf(done: Done): TaskState {
  if (done.ok) return { state: 'done', outcome: done.value };
  const { error } = done;
  switch (error.code) {
    case 'CANCELLED':
      return { state: 'cancelled' };
    case 'NOT_OPEN_ANY_MORE':
      return { state: 'failed', reason: error };
    case 'JOB_FAILED':
      return { state: 'failed', reason: { code: 'FAILED', cause: error.problem ?? error.reason } };
  }
}
