import type { Transferable } from 'node:worker_threads';
import type { StoreProblem } from '#src/domain/coded.ts';
import { err, type Result } from '#src/domain/result.ts';
import type { AskingPort } from './message-port.ts';
import type { Input, Output, Service, ThreadFault, Told, ToService } from './service.ts';

export type Asked<News> = {
  /** Aborted, it has the work stopped, whose answer then says what came of it. */
  readonly signal?: AbortSignal;
  readonly onTold?: (told: News) => void;
  /** Ports that go with the input. */
  readonly transfer?: readonly Transferable[];
};

/** What went wrong there or on the way is in the answer; it rejects only for what cannot be sent. */
export type Ask<Of extends Service> = <Name extends keyof Of & string>(
  name: Name,
  input: Input<Of[Name]>,
  asked?: Asked<Told<Of>>,
) => Promise<Result<Output<Of[Name]>, ThreadFault>>;

type Waiting = { answer(answer: Result<never, ThreadFault>): void; tell(told: never): void };

/** The side that asks. `lose` answers all that waits, and all that is asked from then on: nobody else will. */
export function createAsk<Of extends Service>(
  port: AskingPort,
): { readonly ask: Ask<Of>; lose(reason: string, problem?: StoreProblem): void } {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let lost: ThreadFault | undefined;

  port.onMessage((message) => {
    const one = waiting.get(message.id);
    if (message.type === 'told') one?.tell(message.told);
    else one?.answer(message.answer);
  });

  function post(message: ToService, transfer: readonly Transferable[] = []): void {
    port.postMessage(message, transfer);
  }

  return {
    async ask(name, input, { signal, onTold, transfer } = {}) {
      if (lost !== undefined) return err(lost);
      const id = (asked += 1);
      const { promise, resolve } = Promise.withResolvers<Result<never, ThreadFault>>();
      const stop = (): void => post({ type: 'stop', id });
      function answer(given: Result<never, ThreadFault>): void {
        waiting.delete(id);
        signal?.removeEventListener('abort', stop);
        resolve(given);
      }
      post({ type: 'ask', id, name, input }, transfer);
      waiting.set(id, { answer, tell: (told) => onTold?.(told) });
      signal?.addEventListener('abort', stop);
      if (signal?.aborted === true) stop();
      return promise;
    },
    lose(reason, problem) {
      lost ??= { code: 'ENDED', reason, problem };
      for (const { answer } of waiting.values()) answer(err(lost));
    },
  };
}
