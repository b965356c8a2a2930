/** The time of a simulated venue. It is given from outside, so that a test owns it. */
export type VenueClock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls once after so many milliseconds; what is returned calls it off. */
  after(ms: number, run: () => void): () => void;
};

/** A clock that the machine's runs, `offset` milliseconds away from it. */
export function systemClock(): VenueClock & { offset: number } {
  return {
    offset: 0,
    now() {
      return Date.now() + this.offset;
    },
    after(ms, run) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
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
