import { join } from 'node:path';
import type { TaskOutcome, TaskState } from '#src/contract/maintenance.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import { lastBackupTime } from '#src/infrastructure/persistence/sqlite/operations/backups.ts';
import { timeStamp } from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import type { Operation } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import type { CoreParts } from './core-parts.ts';
import type { Job, JobFailure, JobOutcome, Jobs } from './jobs.ts';
import { presentBackup, presentVerification } from './present/present-maintenance.ts';
import { exportsFolder } from '#src/infrastructure/persistence/sqlite/workspace/workspace-names.ts';
import type { createWorkspaceManager } from './workspace-manager.ts';
import type { WorkspaceStore } from '#src/ports/workspaces.ts';

type TaskType = TaskOutcome['type'];
type Done = Result<TaskOutcome, JobFailure>;
type Storage = Pick<WorkspaceStore, 'folder' | 'leaveLogs'>;
type Task = { readonly type: TaskType; readonly stopping: AbortController; state: TaskState };
export type TaskRunning = { readonly code: 'TASK_RUNNING'; readonly task: string };

const labels: Readonly<Record<TaskType, string>> = {
  verify: 'Verifying the record',
  backup: 'Making a backup',
  restore: 'Restoring a backup',
  export: 'Exporting the workspace',
  import: 'Importing a workspace',
};

const hour = 3_600_000;
const day = 24 * hour;
/** After the start, which has enough to do. */
const firstLook = 60_000;
/** How many tasks that ended can still be asked about. */
const endedKept = 50;

export type MaintenanceNeeds = Pick<CoreParts, 'clock' | 'ids' | 'log' | 'hub' | 'registry'> & {
  readonly manager: ReturnType<typeof createWorkspaceManager>;
  readonly jobs: Jobs;
  /** The folder that holds the workspaces, and `exports` beside them. */
  readonly workspaces: string;
};

