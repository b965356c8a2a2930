import { create } from 'zustand';
import type { TaskOutcome } from '#src/contract/maintenance.ts';
import type { Client } from '#src/transport/connect.ts';
import { useLiveStore } from './live-store.ts';

export type TaskType = TaskOutcome['type'];

/** `workspaceId` is what it works on; an import of a workspace works on none that is open. */
export type StartedTask = {
  readonly type: TaskType;
  readonly task: string;
  readonly workspaceId: string | undefined;
  /** The account that it is about, where it is about one. */
  readonly accountId?: string;
  /** Of the core that does it. */
  readonly epoch: string | undefined;
};

/** The latest of each type, and account, that this screen knows of: a dialog that is closed meanwhile finds it again. */
export const useTaskStore = create<{ readonly tasks: readonly StartedTask[] }>()(() => ({ tasks: [] }));

export function keepTask(begun: Omit<StartedTask, 'epoch'>): void {
  const started = { ...begun, epoch: useLiveStore.getState().epoch };
  useTaskStore.setState(({ tasks }) => ({
    tasks: tasks.some(({ task }) => task === started.task)
      ? tasks
      : [...tasks.filter((held) => !isReplacedBy(held, started)), started],
  }));
}

function isReplacedBy(held: StartedTask, started: StartedTask): boolean {
  return held.type === started.type && held.accountId === started.accountId;
}

export function forgetTask(task: string): void {
  useTaskStore.setState(({ tasks }) => ({ tasks: tasks.filter((held) => held.task !== task) }));
}

/** Its result was seen, so the core lets it go too. One that it keeps is told once more, by a page that is loaded later. */
export async function readTask(client: Client, task: string): Promise<void> {
  forgetTask(task);
  await client.call('tasks.read', { task });
}
