import { findImported, importFills } from '#src/application/import-fills.ts';
import { undoImport } from '#src/application/undo-import.ts';
import { readTraded } from '#src/application/import-instrument.ts';
import type { CallInput } from '#src/contract/contract.ts';
import type { ImportPreview, ImportRow } from '#src/contract/imports.ts';
import type { ProgressInfo } from '#src/contract/state.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { FileNotes, ImportFileError } from '#src/infrastructure/importing/csv/import-file.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { ImportStaging } from '#src/ports/import-staging.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { notFound, noWorkspace } from './open-workspace.ts';
import { createPendingImports, type PendingImport } from './pending-imports.ts';
import { otherTurns } from './staged-import.ts';

/** What an import needs of an open workspace. */
export type ImportTarget = {
  readonly store: RecordStore;
  /** Reads accounts, instruments and values anew, after work beside the session. */
  reload(): Promise<void>;
};

type NoNewWorkspace =
  | { readonly code: 'NAME_TAKEN'; readonly name: string }
  | { readonly code: 'WORKSPACE_UNAVAILABLE'; readonly reason: string; readonly remedy: string };

export type ImportHandlerNeeds = {
  readonly current: () => ImportTarget | undefined;
  /** Makes and opens a workspace that holds history only. */
  readonly createHistoryWorkspace: (name: string) => Promise<Result<ImportTarget, NoNewWorkspace>>;
  /** A new one for every file. */
  readonly openStaging: () => ImportStaging;
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly report: (progress: ProgressInfo) => void;
  /** Tells the screen to read the workspace anew. */
  readonly announce: () => void;
};

/** Rows between two reports of progress. */
const reportedEvery = 5_000;

export function createImportHandlers(
  needs: ImportHandlerNeeds,
): Pick<Handlers, Extract<keyof Handlers, `imports.${string}`>> {
  const { current, createHistoryWorkspace, openStaging, ids, clock, report, announce } = needs;
  const pending = createPendingImports({ ids, clock, openStaging });

  async function preview({ id, fileName, file }: PendingImport, notes: FileNotes): Promise<ImportPreview> {
    const { tally } = file;
    const shown = new Set(tally.firstFills.map(({ line }) => line));
    const known = new Set<number>();
    let duplicates = 0;
    function onDuplicate(line: number): void {
      duplicates += 1;
      if (shown.has(line)) known.add(line);
    }
    const read = current()?.store.read;
    if (read !== undefined) await findImported(read, file, { onDuplicate, pause: otherTurns });
    return {
      importId: id,
      fileName,
      format: notes.format?.name ?? '',
      rows: tally.firstFills.map((fill) => presentRow(fill, known.has(fill.line))),
      errors: [...notes.problems],
      skippedRows: [...notes.skippedRows],
      valid: tally.fills,
      entries: tally.entries,
      skipped: notes.skipped,
      invalid: notes.invalid,
      duplicates,
      firstTime: tally.firstTime,
      lastTime: tally.lastTime,
      symbols: tally.symbols().map(({ traded }) => traded.symbol),
    };
  }

  async function write(target: ImportTarget, begun: PendingImport, notes: FileNotes, accountName: string) {
    const task = `import ${begun.id}`;
    const label = `Importing ${begun.fileName}`;
    const { fills: total, entries } = begun.file.tally;
    let reported = 0;

    async function onProgress(done: number): Promise<void> {
      if (done - reported >= reportedEvery) {
        reported = done;
        report({ task, label, done, total, finished: false });
      }
      await otherTurns();
    }

    report({ task, label, done: 0, total, finished: false });
    try {
      const counts = await importFills(
        { store: target.store, clock, ids, onProgress },
        { accountName, fileName: begun.fileName, format: notes.format?.id ?? '' },
        begun.file,
      );
      await target.reload();
      announce();
      return ok({ ...counts, entries, skipped: notes.skipped, invalid: notes.invalid });
    } finally {
      report({ task, label, done: total, total, finished: true });
    }
  }

  async function commit(begun: PendingImport, { accountName, newWorkspace }: CallInput<'imports.commit'>) {
    const notes = await begun.file.finish();
    if (!notes.ok) return notFound('readable import', begun.id);
    const { fills, entries } = begun.file.tally;
    // A file that tells nothing leaves nothing behind, no empty account or workspace either.
    if (fills + entries === 0) {
      const { skipped, invalid } = notes.value;
      return ok({ imported: 0, entries: 0, duplicates: 0, skipped, invalid });
    }
    if (newWorkspace === undefined) {
      const target = current();
      return target === undefined ? noWorkspace : write(target, begun, notes.value, accountName);
    }
    const created = await createHistoryWorkspace(newWorkspace);
    return created.ok ? write(created.value, begun, notes.value, accountName) : created;
  }

  return {
    'imports.begin': async ({ fileName, mapping }) => ok({ importId: pending.begin(fileName, mapping).id }),
    'imports.chunk': async ({ importId, text }) => {
      const begun = pending.find(importId);
      if (begun === undefined) return notFound('import', importId);
      const written = await begun.file.write(text);
      return written.ok ? ok({}) : refused(written.error);
    },
    'imports.preview': async ({ importId }) => {
      const begun = pending.find(importId);
      if (begun === undefined) return notFound('import', importId);
      const notes = await begun.file.finish();
      return notes.ok ? ok(await preview(begun, notes.value)) : refused(notes.error);
    },
    'imports.commit': async (input) => {
      const begun = pending.take(input.importId);
      if (begun === undefined) return notFound('import', input.importId);
      let done = false;
      try {
        const answer = await commit(begun, input);
        done = answer.ok;
        return answer;
      } finally {
        if (done) await begun.file.discard();
        else pending.keep(begun);
      }
    },
    'imports.list': async () => {
      const read = current()?.store.read;
      if (read === undefined) return noWorkspace;
      const accounts = new Map((await read.accounts.list()).map(({ id, name }) => [id, name]));
      const runs = await read.imports.list();
      return ok(runs.map((run) => ({ ...run, accountName: accounts.get(run.accountId) ?? '' })));
    },
    'imports.undo': async ({ importId: id }) => {
      const target = current();
      if (target === undefined) return noWorkspace;
      const run = (await target.store.read.imports.list()).find((known) => known.id === id);
      if (run === undefined) return notFound('import', id);
      const undone = await undoImport({ store: target.store, clock, pause: otherTurns }, run.id);
      if (!undone.ok) return undone;
      await target.reload();
      announce();
      return undone;
    },
    'imports.discard': async ({ importId }) => {
      pending.drop(importId);
      return ok({});
    },
  };
}

/** As the contract has it, whose lists may be changed. */
function refused(error: ImportFileError) {
  if (error.code === 'UNREADABLE_FILE') return err(error);
  const { code, header, samples, guess } = error;
  return err({ code, header: [...header], samples: samples.map((cells) => [...cells]), guess: { ...guess } });
}

function presentRow(fill: ImportedFill, duplicate: boolean): ImportRow {
  return {
    line: fill.line,
    time: fill.time,
    symbol: readTraded(fill).symbol,
    side: fill.side,
    quantity: fill.quantity.toString(),
    price: fill.price.toString(),
    fee: fill.fee?.toString(),
    feeCurrency: fill.feeCurrency,
    orderId: fill.orderId,
    duplicate,
  };
}
