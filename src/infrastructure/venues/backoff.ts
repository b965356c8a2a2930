export type Backoff = {
  /** Milliseconds to wait before the next attempt: doubling, jittered, never above the ceiling. */
  next(): number;
  /** To be called when an attempt has proved itself. */
  reset(): void;
};

export type BackoffLimits = { readonly firstMs: number; readonly ceilingMs: number };

/** Half of each delay is fixed and half is random, so that many clients do not come back at the same moment. */
export function createBackoff(
  { firstMs, ceilingMs }: BackoffLimits,
  random: () => number = Math.random,
): Backoff {
  let delay = firstMs;
  return {
    next() {
      const current = delay;
      delay = Math.min(delay * 2, ceilingMs);
      return Math.round(current / 2 + (random() * current) / 2);
    },
    reset() {
      delay = firstMs;
    },
  };
}

/** As it is told: to a tenth of a second. */
export function inSeconds(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}
