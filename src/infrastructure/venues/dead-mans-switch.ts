import { ok, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { RestFailure } from './meaning.ts';
import { pause } from './pause.ts';

type Answer = Promise<Result<unknown, RestFailure>>;

/** A venue cancels what works on an account where it has not heard of this program for a while. It places nothing. */
export type DeadMansSwitch = {
  /** Milliseconds until it is renewed. */
  readonly everyMs: number;
  /** Milliseconds after which the venue cancels. */
  readonly lastsMs: number;
  renew(): Answer;
  /** Undefined where nothing switches it off: the venue cancels some time after this program has ended, whatever ended it. */
  readonly end?: () => Answer;
};

type Needs = {
  readonly own: DeadMansSwitch;
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
  /** The venue may cancel before it is heard of again. Told after each attempt from then on. */
  readonly onOver: (failure: RestFailure) => void;
  readonly onFault: (fault: unknown) => void;
};

/** What is not renewed is tried again sooner, by this share of the time. */
const sooner = 3;
/** A venue that does not answer keeps nothing open for longer. */
const longestEndMs = 3_000;

/** Renews it from the first time on, for as long as this program lives. */
export function keepRenewed({ own, clock, onOver, onFault }: Needs) {
  const ending = new AbortController();
  let isSet = false;
  /** Monotonic: the venue cancels then. */
  let until = -Infinity;
  let callOff: (() => void) | undefined;

  async function renew(): Answer {
    callOff?.();
    isSet = true;
    const sent = clock.monotonic();
    const answer = await own.renew();
    if (ending.signal.aborted) return answer;
    if (answer.ok) until = sent + own.lastsMs;
    callOff?.();
    callOff = clock.after(answer.ok ? own.everyMs : own.everyMs / sooner, again);
    return answer;
  }

  async function renewOrTell(): Promise<void> {
    const answer = await renew();
    const isOver = until <= clock.monotonic() + own.everyMs;
    if (!answer.ok && isOver && !ending.signal.aborted) onOver(answer.error);
  }

  function again(): void {
    renewOrTell().catch(onFault);
  }

  return {
    renew,
    /** This program goes, and what works at the venue stays. */
    async end(): Promise<void> {
      ending.abort();
      callOff?.();
      if (!isSet || own.end === undefined) return;
      const waiting = new AbortController();
      const tooLong = pause(clock, longestEndMs, waiting.signal);
      const told = await Promise.race([own.end(), tooLong]);
      waiting.abort();
      const why = told === undefined ? 'no answer' : told.ok ? undefined : told.error.said;
      if (why !== undefined)
        onFault(
          new Error(
            `the dead-man's switch is not switched off (${why}): the venue cancels what works after ${own.lastsMs / 1_000} s`,
          ),
        );
    },
  };
}

/** Of a session that has none. */
export const noSwitch: ReturnType<typeof keepRenewed> = {
  renew: async () => ok(undefined),
  end: async () => undefined,
};
