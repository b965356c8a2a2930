import { Button, CloseButton, Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TaskOutcome } from '#src/contract/maintenance.ts';
import { useClient } from '#renderer/client-context.tsx';
import { FailureNote } from '#renderer/errors/failure-note.tsx';
import { notifyFailure } from '#renderer/errors/notify-failure.ts';
import { useFormat } from '#renderer/format/use-format.ts';
import classes from '#renderer/maintenance/maintenance.module.css';
import { forgetTask, type StartedTask } from '#renderer/maintenance/task-store.ts';
import { outcomeWords, taskActions } from '#renderer/maintenance/task-words.ts';
import { useLiveStore } from '#renderer/stores/live-store.ts';
import { useTasksUnderWay } from '#renderer/stores/tasks-under-way.ts';
import { useAnswer } from '#renderer/stores/use-answer.ts';

type TaskLineProps = {
  readonly started: Pick<StartedTask, 'task' | 'type'>;
  /** What can be done with the outcome. */
  readonly renderNext?: (outcome: TaskOutcome) => ReactNode;
};

/** One piece of long work: how far it is, and what came of it. */
export function TaskLine({ started: { task, type }, renderNext }: TaskLineProps) {
  const format = useFormat();
  const answer = useAnswer('maintenance.result', { task }, useTasksUnderWay());
  const action = taskActions[type];
  if (answer === undefined) return <TaskProgress task={task} action={action} />;
  if (!answer.ok) return <FailureNote action={action} failure={answer.error} />;
  const state = answer.value;
  switch (state.state) {
    case 'running':
      return <TaskProgress task={task} action={action} />;
    case 'failed':
      return <FailureNote action={action} failure={{ code: 'TASK_FAILED', reason: state.reason }} />;
    case 'cancelled':
      return <Ended task={task}>{action} was cancelled. Nothing of the workspace was changed.</Ended>;
    case 'done':
      return (
        <Ended task={task}>
          {outcomeWords(state.outcome, format)} {renderNext?.(state.outcome)}
        </Ended>
      );
  }
}

function TaskProgress({ task, action }: { readonly task: string; readonly action: string }) {
  const client = useClient();
  const work = useLiveStore((state) => state.progress[task]);
  const share = work === undefined || work.total === 0 ? 0 : Math.min(100, (100 * work.done) / work.total);

  async function cancel(): Promise<void> {
    const answer = await client.call('maintenance.cancel', { task });
    if (!answer.ok) notifyFailure('Cancelling', answer.error);
  }

  return (
    <div className={classes['task']} role="status">
      <span>
        {action} <span className="td-number">{Math.floor(share)}%</span>
      </span>
      <Progress value={share} size="sm" aria-label={action} transitionDuration={0} />
      <Button
        size="compact-xs"
        variant="default"
        aria-label={`Cancel: ${action}`}
        onClick={() => void cancel()}
      >
        Cancel
      </Button>
    </div>
  );
}

function Ended({ task, children }: { readonly task: string; readonly children: ReactNode }) {
  return (
    <div className={classes['ended']} role="status">
      <span className={classes['outcome']}>{children}</span>
      <CloseButton size="sm" aria-label="Put away" onClick={() => forgetTask(task)} />
    </div>
  );
}
