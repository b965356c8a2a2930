import { undoUnfinished } from '#src/application/imports/undo-import.ts';
import { NoRoomError } from '#src/ports/store-errors.ts';
import type { Progress } from '#src/application/progress.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';

type TakeBackNeeds = {
  readonly id: string;
  readonly files: Pick<WorkspaceFiles, 'record'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly report: (progress: Progress) => void;
};

/**
 * An import that a crash broke off, which may have been long. On a full disk it stays as half of one, which is listed and
 * can be taken back: orders that are open are to be cancelled all the same.
 */
export async function takeBackUnfinished({ id, files, clock, log, report }: TakeBackNeeds): Promise<void> {
  const common = { task: `open ${id}`, work: { code: 'TAKE_BACK_IMPORT' } } as const;
  let told = false;
  function onProgress(done: number, total: number): void {
    told = true;
    report({ ...common, done, total, finished: false });
  }
  try {
    await undoUnfinished({ store: files.record, clock, onProgress });
  } catch (fault) {
    if (!(fault instanceof NoRoomError)) throw fault;
    log.warn('half an import is left until there is room', { fault });
  } finally {
    if (told) report({ ...common, done: 1, total: 1, finished: true });
  }
}
