import type { Clock } from '#src/ports/clock.ts';

/**
 * Milliseconds between two beats. What changes all the time is told at the same moments, whoever listens: a screen paints
 * once for all of it, and no more often than a price can be read.
 */
const beatTime = 333;

export type Beat = {
  /** Runs with the next beat, once. */
  readonly next: (run: () => void) => void;
  readonly leave: (run: () => void) => void;
};

/** Stands still while nobody waits. */
export function createBeat(clock: Clock): Beat {
  const waiting = new Set<() => void>();
  let cancel: (() => void) | undefined;

  function beat(): void {
    cancel = undefined;
    const runs = [...waiting];
    waiting.clear();
    for (const run of runs) run();
  }

  return {
    next(run) {
      waiting.add(run);
      cancel ??= clock.after(beatTime - (clock.monotonic() % beatTime), beat);
    },
    leave(run) {
      waiting.delete(run);
      if (waiting.size > 0) return;
      cancel?.();
      cancel = undefined;
    },
  };
}
