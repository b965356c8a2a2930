/** How far a piece of long work is, and what is needed to tell its pace. */
export type WorkUnderWay = {
  readonly done: number;
  readonly total: number;
  /** When `done` was told. */
  readonly at: number;
  /** The first that was heard of it: after a reload of the page that is not its beginning. */
  readonly first: { readonly done: number; readonly at: number };
};

/** The next word of the same work, or the first of it. */
export function workHeard(
  before: WorkUnderWay | undefined,
  { done, total }: { readonly done: number; readonly total: number },
  now: number,
): WorkUnderWay {
  return { done, total, at: now, first: before?.first ?? { done, at: now } };
}
