import { reasonOf } from '#src/domain/fault.ts';
import { redact } from '#src/infrastructure/system/redact.ts';
import type { Log } from '#src/ports/log.ts';

/** What a fault leaves behind: its entry in the log, and everything that is open closed in order. */
export type Guarded = {
  readonly log: Pick<Log, 'error'>;
  close(): Promise<void>;
};

export type Faults = {
  /** From now on this is closed before the process ends, instead of what was given before. */
  guard(guarded: Guarded): void;
};

export type Ending = {
  /** Says it to the trader, in words without a secret. */
  readonly say: (message: string) => void;
  readonly exit: (code: number) => void;
};

/** Milliseconds. What is not closed by then is left to the recovery of the next start. */
const closeLimit = 10_000;

/**
 * The one policy of both shells for what nobody has caught, an exception or a rejected promise: nothing about the process can
 * be trusted after it. It is logged, what is open is closed in order, it is said, and the process ends with code 1. It
 * is not started again by itself: what is on its way is settled at the next start, and the trader decides when that is.
 */
export function endOnFaults({ say, exit }: Ending): Faults {
  let guarded: Guarded | undefined;
  let ending = false;

  async function close(): Promise<string> {
    if (guarded === undefined) return '';
    const closed = guarded.close().then(
      () => 'Everything was closed in order; ',
      (error: unknown) => {
        guarded?.log.error('closing failed', { error });
        return 'Not everything could be closed; what is open is settled at the next start; ';
      },
    );
    const late = new Promise<string>((resolve) => {
      setTimeout(resolve, closeLimit, 'Closing took too long; what is open is settled at the next start; ');
    });
    return `${await Promise.race([closed, late])}details are in tapedeck.log in the workspaces folder. `;
  }

  async function endBecauseOf(fault: unknown): Promise<void> {
    const reason = String(redact(reasonOf(fault)));
    say(`Tapedeck was stopped by a fault: ${reason}. ${await close()}Start it again to go on.`);
  }

  function onFault(fault: unknown): void {
    guarded?.log.error('a fault that nobody has caught', { fault });
    // One more on the way out is logged, and changes nothing.
    if (ending) return;
    ending = true;
    endBecauseOf(fault).then(
      () => exit(1),
      () => exit(1),
    );
  }

  process.on('uncaughtException', onFault);
  process.on('unhandledRejection', onFault);
  return {
    guard(next) {
      guarded = next;
    },
  };
}
