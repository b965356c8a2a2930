import type { TaskRegistry } from '#src/application/tasks/task-registry.ts';
import type { Currency, ImportId } from '#src/domain/ids.ts';
import { err, ok, type NotFound, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type {
  Cancelled,
  Committed,
  EarlierImport,
  FileCounts,
  FileImport,
  HistoryNameTaken,
  ImportDone,
  ImportTarget,
} from '#src/ports/import-files.ts';
import type { Operation } from '#src/ports/maintenance.ts';
import { conflictsOf, findEarlier } from './earlier-imports.ts';
import {
  importState,
  takenBackLater,
  workspaceChanged,
  type EarlierThere,
  type HalfImported,
  type NameTaken,
  type NoWorkspace,
  type TakenBackLater,
  type WorkspaceChanged,
} from './import-outcomes.ts';
import type { ImportRuns } from './import-runs.ts';
import type { WorkspaceUnavailable } from '#src/ports/workspaces.ts';
import type { PendingImport } from './pending-imports.ts';

type NoNewWorkspace = NameTaken | WorkspaceUnavailable;

type NoTarget = NoNewWorkspace | NoWorkspace | WorkspaceChanged;

type NotCommitted = Cancelled | HistoryNameTaken | HalfImported | TakenBackLater | EarlierThere;

export type CommitImportNeeds = {
  readonly current: () => ImportTarget | undefined;
  /** Makes and opens a workspace that holds history only. */
  readonly createHistoryWorkspace: (name: string) => Promise<Result<ImportTarget, NoNewWorkspace>>;
  /** Throws a NoRoomError where the disk has none for so many; without a folder, in that of the workspaces. */
  readonly requireRoom: (folder: string | undefined, rows: number) => Promise<void>;
  readonly runs: ImportRuns;
  readonly clock: Pick<Clock, 'now'>;
  readonly tasks: TaskRegistry;
};

export type ImportOrder = {
  readonly accountName: string;
  /** Whether fills that look like ones that are there are others. */
  readonly importsAlike: boolean;
  /** Undefined: into the workspace that is open. */
  readonly newWorkspace: string | undefined;
  /** What a portfolio without accounts is measured in from then on; undefined: what most fills are in. */
  readonly baseCurrency: Currency | undefined;
  /** Earlier imports that are taken back first, since the file has what they have. */
  readonly replaces: readonly ImportId[];
};

export type CommitImportError =
  | NotFound
  | NoTarget
  | NotCommitted
  /** Nothing is written of a file that leaves open what it means. */
  | { readonly code: 'QUESTIONS_OPEN' };

function earlierThere({ fileName: file, from, to, isCovered }: EarlierImport): Result<never, EarlierThere> {
  return err({ code: 'EARLIER_IMPORT', file, from, to, isCovered });
}

/** A file that was begun, into the open workspace or a new one: all of it, or none of it. */
export function createCommitImport(needs: CommitImportNeeds) {
  const { current, createHistoryWorkspace, requireRoom, runs, clock, tasks } = needs;

  /**
   * What an earlier import left half written goes first: its fills would be taken for known ones, and be missing when
   * it is taken back later.
   */
  async function commitWhole(
    target: ImportTarget,
    commitFile: () => ReturnType<FileImport['commit']>,
  ): Promise<Result<Committed, NotCommitted>> {
    const before = await runs.takeBackLeft(target);
    if (!before.ok) return before;
    try {
      return await commitFile();
    } catch (fault) {
      // The file's thread takes back what it wrote, unless that failed too or the thread is gone.
      const after = await runs.takeBackLeft(target);
      if (!after.ok) return after;
      throw fault;
    }
  }

  /** The thread writes faster than the disk confirms: this makes all of it durable. */
  async function note(target: ImportTarget, { id, done }: Committed, fileName: string): Promise<void> {
    const entry = { time: clock.now(), actor: 'trader', action: 'imported', subject: `import ${id}` };
    const detail = JSON.stringify({ fileName, fills: done.imported });
    await target.store.transact((unit) => unit.audit.append({ ...entry, detail }), 'essential');
  }

  async function write(
    target: ImportTarget,
    { fileName, file }: PendingImport,
    { accountName, importsAlike, baseCurrency, replaces }: ImportOrder,
    { fills: total, reading }: FileCounts,
    { signal, report }: Operation,
  ): Promise<Result<ImportDone, NotCommitted>> {
    if (signal.aborted) file.stop();
    signal.addEventListener('abort', () => file.stop());
    let committed: Result<Committed, NotCommitted> | undefined;
    try {
      committed = await runs.inTurn(target, async () => {
        const earlier = await findEarlier(target.store.read, reading);
        const { replaced, refused } = conflictsOf(earlier, accountName, replaces);
        if (refused !== undefined) return earlierThere(refused);
        await target.keepPoint();
        const taken = await runs.takeBackAll(target, replaced);
        if (!taken.ok) return taken;
        return commitWhole(target, () =>
          file.commit(target, { accountName, importsAlike, baseCurrency }, (done) => report(done, total)),
        );
      });
      if (!committed.ok) return committed;
      await note(target, committed.value, fileName);
    } catch (fault) {
      if (runs.isOpen(target)) throw fault;
      // A record that is closed is durable: what was whole before stays.
      if (committed === undefined) return takenBackLater;
    }
    return committed.ok ? ok(committed.value.done) : committed;
  }

  async function targetOf(
    { compared }: PendingImport,
    { newWorkspace }: ImportOrder,
    rows: number,
  ): Promise<Result<ImportTarget, NoTarget>> {
    if (newWorkspace !== undefined) {
      await requireRoom(undefined, rows);
      return createHistoryWorkspace(newWorkspace);
    }
    const target = current();
    if (target === undefined) return err({ code: 'NO_WORKSPACE' });
    // What the trader agreed to is the preview of another one, which another screen has closed since.
    const isAnother = compared !== undefined && compared.folder !== target.files.folder;
    if (isAnother) return workspaceChanged;
    await requireRoom(target.files.folder, rows);
    return ok(target);
  }

  return async function commitImport(
    begun: PendingImport,
    order: ImportOrder,
  ): Promise<Result<ImportDone, CommitImportError>> {
    const counts = await begun.file.count();
    if (!counts.ok) return err({ code: 'NOT_FOUND', what: 'import', id: begun.id });
    const { fills, entries, skipped, invalid, questions } = counts.value;
    if (questions > 0) return err({ code: 'QUESTIONS_OPEN' });
    // A file that tells nothing leaves nothing behind, no empty account or workspace either.
    if (fills + entries === 0) {
      const none = { imported: 0, duplicates: 0, alike: 0, entries: 0, duplicateEntries: 0, alikeEntries: 0 };
      return ok({ ...none, skipped, invalid });
    }
    const { id, fileName } = begun;
    const { accountName } = order;
    const work = { code: 'IMPORT_FILE', file: fileName } as const;
    let target: ImportTarget | undefined;
    try {
      return await tasks.run(
        { id: `import ${id}`, type: 'fills', work, total: fills },
        async (operation): Promise<Result<ImportDone, NotCommitted | NoTarget>> => {
          const chosen = await targetOf(begun, order, fills + entries);
          if (!chosen.ok) return chosen;
          target = chosen.value;
          return write(target, begun, order, counts.value, operation);
        },
        (written) => importState(written, (done) => ({ type: 'fills', fileName, accountName, done })),
      );
    } finally {
      // Broken off, it has changed what is there too: fills came and are void.
      if (target !== undefined) await runs.showAnew(target);
    }
  };
}
