import type { Clock } from '#src/ports/clock.ts';

/** Longer delays overflow the runtime's timer, which would then fire at once. */
const longestDelay = 2 ** 31 - 1;

export function createSystemClock(): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after(milliseconds, call) {
      let timer: NodeJS.Timeout;
      function wait(left: number): void {
        const step = Math.min(left, longestDelay);
        timer = setTimeout(() => (left > step ? wait(left - step) : call()), step);
      }
      wait(Math.max(milliseconds, 0));
      return () => clearTimeout(timer);
    },
  };
}
