import type { Clock } from '#src/ports/clock.ts';

export type FakeClock = Clock & {
  /** Moves the time, running due timers in order; what they and the caller started settles at each stop. */
  advance(milliseconds: number): Promise<void>;
  /** Sets the wall clock alone, as a person or NTP does: timers and `monotonic` do not move. */
  jump(milliseconds: number): void;
  /** Timers that wait: 0 after everything was closed. */
  pending(): number;
};

type Timer = { readonly due: number; readonly call: () => void };

export function createFakeClock(start: number): FakeClock {
  const timers = new Set<Timer>();
  let elapsed = 0;
  let skew = 0;

  function nextDue(until: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of timers) {
      if (timer.due <= until && (next === undefined || timer.due < next.due)) next = timer;
    }
    return next;
  }

  return {
    now: () => start + elapsed + skew,
    monotonic: () => elapsed,
    after(milliseconds, call) {
      const timer = { due: elapsed + Math.max(milliseconds, 0), call };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    async advance(milliseconds) {
      const until = elapsed + milliseconds;
      await settled();
      for (let timer = nextDue(until); timer !== undefined; timer = nextDue(until)) {
        timers.delete(timer);
        elapsed = timer.due;
        timer.call();
        await settled();
      }
      elapsed = until;
      await settled();
    },
    jump(milliseconds) {
      skew += milliseconds;
    },
    pending: () => timers.size,
  };
}

/** Every promise chain that needs no timer and no I/O has run to its end. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
