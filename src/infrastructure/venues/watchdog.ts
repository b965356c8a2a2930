import type { Clock } from '#src/ports/clock.ts';

export type Watchdog = {
  /** Something was heard. Cheap: no timer is touched. */
  touch(): void;
  stop(): void;
};

/** Calls once when nothing was heard for `milliseconds`; the next touch arms it again. */
export function createWatchdog(clock: Clock, milliseconds: number, onQuiet: () => void): Watchdog {
  let heardAt = clock.monotonic();
  let stopped = false;
  let cancel: (() => void) | undefined = clock.after(milliseconds, check);

  function check(): void {
    cancel = undefined;
    const left = heardAt + milliseconds - clock.monotonic();
    if (left > 0) cancel = clock.after(left, check);
    else onQuiet();
  }

  return {
    touch() {
      heardAt = clock.monotonic();
      if (!stopped) cancel ??= clock.after(milliseconds, check);
    },
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}
