import type { WorkUnderWay } from '#renderer/core/work-under-way.ts';
import { say } from './say.ts';
import { formatDuration } from '#renderer/format/time.ts';

/** Before it, a pace is a guess. */
const shortestLook = 2_000;

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
