import { createTurns } from '#src/application/in-turn.ts';
import type { TaskRegistry } from '#src/application/tasks/task-registry.ts';
import { causeOf } from '#src/domain/fault.ts';
import type { ImportId } from '#src/domain/ids.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import type { AlreadyUndone, ImportTarget, Undone } from '#src/ports/import-files.ts';
import type { ImportRun } from '#src/ports/import-repository.ts';
import { isOutdatedBy } from './earlier-imports.ts';
import {
  importState,
  takenBackLater,
  workspaceChanged,
  type HalfImported,
  type HalfUndone,
  type TakenBackLater,
  type WorkspaceChanged,
} from './import-outcomes.ts';

export type ImportRunsNeeds = {
  readonly current: () => ImportTarget | undefined;
  readonly undo: (
    workspace: ImportTarget,
    id: ImportId,
    onProgress: (done: number, total: number) => void,
  ) => Promise<Result<Undone, AlreadyUndone>>;
  readonly tasks: TaskRegistry;
  /** The newest version of a format's reader. */
  readonly newestReader: (format: string) => number;
  /** Tells the screen to read the workspace anew. */
  readonly publishWorkspace: () => void;
};

/** A run as the trader is told of it: `half` was broken off, and nothing is at work on it. */
export type ListedRun = Omit<ImportRun, 'state'> & {
  readonly state: 'done' | 'undone' | 'half';
  readonly accountName: string;
  /** A reader took it that later ones corrected: its file may be imported again, and replaces it. */
  readonly isOutdated: boolean;
  /** How many movements count; undefined where that is not known. */
  readonly entries: number | undefined;
};

type UndoFailure = AlreadyUndone | HalfUndone | TakenBackLater | WorkspaceChanged;

const alreadyUndone = err({ code: 'ALREADY_UNDONE' } as const);

/** The imports of the open workspace: what there is of them, and what takes them back. */
export function createImportRuns({ current, undo, tasks, newestReader, publishWorkspace }: ImportRunsNeeds) {
  const oneByOne = createTurns();
  /** The import or undo at work, and what was half there before it. */
  let underWay: { readonly target: ImportTarget; readonly leftBefore: readonly ImportRun[] } | undefined;

  function isOpen(target: ImportTarget): boolean {
    return current() === target;
  }

  /** One import or undo after another: what is recorded already is looked up before a piece is written. */
  function inTurn<Value>(target: ImportTarget, work: () => Promise<Value>): Promise<Value> {
    return oneByOne(async () => {
      underWay = { target, leftBefore: await unfinishedIn(target) };
      try {
        return await work();
      } finally {
        underWay = undefined;
      }
    });
  }

  /** Half of it is there, and nothing is at work on it. */
  function isHalf(target: ImportTarget, { id, state }: ImportRun): boolean {
    if (state === 'undoing') return true;
    if (state !== 'writing') return false;
    return underWay?.target !== target || underWay.leftBefore.some((left) => left.id === id);
  }

  function takeBack(target: ImportTarget, run: ImportRun) {
    const { id, fileName, fills: total } = run;
    return tasks.run(
      { id: `undo ${id}`, type: 'undo', work: { code: 'UNDO_IMPORT', file: fileName }, total },
      async ({ report }): Promise<Result<Undone, UndoFailure>> => {
        // From its first mark in the record on, opening the workspace goes on with it.
        let begun = run.state !== 'done';
        try {
          return await undo(target, id, (done, of) => {
            begun = true;
            report(done, of);
          });
        } catch (fault) {
          if (!isOpen(target)) return begun ? takenBackLater : workspaceChanged;
          if (!begun) throw fault;
          return err({ code: 'HALF_UNDONE', reason: causeOf(fault) });
        }
      },
      (undone) => importState(undone, (counts) => ({ type: 'undo', fileName, ...counts })),
    );
  }

  async function undoInTurn(target: ImportTarget, run: ImportRun): ReturnType<typeof takeBack> {
    try {
      return await inTurn(target, async () => {
        // Another screen may have asked before: what came of that is kept until it is read.
        const { state } = await target.store.read.imports.get(run.id);
        return state === 'undone' ? alreadyUndone : takeBack(target, run);
      });
    } catch (fault) {
      // Closed before its turn came.
      if (!isOpen(target)) return run.state === 'done' ? workspaceChanged : takenBackLater;
      throw fault;
    }
  }

  /** After work that may have changed what is there, broken off or not. */
  async function showAnew(target: ImportTarget): Promise<void> {
    if (!isOpen(target)) return;
    await target.reload();
    publishWorkspace();
  }

  async function takeBackEach(
    target: ImportTarget,
    left: readonly ImportRun[],
  ): Promise<Result<void, HalfImported | TakenBackLater>> {
    for (const run of left) {
      // Nobody asked for it by itself, so nobody will read what came of it.
      const taken = await takeBack(target, run).finally(() => tasks.read(`undo ${run.id}`));
      if (taken.ok || taken.error.code === 'ALREADY_UNDONE') continue;
      if (taken.error.code !== 'HALF_UNDONE') return takenBackLater;
      return err({ code: 'HALF_IMPORTED', reason: taken.error.reason });
    }
    return ok(undefined);
  }

  return {
    isOpen,
    inTurn,
    /** Of a file that replaces them, within its turn. */
    async takeBackAll(target: ImportTarget, replaced: readonly { readonly id: ImportId }[]) {
      const ids = new Set(replaced.map(({ id }) => id));
      const runs = ids.size === 0 ? [] : await target.store.read.imports.list();
      return takeBackEach(
        target,
        runs.filter(({ id }) => ids.has(id)),
      );
    },
    showAnew,
    /** Takes back whatever is half there. */
    async takeBackLeft(target: ImportTarget): Promise<Result<void, HalfImported | TakenBackLater>> {
      try {
        return await takeBackEach(target, await unfinishedIn(target));
      } catch (fault) {
        return isOpen(target) ? err({ code: 'HALF_IMPORTED', reason: causeOf(fault) }) : takenBackLater;
      }
    },
    /** What is being written or undone is told by its progress, and is not among them. */
    async list(target: ImportTarget): Promise<readonly ListedRun[]> {
      const { read } = target.store;
      const accounts = new Map((await read.accounts.list()).map(({ id, name }) => [id, name]));
      const counts = await read.ledger.importedCounts();
      return (await read.imports.list()).flatMap((run) => {
        const state = isHalf(target, run) ? 'half' : run.state;
        if (state === 'writing' || state === 'undoing') return [];
        const entries = state === 'done' ? (counts.get(run.id) ?? 0) : undefined;
        const isOutdated = state === 'done' && isOutdatedBy(run, newestReader(run.format));
        return [{ ...run, entries, state, isOutdated, accountName: accounts.get(run.accountId) ?? '' }];
      });
    },
    async undo(target: ImportTarget, id: string): Promise<Result<Undone, NotFound | UndoFailure>> {
      const run = (await target.store.read.imports.list()).find((known) => known.id === id);
      if (run === undefined) return err({ code: 'NOT_FOUND', what: 'import', id });
      try {
        return await undoInTurn(target, run);
      } finally {
        await showAnew(target);
      }
    },
  };
}

export type ImportRuns = ReturnType<typeof createImportRuns>;

/** Those that were broken off. */
async function unfinishedIn({ store }: ImportTarget): Promise<readonly ImportRun[]> {
  const runs = await store.read.imports.list();
  return runs.filter(({ state }) => state === 'writing' || state === 'undoing');
}
