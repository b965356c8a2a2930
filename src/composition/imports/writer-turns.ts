import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { ConnectionError } from '#src/ports/store-errors.ts';
import type { TakeTurn } from '#src/infrastructure/persistence/sqlite/record-store.ts';

/**
 * A thread that writes to a workspace beside the program does so in the program's own turns: otherwise the main
 * thread would wait for it inside SQLite, with all that hangs on it.
 */
export type WriterTurns = { lendTurn: TakeTurn };

export type LentTurns = {
  /** Goes to the thread, which ends its turns by ending. */
  readonly port: MessagePort;
  close(): void;
};

type ToLender = 'wanted' | 'done';

/** The program's side. */
export function lendTurns(writer: WriterTurns): LentTurns {
  const { port1, port2 } = new MessageChannel();
  let endTurn: (() => void) | undefined;
  port1.on('message', (message: ToLender) => {
    if (message === 'done') end();
    else void lend();
  });
  port1.on('close', end);

  async function lend(): Promise<void> {
    try {
      endTurn = await writer.lendTurn();
      port1.postMessage('yours');
    } catch {
      // The workspace was closed: so the thread learns it.
      port1.close();
    }
  }

  function end(): void {
    endTurn?.();
    endTurn = undefined;
  }

  return { port: port2, close: () => port1.close() };
}

/** The thread's side. */
export function borrowTurns(port: MessagePort): TakeTurn {
  let answer: ((isOurs: boolean) => void) | undefined;
  let open = true;
  port.on('message', () => answer?.(true));
  port.on('close', () => {
    open = false;
    answer?.(false);
  });
  return async () => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    answer = resolve;
    if (!open) resolve(false);
    else port.postMessage('wanted' satisfies ToLender);
    if (!(await promise)) throw new ConnectionError('the workspace was closed meanwhile');
    return () => port.postMessage('done' satisfies ToLender);
  };
}
