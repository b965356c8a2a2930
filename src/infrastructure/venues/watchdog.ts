import type { Clock } from '#src/ports/clock.ts';

export type Watchdog = {
  /** Something was heard. Cheap: no timer is touched. */
  touch(): void;
  stop(): void;
};

/** Milliseconds. A computer may sleep meanwhile: a timer does not see it, the time on the wall does. */
const lookEvery = 1_000;

/** Calls once when nothing was heard for `milliseconds`; the next touch arms it again. */
export function createWatchdog(clock: Clock, milliseconds: number, onQuiet: () => void): Watchdog {
  let heardAt = clock.monotonic();
  let heardOnWall = clock.now();
  let stopped = false;
  let cancel: (() => void) | undefined = look(milliseconds);

  function look(left: number): () => void {
    return clock.after(Math.min(left, lookEvery), check);
  }

  function check(): void {
    cancel = undefined;
    const silence = Math.max(clock.monotonic() - heardAt, clock.now() - heardOnWall);
    if (silence < milliseconds) cancel = look(milliseconds - silence);
    else onQuiet();
  }

  return {
    touch() {
      heardAt = clock.monotonic();
      heardOnWall = clock.now();
      if (!stopped) cancel ??= look(milliseconds);
    },
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}
