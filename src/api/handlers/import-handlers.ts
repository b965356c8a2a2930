import { createCommitImport, type CommitImportNeeds } from '#src/application/imports/commit-import.ts';
import {
  createImportRuns,
  type ImportRuns,
  type ImportRunsNeeds,
} from '#src/application/imports/import-runs.ts';
import { createPendingImports } from '#src/application/imports/pending-imports.ts';
import { currency, importId as toImportId } from '#src/domain/ids.ts';
import { inText } from '#src/domain/in-text.ts';
import { ok } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { FileImport, FileToImport } from '#src/ports/import-files.ts';
import type { Log } from '#src/ports/log.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { notFound, noWorkspace } from './open-workspace.ts';

export type ImportHandlerNeeds = ImportRunsNeeds &
  Pick<CommitImportNeeds, 'createHistoryWorkspace' | 'requireRoom'> & {
    /** For every file a new one. */
    readonly openFile: (file: FileToImport) => FileImport;
    readonly ids: Pick<IdSource, 'next'>;
    readonly clock: Clock;
    readonly log: Pick<Log, 'warn'>;
  };

export type Imports = {
  readonly handlers: Pick<Handlers, Extract<keyof Handlers, `imports.${string}`>>;
  readonly inTurn: ImportRuns['inTurn'];
  readonly showAnew: ImportRuns['showAnew'];
  /** Stops what is under way, which takes itself back. */
  close(): Promise<void>;
};

export function createImports(needs: ImportHandlerNeeds): Imports {
  const { current, openFile, requireRoom, ids, clock, log } = needs;
  const pending = createPendingImports({ ids, clock, log, open: openFile });
  const runs = createImportRuns(needs);
  const commitImport = createCommitImport({ ...needs, runs });

  const handlers: Imports['handlers'] = {
    'imports.begin': async ({ fileName, mapping, answers = {} }) =>
      ok({ importId: (await pending.begin({ fileName, mapping, answers })).id }),
    'imports.chunk': async ({ importId, text }) => {
      const begun = pending.find(importId);
      if (begun === undefined) return notFound('import', importId);
      return begun.inTurn(async () => {
        // It is staged on the disk of the record, whose orders need room too.
        await requireRoom(undefined, 0);
        // It may have given way to another while this waited; what its thread is asked before that is answered.
        if (pending.find(importId) === undefined) return notFound('import', importId);
        const written = await begun.file.write(text);
        return written.ok ? ok({}) : inText(written);
      });
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
    'imports.commit': async ({ importId, accountName, newWorkspace, baseCurrency, ...choice }) => {
      const begun = pending.find(importId);
      if (begun?.committing !== undefined || begun === undefined) return notFound('import', importId);
      const committing = commitImport(begun, {
        accountName,
        importsAlike: choice.importsAlike ?? false,
        replaces: (choice.replaces ?? []).map(toImportId),
        newWorkspace,
        baseCurrency: baseCurrency === undefined ? undefined : currency(baseCurrency),
      });
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
      return target === undefined ? noWorkspace : ok([...(await runs.list(target))]);
    },
    'imports.undo': async ({ importId }) => {
      const target = current();
      return target === undefined ? noWorkspace : runs.undo(target, importId);
    },
    'imports.discard': async ({ importId }) => {
      await pending.drop(importId);
      return ok({});
    },
  };
  return { handlers, inTurn: runs.inTurn, showAnew: runs.showAnew, close: pending.close };
}
