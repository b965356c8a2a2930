import { reasonOf } from '#src/domain/fault.ts';
import { endNow } from './close-in-time.ts';
import type { OutsideLanguage } from './outside-words.ts';
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

export type Stopped = {
  /** Without a secret. */
  readonly reason: string;
  /** What became of what was open. */
  readonly left: keyof (typeof words)['en'];
};

export type Ending = {
  /** Tells the trader. */
  readonly say: (stopped: Stopped) => void;
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

  async function close(): Promise<Stopped['left']> {
    if (guarded === undefined) return 'nothing';
    const closed = guarded.close().then(
      () => 'closed' as const,
      (error: unknown) => {
        guarded?.log.error('closing failed', { error });
        return 'open' as const;
      },
    );
    const late = new Promise<'late'>((resolve) => {
      setTimeout(resolve, closeLimit, 'late');
    });
    return Promise.race([closed, late]);
  }

  async function endBecauseOf(fault: unknown): Promise<void> {
    const reason = String(redact(reasonOf(fault)));
    const left = await close();
    say({ reason, left });
    if (left === 'late') endNow();
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
