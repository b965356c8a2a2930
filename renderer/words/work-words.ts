import type { LongWork } from '#src/domain/long-work.ts';
import type { WorkUnderWay } from '#renderer/core/work-under-way.ts';
import { say } from './say.ts';
import { formatDuration } from '#renderer/format/time.ts';

/** Before it, a pace is a guess. */
const shortestLook = 2_000;

/** What takes so long. */
export function workWords(work: LongWork): string {
  switch (work.code) {
    case 'VERIFY':
      return say('action.verify');
    case 'BACKUP':
      return say('action.backup');
    case 'RESTORE':
      return say('action.restore');
    case 'EXPORT':
      return say('action.exportWorkspace');
    case 'IMPORT_WORKSPACE':
      return say('action.importWorkspace');
    case 'IMPORT_FILE':
      return say('action.importNamed', { name: work.file });
    case 'UNDO_IMPORT':
      return say('action.undoImportNamed', { name: work.file });
    case 'BRING_IN_HISTORY':
      return say('action.bringInHistoryOf', { name: work.account });
    case 'MAKE_DEMO':
      return say('action.makeDemo');
    case 'MIGRATE':
      return say('action.migrate');
    case 'TAKE_BACK_IMPORT':
      return say('action.takeBackImport');
    case 'LOOK_UP_RATES':
      return say('portfolio.lookUpRates');
    case 'PRICE_PAST_DAYS':
      return say('portfolio.pricePastDays');
    case 'FOLD_POSITIONS':
      return say('action.foldPositions');
  }
}

/** From 0 to 100. */
export function percentOf(work: WorkUnderWay | undefined): number {
  return work === undefined || work.total === 0 ? 0 : Math.min(100, (100 * work.done) / work.total);
}

/** What is left at the pace so far, in words; undefined while that is not known. */
export function timeLeft({ done, total, at, first }: WorkUnderWay): string | undefined {
  const gained = done - first.done;
  const elapsed = at - first.at;
  if (elapsed < shortestLook || gained <= 0 || done >= total) return undefined;
  const time = formatDuration(Math.max(1_000, (elapsed * (total - done)) / gained));
  return say('common.timeLeft', { time });
}
