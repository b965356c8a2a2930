import type { TaskRegistry } from '#src/application/tasks/task-registry.ts';
import { inText } from '#src/domain/in-text.ts';
import { ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { notFound } from './open-workspace.ts';

type TaskCalls = Extract<keyof Handlers, `tasks.${string}`>;

export function createTaskHandlers(tasks: TaskRegistry): Pick<Handlers, TaskCalls> {
  return {
    'tasks.list': async () => ok(tasks.list()),
    'tasks.result': async ({ task }) => {
      const state = tasks.state(task);
      return state === undefined ? notFound('task', task) : ok(inText(state));
    },
    'tasks.read': async ({ task }) => {
      tasks.read(task);
      return ok({});
    },
    'tasks.cancel': async ({ task }) => (tasks.cancel(task) ? ok({}) : notFound('task', task)),
  };
}
