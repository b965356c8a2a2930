import type { undoImport } from '#src/application/imports/undo-import.ts';
import { jobFault, type Jobs } from './jobs.ts';
import type { ImportId } from '#src/domain/ids.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import type { ImportTarget } from '#src/ports/import-files.ts';
import { lendTurns } from '#src/infrastructure/persistence/sqlite/beside/writer-turns.ts';
import type { Operation } from '#src/ports/maintenance.ts';

/** Takes an import back beside everything that trades. */
export async function undoInThread(
  jobs: Jobs,
  { files }: ImportTarget,
  importId: ImportId,
  report: Operation['report'],
): ReturnType<typeof undoImport> {
  const { port: turns, close } = lendTurns(files);
  const needs = { folder: files.folder, importId, turns };
  try {
    const done = await jobs.run('undoImport', needs, { ...unattended, report }, [turns]);
    if (!done.ok) throw jobFault(done.error);
    return done.value;
  } finally {
    close();
  }
}
