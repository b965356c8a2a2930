import type { Clock } from '#src/ports/clock.ts';

type Timer = { readonly due: number; readonly call: () => void };

/** A clock that stands still until it is moved; timers that fall due on the way are called in their order. */
export type VirtualClock = Clock & { moveTo(time: number): void };

export function createVirtualClock(start: number): VirtualClock {
  const timers = new Set<Timer>();
  let now = start;

  function nextDue(until: number): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of timers)
      if (timer.due <= until && (next === undefined || timer.due < next.due)) next = timer;
    return next;
  }

  return {
    now: () => now,
    monotonic: () => now - start,
    after(milliseconds, call) {
      const timer = { due: now + milliseconds, call };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    moveTo(time) {
      for (let timer = nextDue(time); timer !== undefined; timer = nextDue(time)) {
        timers.delete(timer);
        now = Math.max(now, timer.due);
        timer.call();
      }
      now = Math.max(now, time);
    },
  };
}
