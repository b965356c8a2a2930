import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createAsk } from '#src/infrastructure/threads/ask.ts';
import { askingOver, servingOver } from '#src/infrastructure/threads/message-port.ts';
import { serve, untilStopped } from '#src/infrastructure/threads/serve.ts';
import type { Work } from '#src/infrastructure/threads/service.ts';
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

/** What the program does for that thread. */
type TurnService = {
  /** Tells that it is the thread's turn, which lasts until the thread stops it. */
  turn(input: undefined, work: Work<Pick<Turn, 'isShared'>>): Promise<void>;
};

/** The program's side. */
export function lendTurns(writer: WriterTurns): LentTurns {
  const { port1, port2 } = new MessageChannel();
  const service: TurnService = {
    async turn(_input, { signal, tell }) {
      const { isShared, end } = await writer.lendTurn();
      tell({ isShared });
      await untilStopped(signal);
      end();
    },
  };
  serve(servingOver(port1), service);
  return { port: port2, close: () => port1.close() };
}

/** The thread's side. */
export function borrowTurns(port: MessagePort): TakeTurn {
  const { ask, lose } = createAsk<TurnService>(askingOver(port));
  port.on('close', () => lose('the workspace was closed'));
  return async () => {
    const ending = new AbortController();
    const { signal } = ending;
    const { promise, resolve, reject } = Promise.withResolvers<Turn>();
    const onTold = (lent: Pick<Turn, 'isShared'>): void => resolve({ ...lent, end: () => ending.abort() });
    // Once the turn is taken, that it is over comes too late to reject.
    ask('turn', undefined, { signal, onTold }).then(
      () => reject(new ConnectionError('the workspace was closed meanwhile', { code: 'WORKSPACE_CLOSED' })),
      reject,
    );
    return promise;
  };
}
