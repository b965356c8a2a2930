import type { undoImport } from '#src/application/imports/undo-import.ts';
import type { Jobs } from '#src/composition/jobs.ts';
import type { ImportId } from '#src/domain/ids.ts';
import { unattended, type Operation } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import { RepositoryError } from '#src/ports/store-errors.ts';
import type { ImportTarget } from './file-import.ts';
import { lendTurns } from './writer-turns.ts';

/** Takes an import back beside everything that trades. */
export async function undoInThread(
  jobs: Jobs,
  { storage }: ImportTarget,
  importId: ImportId,
  report: Operation['report'],
): ReturnType<typeof undoImport> {
  const turns = lendTurns(storage);
  try {
    const done = await jobs.run(
      { type: 'undo-import', folder: storage.folder, importId, turns: turns.port },
      { ...unattended, report },
    );
    if (!done.ok) throw new RepositoryError(done.error.code === 'JOB_FAILED' ? done.error.reason : 'stopped');
    if (done.value.type !== 'undo-import') throw new TypeError(`a job did ${done.value.type} instead`);
    return done.value.result;
  } finally {
    turns.close();
  }
}
