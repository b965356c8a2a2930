import { findImported, importFills } from '#src/application/import-fills.ts';
import { identifyFills } from '#src/application/import-identity.ts';
import { readSymbol } from '#src/application/import-instrument.ts';
import type { CallInput } from '#src/contract/contract.ts';
import type { ImportPreview, ImportRow } from '#src/contract/imports.ts';
import type { ProgressInfo } from '#src/contract/state.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { FillsFile, UnreadableFile } from '#src/infrastructure/importing/csv/fills-csv.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { notFound, noWorkspace } from './open-workspace.ts';
import { createPendingImports, type PendingImport } from './pending-imports.ts';

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
  readonly ids: IdSource;
  readonly clock: Clock;
  readonly report: (progress: ProgressInfo) => void;
  /** Tells the screen to read the workspace anew. */
  readonly announce: () => void;
};

const rowsShown = 50;

export function createImportHandlers(
  needs: ImportHandlerNeeds,
): Pick<Handlers, Extract<keyof Handlers, `imports.${string}`>> {
  const { current, createHistoryWorkspace, ids, clock, report, announce } = needs;
  const pending = createPendingImports({ ids, clock });

  async function preview({ id, fileName }: PendingImport, file: FillsFile): Promise<ImportPreview> {
    const { fills, problems, invalid } = file;
    const symbols = identifyFills(fills);
    const read = current()?.store.read;
    const known = read === undefined ? new Set<ImportedFill>() : await findImported(read, symbols);
    return {
      importId: id,
      fileName,
      rows: fills.slice(0, rowsShown).map((fill) => presentRow(fill, known.has(fill))),
      errors: [...problems],
      valid: fills.length,
      invalid,
      duplicates: known.size,
      firstTime: fills.map(({ time }) => time).reduce<number | undefined>(earlier, undefined),
      lastTime: fills.map(({ time }) => time).reduce<number | undefined>(later, undefined),
      symbols: symbols.map(({ traded }) => traded.symbol).toSorted(),
    };
  }

  async function write(target: ImportTarget, begun: PendingImport, file: FillsFile, accountName: string) {
    const { fills, invalid } = file;
    const task = `import ${begun.id}`;
    const label = `Importing ${begun.fileName}`;
    const total = fills.length;

    async function onProgress(done: number): Promise<void> {
      report({ task, label, done, total, finished: false });
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }

    try {
      const counts = await importFills({ store: target.store, clock, ids, onProgress }, accountName, fills);
      await target.reload();
      announce();
      return ok({ ...counts, skipped: invalid });
    } finally {
      report({ task, label, done: total, total, finished: true });
    }
  }

  async function commit(begun: PendingImport, { accountName, newWorkspace }: CallInput<'imports.commit'>) {
    const file = await begun.file.end();
    if (!file.ok) return notFound('readable import', begun.id);
    // A file without a fill leaves nothing behind, no empty account or workspace either.
    if (file.value.fills.length === 0) return ok({ imported: 0, duplicates: 0, skipped: file.value.invalid });
    if (newWorkspace === undefined) {
      const target = current();
      return target === undefined ? noWorkspace : write(target, begun, file.value, accountName);
    }
    const created = await createHistoryWorkspace(newWorkspace);
    return created.ok ? write(created.value, begun, file.value, accountName) : created;
  }

  return {
    'imports.begin': async ({ fileName }) => ok({ importId: pending.begin(fileName).id }),
    'imports.chunk': async ({ importId, text }) => {
      const begun = pending.find(importId);
      if (begun === undefined) return notFound('import', importId);
      const written = await begun.file.write(text);
      return written.ok ? ok({}) : unreadable(written.error);
    },
    'imports.preview': async ({ importId }) => {
      const begun = pending.find(importId);
      if (begun === undefined) return notFound('import', importId);
      const file = await begun.file.end();
      return file.ok ? ok(await preview(begun, file.value)) : unreadable(file.error);
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
        if (!done) pending.keep(begun);
      }
    },
    'imports.discard': async ({ importId }) => {
      pending.drop(importId);
      return ok({});
    },
  };
}

function unreadable({ message, missingColumns }: UnreadableFile) {
  return err({ code: 'UNREADABLE_FILE' as const, message, missingColumns: [...missingColumns] });
}

function presentRow(fill: ImportedFill, duplicate: boolean): ImportRow {
  return {
    line: fill.line,
    time: fill.time,
    symbol: readSymbol(fill.symbol).symbol,
    side: fill.side,
    quantity: fill.quantity.toString(),
    price: fill.price.toString(),
    fee: fill.fee?.toString(),
    feeCurrency: fill.feeCurrency,
    orderId: fill.orderId,
    duplicate,
  };
}

function earlier(earliest: number | undefined, time: number): number {
  return earliest === undefined || time < earliest ? time : earliest;
}

function later(latest: number | undefined, time: number): number {
  return latest === undefined || time > latest ? time : latest;
}
