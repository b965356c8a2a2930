import { run } from '#renderer/core/run.ts';
import { Button, Group, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { BackupInfo, MaintenanceStatus } from '#src/contract/maintenance.ts';
import type { WorkspaceInfo } from '#src/contract/workspace.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { useFormat } from '#renderer/controls/use-format.ts';
import { LoadingPart } from '#renderer/controls/loading-part.tsx';
import { BackupList } from './backup-list.tsx';
import { ChangedFigures } from './changed-figures.tsx';
import { Findings } from './findings.tsx';
import classes from './maintenance.module.css';
import { RestoreDialog } from './restore-dialog.tsx';
import { TaskLine } from '#renderer/controls/task-line.tsx';
import { keepTask, type TaskType, useTaskStore } from '#renderer/core/task-store.ts';
import { taskAction } from '#renderer/words/task-words.ts';
import { useStartTask } from '#renderer/controls/use-start-task.ts';
import { WorkspaceFacts } from './workspace-facts.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useTasksUnderWay } from '#renderer/core/tasks-under-way.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { causeWords } from '#renderer/words/coded-words.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { strong } from '#renderer/controls/strong.tsx';

type WorkspaceDialogProps = { readonly workspace: WorkspaceInfo; readonly onClose: () => void };

/** How the open workspace is kept, and its long work. Closing leaves the work under way. */
export function WorkspaceDialog({ workspace, onClose }: WorkspaceDialogProps) {
  const say = useSay();
  const client = useClient();
  const format = useFormat();
  const connection = useLiveStore((state) => state.connection);
  const connected = connection.status === 'open';
  const answer = useAnswer('maintenance.status', {}, useTasksUnderWay());
  const status = answer?.ok === true ? answer.value : undefined;
  const tasks = useTaskStore((state) => state.tasks).filter((task) => task.workspaceId === workspace.id);
  const { start, refused } = useStartTask(workspace.id);
  const [restoring, setRestoring] = useState<BackupInfo>();
  // A workspace that is being restored is closed meanwhile, which is no failure.
  const closed = answer?.ok === false && answer.error.code === 'NO_WORKSPACE';
  useTasksFoundRunning(status?.running, workspace.id);

  function canStart(type: TaskType): boolean {
    return connected && !closed && status?.running.some((task) => task.type === type) !== true;
  }

  return (
    <Dialog
      opened
      onClose={onClose}
      title={say('maintenance.title')}
      size={760}
      closeOnEscape={restoring === undefined}
    >
      <Stack gap="md">
        {!connected && (
          <p className={classes['caution']} role="alert">
            {say('maintenance.asItWas', { time: format.moment(connection.since) })}
          </p>
        )}
        {status?.readOnly !== undefined && (
          <p className={classes['caution']} role="note">
            {say.rich('maintenance.readOnly', {
              reason: causeWords(status.readOnly, format),
              strong,
            })}
          </p>
        )}
        {answer === undefined && <LoadingPart words={say('maintenance.loading')} />}
        {status !== undefined && <WorkspaceFacts workspace={workspace} status={status} />}
        {connected && answer?.ok === false && !closed && (
          <FailureNote action={say('maintenance.lookingAt')} failure={answer.error} />
        )}
        {closed && <span role="status">{say('maintenance.closedForMoment')}</span>}
        {status?.lastVerification !== undefined && status.lastVerification.findings.length > 0 && (
          <Findings verification={status.lastVerification} />
        )}
        <ChangedFigures />
        <Group gap="xs">
          <TaskButton
            label={say('maintenance.backUpNow')}
            main
            enabled={canStart('backup')}
            onStart={() => run(start('backup', client.call('maintenance.backup', {})))}
          />
          <TaskButton
            label={say('maintenance.verify')}
            enabled={canStart('verify')}
            onStart={() => run(start('verify', client.call('maintenance.verify', {})))}
          />
          <TaskButton
            label={say('maintenance.export')}
            enabled={canStart('export')}
            onStart={() => run(start('export', client.call('maintenance.export', {})))}
          />
        </Group>
        {refused !== undefined && <FailureNote action={taskAction(refused.type)} failure={refused.failure} />}
        {tasks.map((started) => (
          <TaskLine key={started.task} started={started} />
        ))}
        {status?.backups !== undefined && (
          <BackupList backups={status.backups} disabled={!canStart('restore')} onRestore={setRestoring} />
        )}
      </Stack>
      {restoring !== undefined && (
        <RestoreDialog
          backup={restoring}
          onClose={() => setRestoring(undefined)}
          onRestore={() => {
            setRestoring(undefined);
            run(start('restore', client.call('maintenance.restore', { backupId: restoring.id })));
          }}
        />
      )}
    </Dialog>
  );
}

type TaskButtonProps = {
  readonly label: string;
  readonly main?: boolean;
  readonly enabled: boolean;
  readonly onStart: () => void;
};

/** Keeps the focus while its task runs, which a disabled button would lose. */
function TaskButton({ label, main = false, enabled, onStart }: TaskButtonProps) {
  return (
    <Button
      variant={main ? 'filled' : 'default'}
      data-autofocus={main || undefined}
      data-disabled={!enabled}
      aria-disabled={!enabled}
      onClick={() => enabled && onStart()}
    >
      {label}
    </Button>
  );
}

/** The others tell of themselves elsewhere. */
const ofWorkspace: ReadonlySet<TaskType> = new Set(['verify', 'backup', 'restore', 'export']);

/** Tasks that this page did not begin, or began before it was loaded again, are shown like its own. */
function useTasksFoundRunning(running: MaintenanceStatus['running'] | undefined, workspaceId: string): void {
  useEffect(() => {
    for (const { task, type } of running ?? []) {
      if (ofWorkspace.has(type)) keepTask({ task, type, workspaceId });
    }
  }, [running, workspaceId]);
}
