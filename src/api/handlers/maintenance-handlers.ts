import { reasonOf } from '#src/domain/fault.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { TaskRegistry } from '#src/application/tasks/task-registry.ts';
import type { MaintenanceTasks, TaskRunning } from '#src/application/tasks/maintenance-tasks.ts';
import { figureReasonsBetween } from '#src/domain/figures.ts';
import { inText } from '#src/domain/in-text.ts';
import type { Workspace } from '#src/application/workspaces/workspace.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { notFound, within, type CurrentWorkspace } from './open-workspace.ts';

/** As many as the screen lists. */
const mostChanges = 1_000;

type MaintenanceCalls = Extract<keyof Handlers, `maintenance.${string}`>;

export function createMaintenanceHandlers(
  current: CurrentWorkspace,
  maintenance: MaintenanceTasks,
  tasks: Pick<TaskRegistry, 'list'>,
): Pick<Handlers, MaintenanceCalls> {
  /** A folder that cannot be read takes nothing else of the status away. */
  async function backupsIn(folder: string) {
    try {
      const { backups, unread } = await maintenance.backups(folder);
      return { backups: inText(backups), unlisted: unread };
    } catch (fault) {
      return { unlisted: [{ code: 'BACKUPS_NOT_LISTED', fault: reasonOf(fault) } as const] };
    }
  }

  return {
    'maintenance.status': within(current, async ({ files }: Workspace) => {
      const { folder } = files;
      const { ok: well, deviations, schemaVersions, bytes } = await files.health();
      const { backups, unlisted } = await backupsIn(folder);
      return ok({
        folder,
        ok: well && unlisted.length === 0,
        deviations: [...deviations, ...unlisted],
        readOnly: files.readOnly,
        schemaVersions,
        bytes,
        backups,
        lastVerification: inText(maintenance.lastVerification(folder)),
        running: tasks.list().filter(({ running }) => running),
      });
    }),
    'maintenance.figureChanges': within(current, async ({ store, accounts }: Workspace) => {
      const upgrade = await store.read.audit.figureChanges();
      if (upgrade === undefined) return ok({});
      const { changes, ...rest } = upgrade;
      return ok({
        upgrade: {
          ...rest,
          reasons: [...figureReasonsBetween(rest.from, rest.to)],
          changes: changes.slice(0, mostChanges).map(({ accountId, ...change }) => ({
            ...change,
            accountName: accounts.of(accountId)?.name ?? accountId,
          })),
          total: changes.length,
        },
      });
    }),
    'maintenance.verify': within(current, async ({ files }: Workspace) => started(maintenance.verify(files))),
    'maintenance.backup': within(current, async ({ files }: Workspace) =>
      started(maintenance.backup(files, 'manual')),
    ),
    'maintenance.restore': within(
      current,
      async ({ files }: Workspace, { backupId }: { readonly backupId: string }) => {
        const { backups } = await maintenance.backups(files.folder);
        return backups.some(({ id }) => id === backupId)
          ? started(maintenance.restore(files, backupId))
          : notFound('backup', backupId);
      },
    ),
    'maintenance.export': within(current, async ({ files, info }: Workspace) =>
      started(maintenance.export(files, info.id)),
    ),
    'maintenance.importWorkspace': async ({ path }) => started(maintenance.importWorkspace(path)),
  };
}

function started(begun: Result<string, TaskRunning>) {
  return begun.ok ? ok({ task: begun.value }) : err(begun.error);
}
