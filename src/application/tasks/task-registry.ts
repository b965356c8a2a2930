import type { LongWork } from '#src/domain/long-work.ts';
import type { BroughtIn } from '#src/application/orders/bring-in-history.ts';
import type { Progress } from '#src/application/progress.ts';
import type { TaskProblem } from '#src/domain/task-problem.ts';
import { causeOf } from '#src/domain/fault.ts';
import type { ImportDone, Undone } from '#src/ports/import-files.ts';
import type { BackupSummary, Operation, VerifyReport } from '#src/ports/maintenance.ts';

export type TaskOutcome =
  | { readonly type: 'verify'; readonly verification: VerifyReport }
  | { readonly type: 'backup'; readonly backup: BackupSummary }
  /** `aside` is the folder that holds what was replaced. */
  | { readonly type: 'restore'; readonly madeAt: number; readonly aside: string }
  | { readonly type: 'export'; readonly file: { readonly path: string; readonly bytes: number } }
  | { readonly type: 'import'; readonly workspaceId: string }
  | ({ readonly type: 'fills' } & ImportTold)
  | ({ readonly type: 'undo'; readonly fileName: string } & Undone)
  | ({ readonly type: 'history'; readonly accountName: string } & BroughtIn);

type ImportTold = { readonly fileName: string; readonly accountName: string; readonly done: ImportDone };

export type TaskType = TaskOutcome['type'];

export type TaskState =
  | { readonly state: 'running' }
  | { readonly state: 'done'; readonly outcome: TaskOutcome }
  | { readonly state: 'cancelled' }
  | { readonly state: 'failed'; readonly reason: TaskProblem };

export type NewTask = {
  readonly id: string;
  readonly type: TaskType;
  readonly work: LongWork;
  /** How much there is to do, where that is known before. */
  readonly total?: number;
};

type Task = NewTask & {
  readonly stopping: AbortController;
  ended: Promise<unknown>;
  state: TaskState;
};

/** How many tasks that ended and whose outcome nobody read can still be asked about. */
const endedKept = 50;

/** All long work of this run of the core: how far it is, the way to stop it, and what came of it until that is read. */
export function createTaskRegistry(report: (progress: Progress) => void) {
  const tasks = new Map<string, Task>();

  /** Answers as the work does, whose fault is the caller's to tell. */
  function run<Value>(
    begun: NewTask,
    work: (operation: Operation) => Promise<Value>,
    stateOf: (value: Value) => TaskState,
  ): Promise<Value> {
    const { id, work: named, total = 1 } = begun;
    const stopping = new AbortController();
    const task: Task = { ...begun, stopping, ended: Promise.resolve(), state: { state: 'running' } };
    tasks.set(id, task);
    const tell = (done: number, of: number, finished = false): void =>
      report({ task: id, work: named, done, total: of, finished });
    const ended = perform();
    task.ended = ended;
    return ended;

    async function perform(): Promise<Value> {
      tell(0, total);
      try {
        const value = await work({ signal: stopping.signal, report: tell });
        task.state = stateOf(value);
        return value;
      } catch (fault) {
        task.state = { state: 'failed', reason: { code: 'FAILED', cause: causeOf(fault) } };
        throw fault;
      } finally {
        tell(total, total, true);
        forget();
      }
    }
  }

  function forget(): void {
    const ended = [...tasks].filter(([, { state }]) => state.state !== 'running');
    for (const [id] of ended.slice(0, Math.max(0, ended.length - endedKept))) tasks.delete(id);
  }

  return {
    run,
    /** Those that run, and those that ended and whose outcome nobody has read. */
    list: () =>
      [...tasks.values()].map(({ id, type, work, state }) => ({
        task: id,
        type,
        work,
        running: state.state === 'running',
      })),
    running: (type: TaskType) =>
      [...tasks.values()].find((task) => task.type === type && task.state.state === 'running')?.id,
    state: (id: string): TaskState | undefined => tasks.get(id)?.state,
    /** False when there is no such task. One that has ended stays as it ended. */
    cancel(id: string): boolean {
      const task = tasks.get(id);
      task?.stopping.abort();
      return task !== undefined;
    },
    /** Its outcome was seen. */
    read(id: string): void {
      if (tasks.get(id)?.state.state !== 'running') tasks.delete(id);
    },
    async close(): Promise<void> {
      for (const { stopping } of tasks.values()) stopping.abort();
      await Promise.allSettled([...tasks.values()].map(({ ended }) => ended));
    },
  };
}

export type TaskRegistry = ReturnType<typeof createTaskRegistry>;
