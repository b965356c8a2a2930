import { taskProblemWords } from '#renderer/words/task-problem-words.ts';
import { workWords } from '#renderer/words/work-words.ts';
import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import type { TaskInfo, TaskState } from '#src/contract/maintenance.ts';
import type { Client } from '#src/transport/connect.ts';
import { useClient } from '#renderer/core/client-context.tsx';
import { run } from '#renderer/core/run.ts';
import { Prose } from './prose.tsx';
import { useFormat } from './use-format.ts';
import type { Format } from '#renderer/format/format.ts';
import { readTask, useTaskStore } from '#renderer/core/task-store.ts';
import { isUnsound, outcomeWords } from '#renderer/words/task-words.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { useTasksUnderWay } from '#renderer/core/tasks-under-way.ts';
import { useAnswer } from '#renderer/core/use-answer.ts';
import { say } from '#renderer/words/say.ts';

/** What became of long work that this page lost sight of, by a reload or a lost connection: told until it is closed. */
export function FoundTasks() {
  const client = useClient();
  const openSince = useLiveStore(({ connection }) =>
    connection.status === 'open' ? connection.since : undefined,
  );
  const [found, setFound] = useState<readonly TaskInfo[]>([]);
  /** What a dialog of this page tells of. */
  const held = useTaskStore((state) => state.tasks);

  useEffect(() => {
    let current = openSince !== undefined;
    async function look(): Promise<void> {
      const listed = await client.call('tasks.list', {});
      if (current && listed.ok) setFound(listed.value);
    }
    if (current) run(look());
    return () => {
      current = false;
    };
  }, [client, openSince]);

  return found
    .filter(({ task }) => !held.some((kept) => kept.task === task))
    .map((task) => <FoundTask key={task.task} {...task} />);
}

function FoundTask({ task, work }: TaskInfo) {
  const client = useClient();
  const format = useFormat();
  const answer = useAnswer('tasks.result', { task }, useTasksUnderWay());
  const state = answer?.ok === true ? answer.value : undefined;

  useEffect(() => {
    if (state !== undefined && state.state !== 'running') tellOutcome(client, { task, work, state }, format);
  }, [client, task, work, state, format]);

  return null;
}

export type EndedTask = {
  readonly task: string;
  readonly work: TaskInfo['work'];
  readonly state: Exclude<TaskState, { readonly state: 'running' }>;
};

/** Once: what is on the screen already under this task is left as it is. */
export function tellOutcome(client: Client, { task, work, state }: EndedTask, format: Format): void {
  const label = workWords(work);
  const failed = state.state === 'failed' || (state.state === 'done' && isUnsound(state.outcome));
  notifications.show({
    id: task,
    title: <Prose text={state.state === 'done' ? label : say(`maintenance.${state.state}`, { label })} />,
    message: <Prose text={wordsOf(state, format)} />,
    ...(failed && { color: 'red' }),
    autoClose: false,
    role: failed ? 'alert' : 'status',
    onClose: () => run(readTask(client, task)),
  });
}

function wordsOf(state: EndedTask['state'], format: Format): string {
  if (state.state === 'done') return outcomeWords(state.outcome, format);
  return state.state === 'failed'
    ? say('failure.full', taskProblemWords(state.reason, format))
    : say('maintenance.nothingStayed');
}
