import { CloseButton } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { TaskOutcome, TaskState } from '#src/contract/maintenance.ts';
import type { Result } from '#src/domain/result.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import type { Failure } from '#renderer/core/failure.ts';
import { FailureNote } from './failure-note.tsx';
import { notifyFailure } from './notify-failure.tsx';
import { run } from '#renderer/core/run.ts';
import { useFormat } from './use-format.ts';
import classes from './task-line.module.css';
import { readTask, type StartedTask } from '#renderer/core/task-store.ts';
import { isUnsound, outcomeWords, taskAction } from '#renderer/words/task-words.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useTasksUnderWay } from '#renderer/core/tasks-under-way.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { WorkBar } from './work-bar.tsx';
import { useSay } from './use-say.ts';

type TaskLineProps = {
  readonly started: Pick<StartedTask, 'task' | 'type' | 'epoch'>;
  /** What can be done with the outcome. */
  readonly renderNext?: (outcome: TaskOutcome) => ReactNode;
};

/** One piece of long work: how far it is, and what came of it. */
export function TaskLine({ started: { task, type, epoch }, renderNext }: TaskLineProps) {
  const say = useSay();
  const client = useClient();
  const format = useFormat();
  const answer = useAnswer('tasks.result', { task }, useTasksUnderWay());
  const isSameCore = useLiveStore((state) => state.epoch === epoch);
  const action = taskAction(type);
  // What came of it is asked again when the connection is back.
  if (answer === undefined || isUnheard(answer)) return <TaskProgress task={task} action={action} />;
  if (!answer.ok) {
    return answer.error.code === 'NOT_FOUND' ? (
      <Ended task={task}>
        {say(isSameCore ? 'maintenance.readElsewhere' : 'maintenance.startedAgain', { action })}
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
          onClose={() => run(readTask(client, task))}
        />
      );
    case 'cancelled':
      return <Ended task={task}>{say('maintenance.wasCancelled', { action })}</Ended>;
    case 'done':
      return (
        <Ended task={task} wrong={isUnsound(state.outcome)}>
          {outcomeWords(state.outcome, format)} {renderNext?.(state.outcome)}
        </Ended>
      );
  }
}

function isUnheard(answer: Result<TaskState, Failure>): boolean {
  return !answer.ok && (answer.error.code === 'DISCONNECTED' || answer.error.code === 'NOT_SENT');
}

function TaskProgress({ task, action }: { readonly task: string; readonly action: string }) {
  const say = useSay();
  const client = useClient();
  const work = useLiveStore((state) => state.progress[task]);
  const connected = useLiveStore((state) => state.connection.status === 'open');
  const [cancelled, setCancelled] = useState(false);

  async function cancel(): Promise<void> {
    setCancelled(true);
    const answer = await client.call('tasks.cancel', { task });
    if (answer.ok) return;
    setCancelled(false);
    notifyFailure(say('action.cancel'), answer.error);
  }

  return (
    <WorkBar
      label={action}
      work={work}
      cancelDisabled={cancelled || !connected}
      onCancel={() => run(cancel())}
    />
  );
}

type EndedProps = { readonly task: string; readonly wrong?: boolean; readonly children: ReactNode };

function Ended({ task, wrong = false, children }: EndedProps) {
  const say = useSay();
  const client = useClient();
  return (
    <div className={classes['ended']} data-wrong={wrong} role={wrong ? 'alert' : 'status'}>
      <span className={classes['outcome']}>{children}</span>
      <CloseButton size="sm" aria-label={say('common.putAway')} onClick={() => run(readTask(client, task))} />
    </div>
  );
}
