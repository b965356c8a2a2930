import { jobFault, type Jobs } from './jobs.ts';
import type { ImportId } from '#src/domain/ids.ts';
import { unattended } from '#src/infrastructure/persistence/sqlite/operations/operation.ts';
import type { Result } from '#src/domain/result.ts';
import type { AlreadyUndone, ImportTarget, Undone } from '#src/ports/import-files.ts';
import { lendTurns } from '#src/infrastructure/persistence/sqlite/beside/writer-turns.ts';
import type { Operation } from '#src/ports/maintenance.ts';

/** Takes an import back beside everything that trades. Where its thread dies, another one goes on where that stopped. */
export async function undoInThread(
  jobs: Jobs,
  target: ImportTarget,
  importId: ImportId,
  report: Operation['report'],
): Promise<Result<Undone, AlreadyUndone>> {
  const first = await undoOnce(jobs, target, importId, report);
  const isBroken = !first.ok && first.error.code === 'JOB_FAILED' && first.error.isBroken === true;
  const done = isBroken ? await undoOnce(jobs, target, importId, report) : first;
  if (done.ok) return done.value;
  throw jobFault(done.error);
}

async function undoOnce(
  jobs: Jobs,
  { files }: ImportTarget,
  importId: ImportId,
  report: Operation['report'],
): ReturnType<typeof jobs.run<'undoImport'>> {
  const { port: turns, close } = lendTurns(files);
  const needs = { folder: files.folder, importId, turns };
  try {
    return await jobs.run('undoImport', needs, { ...unattended, report }, [turns]);
  } finally {
    close();
  }
}
