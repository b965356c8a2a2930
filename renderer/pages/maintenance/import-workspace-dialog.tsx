import { run } from '#renderer/core/run.ts';
import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useClient } from '#renderer/core/client-context.tsx';
import type { Failure } from '#renderer/core/failure.ts';
import { FailureNote } from '#renderer/controls/failure-note.tsx';
import { Dialog } from '#renderer/controls/dialog.tsx';
import { TaskLine } from '#renderer/controls/task-line.tsx';
import { useTaskStore } from '#renderer/core/task-store.ts';
import { taskAction } from '#renderer/words/task-words.ts';
import { useStartTask } from '#renderer/controls/use-start-task.ts';
import { useSay } from '#renderer/controls/use-say.ts';

/** Makes a workspace of an exported file. It stands beside the others; none of them is changed. */
export function ImportWorkspaceDialog({ onClose }: { readonly onClose: () => void }) {
  const say = useSay();
  const client = useClient();
  const [path, setPath] = useState('');
  const [failure, setFailure] = useState<Failure>();
  const { start, refused } = useStartTask(undefined);
  const started = useTaskStore((state) => state.tasks.find(({ type }) => type === 'import'));

  async function open(id: string): Promise<void> {
    const answer = await client.call('workspaces.open', { id });
    if (answer.ok) onClose();
    else setFailure(answer.error);
  }

  return (
    <Dialog opened onClose={onClose} title={say('maintenance.adoptTitle')} size={560}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run(start('import', client.call('maintenance.importWorkspace', { path: path.trim() })));
        }}
      >
        <Stack gap="md">
          <TextInput
            label={say('maintenance.path')}
            description={say('maintenance.pathMeaning')}
            data-autofocus
            value={path}
            onChange={(event) => setPath(event.currentTarget.value)}
          />
          {refused !== undefined && <FailureNote action={taskAction('import')} failure={refused.failure} />}
          {started !== undefined && (
            <TaskLine
              key={started.task}
              started={started}
              renderNext={(outcome) =>
                outcome.type === 'import' && (
                  <Button size="compact-xs" variant="default" onClick={() => run(open(outcome.workspaceId))}>
                    {say('maintenance.openIt')}
                  </Button>
                )
              }
            />
          )}
          {failure !== undefined && <FailureNote action={say('action.openWorkspace')} failure={failure} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {say('common.close')}
            </Button>
            <Button type="submit" disabled={path.trim() === ''}>
              {say('maintenance.import')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
