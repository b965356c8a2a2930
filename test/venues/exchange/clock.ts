/** The time of a simulated venue. It is given from outside, so that a test owns it. */
export type VenueClock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls once after so many milliseconds; what is returned calls it off. */
  after(ms: number, run: () => void): () => void;
};

/** The machine's clock, until it is shifted. */
export function systemClock(): VenueClock & { shift(ms: number): void } {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    shift(ms) {
      offset += ms;
    },
  };
}

/** A clock that stands still until it is advanced. */
export function manualClock(start: number): VenueClock & { advance(ms: number): void } {
  let now = start;
  let waiting: { readonly at: number; readonly run: () => void }[] = [];
  return {
    now: () => now,
    after(ms, run) {
      const entry = { at: now + ms, run };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const due = waiting.filter(({ at }) => at <= end).toSorted((left, right) => left.at - right.at)[0];
        if (due === undefined) break;
        waiting = waiting.filter((other) => other !== due);
        now = Math.max(now, due.at);
        due.run();
      }
      now = end;
    },
  };
}
