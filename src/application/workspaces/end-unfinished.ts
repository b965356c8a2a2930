import { undoUnfinished } from '#src/application/imports/undo-import.ts';
import type { LongWork } from '#src/domain/long-work.ts';
import { NoRoomError } from '#src/ports/store-errors.ts';
import type { Progress } from '#src/application/progress.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { HistoryReader } from '#src/ports/history-reader.ts';
import type { Log } from '#src/ports/log.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import { compareFigures } from './compare-figures.ts';
import { foldUnfolded } from './fold-unfolded.ts';

type UnfinishedNeeds = {
  readonly id: string;
  readonly files: Pick<WorkspaceFiles, 'record'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly report: (progress: Progress) => void;
  readonly reader: Pick<HistoryReader, 'upgradeChanges'>;
};

/**
 * What a migration left to be made, and an import that a crash broke off: both may be long. On a full disk positions stay to
 * be made, and an import as half of one, which is listed and can be taken back: orders that are open are to be cancelled all
 * the same. True where all of it is ended.
 */
export async function endUnfinished(needs: UnfinishedNeeds): Promise<boolean> {
  const { files, clock, log } = needs;
  const store = files.record;
  try {
    await foldMarked(needs);
    await compareFigures({ ...needs, store });
    await withProgress(needs, { code: 'TAKE_BACK_IMPORT' }, (onProgress) =>
      undoUnfinished({ store, clock, onProgress }),
    );
    return true;
  } catch (fault) {
    if (!(fault instanceof NoRoomError)) throw fault;
    log.warn('what was broken off is left until there is room', { fault });
    return false;
  }
}

/** Makes the positions that are marked as not folded. */
export async function foldMarked(needs: Omit<UnfinishedNeeds, 'clock' | 'log' | 'reader'>): Promise<void> {
  const store = needs.files.record;
  await withProgress(needs, { code: 'FOLD_POSITIONS' }, (onProgress) => foldUnfolded({ store, onProgress }));
}

/** Told only once something is done. */
async function withProgress(
  { id, report }: Pick<UnfinishedNeeds, 'id' | 'report'>,
  work: LongWork,
  run: (onProgress: (done: number, total: number) => void) => Promise<void>,
): Promise<void> {
  const common = { task: `open ${id}`, work };
  let told = false;
  try {
    await run((done, total) => {
      told = true;
      report({ ...common, done, total, finished: false });
    });
  } finally {
    if (told) report({ ...common, done: 1, total: 1, finished: true });
  }
}
