import type { Clock } from '#src/ports/clock.ts';

/**
 * What a request is for. Books are many and dear, so that they leave room for questions; and both leave some for the
 * orders and cancels of this address, which other connections send.
 */
export type WeightUse = 'book' | 'question';

const shares: Readonly<Record<WeightUse, number>> = { book: 0.7, question: 0.99 };
const minuteMs = 60_000;

/** The request weight of one address, by the venue's fixed minutes and what it says of them. */
export type WeightBudget = {
  /** What the venue announces for a minute. */
  limit(perMinute: number): void;
  /** Milliseconds until so much may be asked; 0 now. */
  wait(weight: number, use: WeightUse): number;
  /** Asked now; to be called once it is answered, with the weight that the answer says was used, where it says so. */
  spend(weight: number): (told: number | undefined) => void;
  /** Nothing before that is over. */
  block(milliseconds: number): void;
};

export function createWeightBudget(clock: Clock, announced: number): WeightBudget {
  let perMinute = announced;
  let blockedUntil = -Infinity;
  let used = 0;
  /** When something of the minute was first heard: it has ended a minute later at the latest. */
  let beganAt = -Infinity;
  /** Asked and not answered: what the venue says next may lack it. */
  let underWay = 0;

  function startMinute(now: number): void {
    used = 0;
    beganAt = now;
  }

  return {
    limit(next) {
      perMinute = next;
    },
    wait(weight, use) {
      const now = clock.monotonic();
      // One that is dearer than its share goes out alone, or it never would.
      const most = Math.max(perMinute * shares[use], weight);
      const spent = now < beganAt + minuteMs ? used : 0;
      const isSpent = spent + underWay + weight > most;
      return Math.max(blockedUntil - now, isSpent ? beganAt + minuteMs - now : 0, 0);
    },
    spend(weight) {
      if (clock.monotonic() >= beganAt + minuteMs) startMinute(clock.monotonic());
      underWay += weight;
      return (told) => {
        underWay -= weight;
        const now = clock.monotonic();
        if (told === undefined) {
          used += weight;
          return;
        }
        // Less than before: the venue has begun another minute.
        if (told < used || now >= beganAt + minuteMs) startMinute(now);
        used = told;
      };
    },
    block(milliseconds) {
      blockedUntil = Math.max(blockedUntil, clock.monotonic() + milliseconds);
    },
  };
}
