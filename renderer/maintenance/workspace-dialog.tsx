import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { BackupInfo } from '#src/contract/maintenance.ts';
import type { WorkspaceInfo } from '#src/contract/workspace.ts';
import { useClient } from '#renderer/client-context.tsx';
import { FailureNote } from '#renderer/errors/failure-note.tsx';
import { BackupList } from '#renderer/maintenance/backup-list.tsx';
import { RestoreDialog } from '#renderer/maintenance/restore-dialog.tsx';
import { TaskLine } from '#renderer/maintenance/task-line.tsx';
import { useTaskStore } from '#renderer/maintenance/task-store.ts';
import { taskActions } from '#renderer/maintenance/task-words.ts';
import { useStartTask } from '#renderer/maintenance/use-start-task.ts';
import { WorkspaceFacts } from '#renderer/maintenance/workspace-facts.tsx';
import { useTasksUnderWay } from '#renderer/stores/tasks-under-way.ts';
import { useAnswer } from '#renderer/stores/use-answer.ts';

type WorkspaceDialogProps = { readonly workspace: WorkspaceInfo; readonly onClose: () => void };

/** How the open workspace is kept, and its long work. Closing leaves the work under way. */
export function WorkspaceDialog({ workspace, onClose }: WorkspaceDialogProps) {
  const client = useClient();
  const answer = useAnswer('maintenance.status', {}, useTasksUnderWay());
  const tasks = useTaskStore((state) => state.tasks).filter((task) => task.workspaceId === workspace.id);
  const { start, refused } = useStartTask(workspace.id);
  const [restoring, setRestoring] = useState<BackupInfo>();
  // A workspace that is being restored is closed meanwhile, which is no failure.
  const closed = answer?.ok === false && answer.error.code === 'NO_WORKSPACE';

  return (
    <Modal
      opened
      onClose={onClose}
      title="Workspace"
      size={760}
      closeOnEscape={restoring === undefined}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        {answer?.ok === true && <WorkspaceFacts workspace={workspace} status={answer.value} />}
        {answer?.ok === false && !closed && (
          <FailureNote action="Looking at the workspace" failure={answer.error} />
        )}
        {closed && <span role="status">The workspace is closed for a moment.</span>}
        <Group gap="xs">
          <Button onClick={() => void start('backup', client.call('maintenance.backup', {}))}>
            Back up now
          </Button>
          <Button
            variant="default"
            onClick={() => void start('verify', client.call('maintenance.verify', {}))}
          >
            Verify
          </Button>
          <Button
            variant="default"
            onClick={() => void start('export', client.call('maintenance.export', {}))}
          >
            Export to one file
          </Button>
        </Group>
        {refused !== undefined && (
          <FailureNote action={taskActions[refused.type]} failure={refused.failure} />
        )}
        {tasks.map((started) => (
          <TaskLine key={started.task} started={started} />
        ))}
        {answer?.ok === true && <BackupList backups={answer.value.backups} onRestore={setRestoring} />}
      </Stack>
      {restoring !== undefined && (
        <RestoreDialog
          backup={restoring}
          onClose={() => setRestoring(undefined)}
          onRestore={() => {
            setRestoring(undefined);
            void start('restore', client.call('maintenance.restore', { backupId: restoring.id }));
          }}
        />
      )}
    </Modal>
  );
}
