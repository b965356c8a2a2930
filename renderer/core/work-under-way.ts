import { formatDuration } from '#renderer/format/time.ts';

/** How far a piece of long work is, and what is needed to tell its pace. */
export type WorkUnderWay = {
  readonly done: number;
  readonly total: number;
  /** When `done` was told. */
  readonly at: number;
  /** The first that was heard of it: after a reload of the page that is not its beginning. */
  readonly first: { readonly done: number; readonly at: number };
};

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
  return `about ${formatDuration(Math.max(1_000, (elapsed * (total - done)) / gained))} left`;
}

/** The next word of the same work, or the first of it. */
export function workHeard(
  before: WorkUnderWay | undefined,
  { done, total }: { readonly done: number; readonly total: number },
  now: number,
): WorkUnderWay {
  return { done, total, at: now, first: before?.first ?? { done, at: now } };
}
