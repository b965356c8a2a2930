import type { AlreadyUndone, Undone } from '#src/application/imports/undo-import.ts';
import { createPendingImports, type PendingImport } from '#src/application/imports/pending-imports.ts';
import type { CallInput } from '#src/contract/contract.ts';
import type { TaskOutcome, TaskRegistry, TaskState } from '#src/application/tasks/task-registry.ts';
import type { ImportId } from '#src/domain/ids.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { ImportRun } from '#src/ports/import-repository.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { Log } from '#src/ports/log.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { inText } from '#src/domain/in-text.ts';
import { notFound, noWorkspace } from './open-workspace.ts';
import type {
  Cancelled,
  Committed,
  FileImport,
  FileToImport,
  HistoryNameTaken,
  ImportChoice,
  ImportTarget,
} from '#src/ports/import-files.ts';
import { createTurns } from '#src/application/in-turn.ts';
import { reasonOf } from '#src/domain/fault.ts';

/** Broken off, and what was written could not be taken back: it is there until it is. */
type HalfImported = { readonly code: 'HALF_IMPORTED'; readonly reason: string };

type NoNewWorkspace =
  | { readonly code: 'NAME_TAKEN'; readonly name: string }
  | { readonly code: 'WORKSPACE_UNAVAILABLE'; readonly reason: string; readonly remedy: string };

export type ImportHandlerNeeds = {
  readonly current: () => ImportTarget | undefined;
  /** Makes and opens a workspace that holds history only. */
  readonly createHistoryWorkspace: (name: string) => Promise<Result<ImportTarget, NoNewWorkspace>>;
  /** For every file a new one. */
  readonly openFile: (file: FileToImport) => FileImport;
  readonly undo: (
    workspace: ImportTarget,
    id: ImportId,
    onProgress: (done: number, total: number) => void,
  ) => Promise<Result<Undone, AlreadyUndone>>;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn'>;
  readonly tasks: TaskRegistry;
  /** Tells the screen to read the workspace anew. */
  readonly publishWorkspace: () => void;
};

export type Imports = {
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `imports.${string}`>>;
  /** Stops what is under way, which takes itself back. */
  close(): Promise<void>;
};

const alreadyUndone = err({ code: 'ALREADY_UNDONE' } as const);
const workspaceChanged = err({ code: 'WORKSPACE_CHANGED' } as const);

