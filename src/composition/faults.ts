import { reasonOf } from '#src/domain/fault.ts';
import { closeInTime, endNow, leave, type Closed, type Closing } from './close-in-time.ts';
import type { OutsideLanguage } from './outside-words.ts';
import { redact } from '#src/infrastructure/system/redact.ts';

export type Faults = {
  /** From now on this is closed before the process ends, instead of what was given before. */
  guard(guarded: Closing): void;
};

export type Stopped = {
  /** Without a secret. */
  readonly reason: string;
  /** What became of what was open. */
  readonly left: Closed | 'nothing';
};

export type Ending = {
  /** Tells the trader. */
  readonly say: (stopped: Stopped) => void;
  readonly exit: (code: number) => void;
};

/**
 * The one policy of both shells for what nobody has caught, an exception or a rejected promise: nothing about the process can
 * be trusted after it. It is logged, what is open is closed in order, it is said, and the process ends with code 1, or is
 * killed where something is still open. It is not started again by itself: what is on its way is settled at the next start,
 * and the trader decides when that is.
 */
export function endOnFaults({ say, exit }: Ending): Faults {
  let guarded: Closing | undefined;
  let ending = false;

  async function endBecauseOf(fault: unknown): Promise<void> {
    const reason = String(redact(reasonOf(fault)));
    const left = guarded === undefined ? 'nothing' : await closeInTime(guarded);
    say({ reason, left });
    if (left === 'open' || left === 'late') endNow();
  }

  function onFault(fault: unknown): void {
    guarded?.log.error('a fault that nobody has caught', { fault });
    // One more on the way out is logged, and changes nothing.
    if (ending) return;
    ending = true;
    endBecauseOf(fault)
      .then(() => leave(1, () => exit(1)))
      .catch(() => exit(1));
  }

  process.on('uncaughtException', onFault);
  process.on('unhandledRejection', onFault);
  return {
    guard(next) {
      guarded = next;
    },
  };
}

const words = {
  en: {
    nothing: 'Start it again to go on.',
    closed:
      'Everything was closed in order. Details are in tapedeck.log in the workspaces folder. Start it again to go on.',
    open: 'Not everything could be closed; what is open is settled at the next start. Details are in tapedeck.log in the workspaces folder.',
    late: 'Closing took too long; what is open is settled at the next start. Details are in tapedeck.log in the workspaces folder.',
  },
  de: {
    nothing: 'Starten Sie Tapedeck neu, um weiterzuarbeiten.',
    closed:
      'Alles wurde geordnet geschlossen. Einzelheiten stehen in tapedeck.log im Ordner der Arbeitsbereiche. Starten Sie Tapedeck neu, um weiterzuarbeiten.',
    open: 'Nicht alles ließ sich schließen; was offen ist, wird beim nächsten Start geklärt. Einzelheiten stehen in tapedeck.log im Ordner der Arbeitsbereiche.',
    late: 'Das Schließen dauerte zu lange; was offen ist, wird beim nächsten Start geklärt. Einzelheiten stehen in tapedeck.log im Ordner der Arbeitsbereiche.',
  },
} as const;

export function stoppedText({ reason, left }: Stopped, language: OutsideLanguage = 'en'): string {
  const what = { en: 'Tapedeck was stopped by a fault', de: 'Tapedeck wurde durch einen Fehler beendet' }[
    language
  ];
  return `${what}: ${reason}. ${words[language][left]}`;
}
