import type { TaskState } from '#src/contract/maintenance.ts';
import { withinLimit } from '#test/faults/program.ts';
import type { Client } from '#src/transport/connect.ts';

/** What came of a task, once it has ended. */
export async function endOf(screen: Client, task: string): Promise<TaskState> {
  const ended = Promise.withResolvers<void>();
  const endFollowing = screen.subscribe('progress', {}, (progress) => {
    if (progress.task === task && progress.finished) ended.resolve();
  });
  const first = await screen.call('tasks.result', { task });
  if (first.ok && first.value.state === 'running') await withinLimit('a task to end', ended.promise);
  endFollowing();
  const result = await screen.call('tasks.result', { task });
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