/** Long work on workspaces, one task of a type at a time, in threads of their own; and a backup a day. */
export function createMaintenance(needs: MaintenanceNeeds) {
  const { clock, ids, log, hub, registry, manager, jobs, workspaces } = needs;
  const tasks = new Map<string, Task>();
  const ending = new Set<Promise<void>>();
  let lastVerification: { readonly folder: string; readonly outcome: TaskOutcome } | undefined;
  let cancelDue = clock.after(firstLook, lookForBackup);

  function begin(type: TaskType, work: (operation: Operation) => Promise<Done>): Result<string, TaskRunning> {
    const running = [...tasks].find(([, task]) => task.type === type && task.state.state === 'running');
    if (running !== undefined) return err({ code: 'TASK_RUNNING', task: running[0] });
    const id = ids.next();
    const task: Task = { type, stopping: new AbortController(), state: { state: 'running' } };
    tasks.set(id, task);
    const report = (done: number, total: number, finished = false): void =>
      hub.report({ task: id, label: labels[type], done, total, finished });
    report(0, 1);
    const ended = settle(task, () => work({ signal: task.stopping.signal, report })).finally(() => {
      report(1, 1, true);
      forget();
      ending.delete(ended);
    });
    ending.add(ended);
    return ok(id);
  }

  async function settle(task: Task, work: () => Promise<Done>): Promise<void> {
    try {
      task.state = stateOf(await work());
    } catch (fault) {
      log.error(`${labels[task.type]} failed`, { fault });
      task.state = { state: 'failed', reason: fault instanceof Error ? fault.message : String(fault) };
    }
  }

  /** On the files of a workspace that is open. */
  async function look({ leaveLogs }: Storage, job: Job, operation: Operation): Promise<Done> {
    return presented(await jobs.run(job, { ...operation, leaveLogs }));
  }

  function forget(): void {
    const ended = [...tasks].filter(([, { state }]) => state.state !== 'running');
    for (const [id] of ended.slice(0, Math.max(0, ended.length - endedKept))) tasks.delete(id);
  }

  function backup(storage: Storage, reason: 'manual' | 'daily'): Result<string, TaskRunning> {
    return begin('backup', async (operation) => {
      const job = { type: 'backup', folder: storage.folder, reason, at: clock.now() } as const;
      const done = await look(storage, job, operation);
      if (!done.ok && done.error.code === 'JOB_FAILED') {
        warn(
          'A backup could not be made',
          `${done.error.reason} Earlier backups are kept. Verify the workspace to see whether it is damaged.`,
        );
      }
      return done;
    });
  }

  /** Found or not, it is told where the trader is looking: the page may be closed by then. */
  function warnOf(outcome: TaskOutcome): void {
    if (outcome.type !== 'verify') return;
    const [first] = outcome.verification.findings;
    if (first === undefined) return;
    warn(
      'The record is not what was recorded',
      `${first.table}${first.row === undefined ? '' : `, row ${first.row}`}: ${first.problem}. The Workspace page lists all that was found, and what to do.`,
    );
  }

  function warn(title: string, message: string): void {
    const alert = { id: ids.next(), severity: 'critical', title, message, time: clock.now() } as const;
    hub.publish({ type: 'alertRaised', alert });
  }

  /** Now and then: a backup where the open workspace's newest one is older than a day, or not of the past. */
  function lookForBackup(): void {
    cancelDue = clock.after(hour, lookForBackup);
    backUpDaily().catch((fault: unknown) => log.warn('the backups cannot be listed', { fault }));
  }

  async function backUpDaily(): Promise<void> {
    const workspace = manager.current();
    if (workspace === undefined || workspace.storage.readOnly !== undefined) return;
    const { storage, info } = workspace;
    const last = (await lastBackupTime(storage.folder, clock)) ?? info.createdAt;
    // A time that lies ahead was written under a wrong clock, and says nothing of how long ago it was.
    const isKnown = last <= clock.now();
    if (!isKnown || clock.now() - last >= day) backup(storage, 'daily');
  }

  return {
    verify: (storage: Storage) =>
      begin('verify', async (operation) => {
        const { folder } = storage;
        const done = await look(storage, { type: 'verify', folder }, operation);
        if (done.ok) {
          lastVerification = { folder, outcome: done.value };
          warnOf(done.value);
        }
        return done;
      }),
    backup,
    /** The workspace is closed meanwhile, and opened again, restored or not. */
    restore: (backupId: string) =>
      begin('restore', async (operation) => {
        const done = await manager.whileClosed(async (folder) =>
          presented(await jobs.run({ type: 'restore', folder, backupId }, operation)),
        );
        // What was verified is not what is there now.
        if (done.ok) lastVerification = undefined;
        return done;
      }),
    export: (storage: Storage, name: string) =>
      begin('export', (operation) => {
        const target = join(workspaces, exportsFolder, `${name}-${timeStamp(clock.now())}.tapedeck`);
        return look(storage, { type: 'export', folder: storage.folder, target }, operation);
      }),
    importWorkspace: (archive: string) =>
      begin('import', async (operation) => {
        const adopted = await registry.adopt((target) =>
          jobs.run({ type: 'import', archive, target }, operation),
        );
        return adopted.ok ? ok({ type: 'import', workspaceId: adopted.value }) : adopted;
      }),
    lastVerification: (folder: string) =>
      lastVerification?.folder === folder && lastVerification.outcome.type === 'verify'
        ? lastVerification.outcome.verification
        : undefined,
    running: () =>
      [...tasks].flatMap(([task, { type, state }]) => (state.state === 'running' ? [{ task, type }] : [])),
    result: (task: string): TaskState | undefined => tasks.get(task)?.state,
    /** False when there is no such task. One that has ended stays as it ended. */
    cancel(id: string): boolean {
      const task = tasks.get(id);
      task?.stopping.abort();
      return task !== undefined;
    },
    async close(): Promise<void> {
      cancelDue();
      for (const { stopping } of tasks.values()) stopping.abort();
      await Promise.all(ending);
    },
  };
}

export type Maintenance = ReturnType<typeof createMaintenance>;

function stateOf(done: Done): TaskState {
  if (done.ok) return { state: 'done', outcome: done.value };
  return done.error.code === 'CANCELLED'
    ? { state: 'cancelled' }
    : { state: 'failed', reason: done.error.reason };
}

function presented(done: Result<JobOutcome, JobFailure>): Done {
  if (!done.ok) return done;
  const outcome = done.value;
  switch (outcome.type) {
    case 'verify':
      return ok({ type: 'verify', verification: presentVerification(outcome.report) });
    case 'backup':
      return ok({ type: 'backup', backup: presentBackup(outcome.backup) });
    case 'export':
      return ok({ type: 'export', file: { path: outcome.path, bytes: outcome.bytes } });
    case 'restore':
      return ok(outcome);
    case 'import':
    case 'migrate':
    case 'undo-import':
    case 'verify-share':
      throw new TypeError(`${outcome.type} has its own answer`);
  }
}
