import { run } from './run.ts';

/** A question about something that goes on changing, of which only the latest answer matters. */
export type ConflatedQuestion<Input> = {
  /** Asks this from now on, at once; nothing when it is undefined. */
  want(input: Input | undefined): void;
  /** What the answer depends on has changed: asks the same again, `pause` after it was last asked. */
  again(): void;
  stop(): void;
};

/** One question is under way at a time, and the latest one is asked next: no answer is older than the one before. */
export function createConflatedQuestion<Input>(
  ask: (input: Input) => Promise<void>,
  pause: number | (() => number),
): ConflatedQuestion<Input> {
  let input: Input | undefined;
  let due = false;
  let asking = false;
  let lastAsked = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function askAll(): Promise<void> {
    asking = true;
    try {
      for (let next = takeDue(); next !== undefined; next = takeDue()) {
        lastAsked = performance.now();
        await ask(next);
      }
    } finally {
      asking = false;
    }
  }

  function takeDue(): Input | undefined {
    const next = due ? input : undefined;
    due = false;
    return next;
  }

  function askNow(): void {
    clearTimeout(timer);
    timer = undefined;
    due = input !== undefined;
    if (due && !asking) run(askAll());
  }

  return {
    want(next) {
      input = next;
      askNow();
    },
    again() {
      if (input === undefined || timer !== undefined) return;
      const least = typeof pause === 'number' ? pause : pause();
      timer = setTimeout(askNow, Math.max(lastAsked + least - performance.now(), 0));
    },
    stop() {
      input = undefined;
      askNow();
    },
  };
}