export function createImports(needs: ImportHandlerNeeds): Imports {
  const { current, createHistoryWorkspace, openFile, undo, ids, clock, log, tasks, publishWorkspace } = needs;
  const pending = createPendingImports({ ids, clock, log, open: openFile });
  const oneByOne = createTurns();
  /** The import or undo at work, and what was half there before it. */
  let underWay: { readonly target: ImportTarget; readonly leftBefore: readonly ImportRun[] } | undefined;

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

  /** Takes back whatever is half there. */
  async function takeBackLeft(target: ImportTarget): Promise<Result<void, HalfImported>> {
    try {
      for (const run of await unfinishedIn(target)) {
        // Nobody asked for it, so nobody will read what came of it.
        await takeBack(target, run).finally(() => tasks.read(`undo ${run.id}`));
      }
      return ok(undefined);
    } catch (fault) {
      const reason = current() === target ? reasonOf(fault) : closedMeanwhile;
      return err({ code: 'HALF_IMPORTED', reason });
    }
  }

  /**
   * All of the file, or none of it. What an earlier one left half written goes first: its fills would be taken for
   * known ones, and be missing when it is taken back later.
   */
  async function commitWhole(
    target: ImportTarget,
    commitFile: () => ReturnType<FileImport['commit']>,
  ): Promise<Result<Committed, Cancelled | HistoryNameTaken | HalfImported>> {
    const before = await takeBackLeft(target);
    if (!before.ok) return before;
    try {
      return await commitFile();
    } catch (fault) {
      // The file's thread takes back what it wrote, unless that failed too or the thread is gone.
      const after = await takeBackLeft(target);
      if (!after.ok) return after;
      throw fault;
    }
  }

  async function write(
    target: ImportTarget,
    { id, fileName, file }: PendingImport,
    into: ImportChoice,
    total: number,
  ) {
    const { accountName } = into;
    try {
      return await tasks.run(
        { id: `import ${id}`, type: 'fills', work: { code: 'IMPORT_FILE', file: fileName }, total },
        async ({ signal, report }) => {
          if (signal.aborted) file.stop();
          signal.addEventListener('abort', () => file.stop());
          const committed = await inTurn(target, async () => {
            await target.keepPoint();
            return commitWhole(target, () => file.commit(target, into, (done) => report(done, total)));
          });
          if (!committed.ok) return committed;
          await note(target, committed.value, fileName);
          return ok(committed.value.done);
        },
        (written) => stateOf(written, (done) => ({ type: 'fills', fileName, accountName, done })),
      );
    } finally {
      // Broken off, it has changed what is there too: fills came and are void.
      if (current() === target) {
        await target.reload();
        publishWorkspace();
      }
    }
  }

  function takeBack(target: ImportTarget, { id, fileName, fills: total }: ImportRun) {
    return tasks.run(
      { id: `undo ${id}`, type: 'undo', work: { code: 'UNDO_IMPORT', file: fileName }, total },
      ({ report }) => undo(target, id, report),
      (undone) => stateOf(undone, (counts) => ({ type: 'undo', fileName, ...counts })),
    );
  }

  /** The thread writes faster than the disk confirms: this makes all of it durable. */
  async function note(target: ImportTarget, { id, done }: Committed, fileName: string): Promise<void> {
    const entry = { time: clock.now(), actor: 'trader', action: 'imported', subject: `import ${id}` };
    const detail = JSON.stringify({ fileName, fills: done.imported });
    await target.store.transact((unit) => unit.audit.append({ ...entry, detail }), 'essential');
  }

  async function commit(
    begun: PendingImport,
    { accountName, importsAlike = false, newWorkspace }: CallInput<'imports.commit'>,
  ) {
    const counts = await begun.file.count();
    if (!counts.ok) return notFound('readable import', begun.id);
    const { fills, entries, skipped, invalid } = counts.value;
    // A file that tells nothing leaves nothing behind, no empty account or workspace either.
    if (fills + entries === 0) {
      const none = { imported: 0, duplicates: 0, alike: 0, entries: 0, duplicateEntries: 0, alikeEntries: 0 };
      return ok({ ...none, skipped, invalid });
    }
    const into = { accountName, importsAlike };
    if (newWorkspace === undefined) {
      const target = current();
      if (target === undefined) return noWorkspace;
      const { compared } = begun;
      // What the trader agreed to is the preview of another one, which another screen has closed since.
      const isAnother = compared !== undefined && compared.folder !== target.files.folder;
      return isAnother ? workspaceChanged : write(target, begun, into, fills);
    }
    const created = await createHistoryWorkspace(newWorkspace);
    return created.ok ? write(created.value, begun, into, fills) : created;
  }

  const handlers: Imports['handlers'] = {
    'imports.begin': async ({ fileName, mapping }) =>
      ok({ importId: pending.begin({ fileName, mapping }).id }),
    'imports.chunk': async ({ importId, text }) => {
      const begun = pending.find(importId);
      if (begun === undefined) return notFound('import', importId);
      const written = await begun.file.write(text);
      return written.ok ? ok({}) : inText(written);
    },
    'imports.preview': async ({ importId }) => {
      const begun = pending.find(importId);
      if (begun === undefined) return notFound('import', importId);
      const target = current();
      begun.compared = { folder: target?.files.folder };
      const preview = await begun.file.preview(target);
      const { fileName } = begun;
      return preview.ok ? ok({ importId, fileName, ...inText(preview.value) }) : inText(preview);
    },
    'imports.commit': async (input) => {
      const begun = pending.find(input.importId);
      if (begun?.committing !== undefined || begun === undefined) return notFound('import', input.importId);
      const committing = commit(begun, input);
      begun.committing = committing;
      try {
        const answer = await committing;
        if (answer.ok || answer.error.code === 'CANCELLED') await pending.drop(begun.id);
        return answer;
      } finally {
        begun.committing = undefined;
      }
    },
    'imports.list': async () => {
      const target = current();
      if (target === undefined) return noWorkspace;
      const { read } = target.store;
      const accounts = new Map((await read.accounts.list()).map(({ id, name }) => [id, name]));
      const counts = await read.ledger.importedCounts();
      return ok(
        (await read.imports.list()).flatMap((run) => {
          const state = isHalf(target, run) ? 'half' : run.state;
          // The one that is being written is told by its progress.
          if (state === 'writing' || state === 'undoing') return [];
          const entries = state === 'done' ? (counts.get(run.id) ?? 0) : undefined;
          return [{ ...run, entries, state, accountName: accounts.get(run.accountId) ?? '' }];
        }),
      );
    },
    'imports.undo': async ({ importId: id }) => {
      const target = current();
      if (target === undefined) return noWorkspace;
      const run = (await target.store.read.imports.list()).find((known) => known.id === id);
      if (run === undefined) return notFound('import', id);
      try {
        return await inTurn(target, async () => {
          // Another screen may have asked before: what came of that is kept until it is read.
          const { state } = await target.store.read.imports.get(run.id);
          return state === 'undone' ? alreadyUndone : takeBack(target, run);
        });
      } finally {
        // One that failed half way has changed what is there too.
        await target.reload();
        publishWorkspace();
      }
    },
    'imports.discard': async ({ importId }) => {
      await pending.drop(importId);
      return ok({});
    },
  };
  return { handlers, close: pending.close };
}

/** As a part of a sentence, for the trader. */
const closedMeanwhile =
  'its workspace was closed while it was written, and it is taken back as soon as that is opened again';

function stateOf<Value>(
  answer: Result<Value, Cancelled | HistoryNameTaken | HalfImported | AlreadyUndone>,
  outcomeOf: (value: Value) => TaskOutcome,
): TaskState {
  if (answer.ok) return { state: 'done', outcome: outcomeOf(answer.value) };
  switch (answer.error.code) {
    case 'CANCELLED':
      return { state: 'cancelled' };
    case 'ALREADY_UNDONE':
      return { state: 'failed', reason: 'It was undone before.' };
    case 'BAD_VALUE':
      return {
        state: 'failed',
        reason: 'An account that trades has this name. Import the file again, under another.',
      };
    case 'HALF_IMPORTED':
      return {
        state: 'failed',
        reason: `A part of the file is there until it is taken back, and no figure of its portfolio is known: ${answer.error.reason}. Import it again, or take it back under Past imports.`,
      };
  }
}

/** Those that were broken off. */
async function unfinishedIn({ store }: ImportTarget): Promise<readonly ImportRun[]> {
  const runs = await store.read.imports.list();
  return runs.filter(({ state }) => state === 'writing' || state === 'undoing');
}
