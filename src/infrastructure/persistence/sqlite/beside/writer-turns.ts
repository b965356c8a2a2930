import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { ConnectionError } from '#src/ports/store-errors.ts';
import type { TakeTurn, Turn } from '#src/ports/workspaces.ts';

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
type ToBorrower = Pick<Turn, 'isShared'>;

/** The program's side. */
export function lendTurns(writer: WriterTurns): LentTurns {
  const { port1, port2 } = new MessageChannel();
  let turn: Turn | undefined;
  port1.on('message', (message: ToLender) => {
    if (message === 'done') end();
    // The workspace was closed: so the thread learns it.
    else lend().catch(() => port1.close());
  });
  port1.on('close', end);

  async function lend(): Promise<void> {
    turn = await writer.lendTurn();
    port1.postMessage({ isShared: turn.isShared } satisfies ToBorrower);
  }

  function end(): void {
    turn?.end();
    turn = undefined;
  }

  return { port: port2, close: () => port1.close() };
}

/** The thread's side. */
export function borrowTurns(port: MessagePort): TakeTurn {
  let answer: ((lent: ToBorrower | undefined) => void) | undefined;
  let open = true;
  port.on('message', (lent: ToBorrower) => answer?.(lent));
  port.on('close', () => {
    open = false;
    answer?.(undefined);
  });
  return async () => {
    const { promise, resolve } = Promise.withResolvers<ToBorrower | undefined>();
    answer = resolve;
    if (!open) resolve(undefined);
    else port.postMessage('wanted' satisfies ToLender);
    const lent = await promise;
    if (lent === undefined) throw new ConnectionError('the workspace was closed meanwhile');
    return { ...lent, end: () => port.postMessage('done' satisfies ToLender) };
  };
}
