import { useState } from 'react';
import type { TaskRef } from '#src/contract/maintenance.ts';
import type { Result } from '#src/domain/result.ts';
import type { Failure } from '#renderer/core/failure.ts';
import { keepTask, type TaskType } from '#renderer/core/task-store.ts';

type Refused = { readonly type: TaskType; readonly failure: Failure };

/** Begins long work and keeps it in the task store, or holds why it could not begin. */
export function useStartTask(workspaceId: string | undefined) {
  const [refused, setRefused] = useState<Refused>();

  async function start(type: TaskType, call: Promise<Result<TaskRef, Failure>>): Promise<void> {
    const answer = await call;
    setRefused(answer.ok ? undefined : { type, failure: answer.error });
    if (answer.ok) keepTask({ type, task: answer.value.task, workspaceId });
  }

  return { start, refused };
}
