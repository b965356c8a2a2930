import type { CallName } from '#src/contract/contract.ts';

/**
 * A large answer holds the thread while it is made. Of those that screens ask for at once, however many, each is made in a
 * turn of the program's own: what else has come meanwhile, an order above all, goes between two of them.
 */
export type AnswerTurns = {
  /**
   * What a call waits for before it is carried out, and again before its answer is written down; undefined where it need not.
   * One that has been carried out goes before those that have not.
   */
  wait(name: CallName, isCarriedOut: boolean): Promise<void> | undefined;
  /** An answer was made of so many characters. */
  made(name: CallName, characters: number): void;
};

/** Characters from which on an answer is large: a few milliseconds. */
const largeFrom = 256 * 1024;

export function createAnswerTurns(nextTurn: (begin: () => void) => void = setImmediate): AnswerTurns {
  /** Calls that have had a large answer, and may have one again. What places or changes something is answered with little. */
  const large = new Set<CallName>();
  const waiting: (() => void)[] = [];
  /** Whether this turn has made one. */
  let isMade = false;
  let isNextAsked = false;

  function askNext(): void {
    if (isNextAsked) return;
    isNextAsked = true;
    nextTurn(begin);
  }

  function begin(): void {
    isMade = false;
    isNextAsked = false;
    waiting.shift()?.();
    if (waiting.length > 0) askNext();
  }

  return {
    wait(name, isCarriedOut) {
      if (!isMade || !large.has(name)) return undefined;
      return new Promise((resolve) => {
        if (isCarriedOut) waiting.unshift(resolve);
        else waiting.push(resolve);
      });
    },
    made(name, characters) {
      if (characters < largeFrom) return;
      large.add(name);
      isMade = true;
      askNext();
    },
  };
}
