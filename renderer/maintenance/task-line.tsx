import { CloseButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { TaskOutcome } from '#src/contract/maintenance.ts';
import { useClient } from '#renderer/client-context.tsx';
import { FailureNote } from '#renderer/errors/failure-note.tsx';
import { notifyFailure } from '#renderer/errors/notify-failure.tsx';
import { useFormat } from '#renderer/format/use-format.ts';
import classes from '#renderer/maintenance/maintenance.module.css';
import { forgetTask, type StartedTask } from '#renderer/maintenance/task-store.ts';
import { isUnsound, outcomeWords, taskActions } from '#renderer/maintenance/task-words.ts';
import { useLiveStore } from '#renderer/stores/live-store.ts';
import { useTasksUnderWay } from '#renderer/stores/tasks-under-way.ts';
import { useAnswer } from '#renderer/stores/use-answer.ts';
import { WorkBar } from '#renderer/work/work-bar.tsx';

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
  if (!answer.ok) {
    return answer.error.code === 'NOT_FOUND' ? (
      <Ended task={task}>
        {action}: Tapedeck was started again meanwhile, so it may not have ended. Begin it again.
      </Ended>
    ) : (
      <FailureNote action={action} failure={answer.error} />
    );
  }
  const state = answer.value;
  switch (state.state) {
    case 'running':
      return <TaskProgress task={task} action={action} />;
    case 'failed':
      return (
        <FailureNote
          action={action}
          failure={{ code: 'TASK_FAILED', reason: state.reason }}
          onClose={() => forgetTask(task)}
        />
      );
    case 'cancelled':
      return <Ended task={task}>{action} was cancelled. Nothing of the workspace was changed.</Ended>;
    case 'done':
      return (
        <Ended task={task} wrong={isUnsound(state.outcome)}>
          {outcomeWords(state.outcome, format)} {renderNext?.(state.outcome)}
        </Ended>
      );
  }
}

function TaskProgress({ task, action }: { readonly task: string; readonly action: string }) {
  const client = useClient();
  const work = useLiveStore((state) => state.progress[task]);
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const [cancelled, setCancelled] = useState(false);

  async function cancel(): Promise<void> {
    setCancelled(true);
    const answer = await client.call('maintenance.cancel', { task });
    if (answer.ok) return;
    setCancelled(false);
    notifyFailure('Cancelling', answer.error);
  }

  return (
    <WorkBar
      label={action}
      work={work}
      cancelDisabled={cancelled || !connected}
      onCancel={() => void cancel()}
    />
  );
}

type EndedProps = { readonly task: string; readonly wrong?: boolean; readonly children: ReactNode };

function Ended({ task, wrong = false, children }: EndedProps) {
  return (
    <div className={classes['ended']} data-wrong={wrong} role={wrong ? 'alert' : 'status'}>
      <span className={classes['outcome']}>{children}</span>
      <CloseButton size="sm" aria-label="Put away" onClick={() => forgetTask(task)} />
    </div>
  );
}
