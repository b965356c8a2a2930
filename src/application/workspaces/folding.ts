import { createTurns } from '#src/application/in-turn.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Log } from '#src/ports/log.ts';
import { mayPass } from '#src/ports/store-errors.ts';

export type FoldingNeeds = {
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Log;
  /** Makes the positions that are marked as not folded. */
  readonly fold: () => Promise<void>;
  /** Those that were left are made. */
  readonly onMade: () => Promise<void>;
};

/** Milliseconds. */
const retryEvery = 10_000;

/**
 * Folds what is marked for it, beside the session. What asks for that is recorded by then, and is told as done whatever
 * comes of the fold: what a full disk, or another program's lock, leaves to be made is made once they let it.
 */
export function createFolding({ clock, log, fold, onMade }: FoldingNeeds) {
  const inTurn = createTurns();
  let callOff: (() => void) | undefined;
  let closed = false;

  function tryLater(): void {
    callOff?.();
    callOff = closed ? undefined : clock.after(retryEvery, () => void again());
  }

  async function foldMarked(): Promise<boolean> {
    try {
      await fold();
      return true;
    } catch (fault) {
      if (closed) return false;
      if (mayPass(fault)) {
        log.warn('positions are left to be made until the record can be written', { fault });
        tryLater();
      } else log.error('positions could not be made', { fault });
      return false;
    }
  }

  async function again(): Promise<void> {
    callOff = undefined;
    if (await inTurn(foldMarked))
      await onMade().catch((fault: unknown) => log.error('what was made could not be shown', { fault }));
  }

  return {
    /**
     * Records what marks something to be folded, and folds it, while no other fold is under way: one that has read the legs
     * already would take the mark away as it ends.
     */
    after<Value>(record: () => Promise<Value>): Promise<Value> {
      return inTurn(async () => {
        const value = await record();
        await foldMarked();
        return value;
      });
    },
    tryLater,
    close(): void {
      closed = true;
      callOff?.();
    },
  };
}
