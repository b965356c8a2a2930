import type { Clock } from '#src/ports/clock.ts';

const firstMs = 1_000;
const ceilingMs = 60_000;

type Renewed = {
  /** Monotonic: when it is, or was, asked for anew. */
  readonly at: number;
  readonly waitMs: number;
  /** Undefined where nothing waits. */
  readonly end: (() => void) | undefined;
};

/** A book that is wrong again soon after it was begun anew waits, ever longer, for the next time. */
export function createPacedRenewal(
  renew: (symbol: string) => void,
  clock: Pick<Clock, 'after' | 'monotonic'>,
) {
  const renewed = new Map<string, Renewed>();

  function wait(symbol: string, { at, waitMs }: Pick<Renewed, 'at' | 'waitMs'>): void {
    const end = clock.after(at - clock.monotonic(), () => renew(symbol));
    renewed.set(symbol, { at, waitMs, end });
  }

  return {
    renew(symbol: string): void {
      const now = clock.monotonic();
      const last = renewed.get(symbol);
      if (last === undefined || now > last.at + 2 * last.waitMs) {
        renewed.set(symbol, { at: now, waitMs: firstMs, end: undefined });
        renew(symbol);
      } else if (last.at <= now) {
        const at = Math.max(last.at + last.waitMs, now);
        wait(symbol, { at, waitMs: Math.min(last.waitMs * 2, ceilingMs) });
      } else if (last.end === undefined) wait(symbol, last);
    },
    /** Nobody waits for it any more. */
    cancel(symbol: string): void {
      const last = renewed.get(symbol);
      last?.end?.();
      // Wanted once more, it waits as long as it would have.
      if (last !== undefined) renewed.set(symbol, { ...last, end: undefined });
    },
  };
}
