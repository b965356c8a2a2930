import { once } from 'node:events';
import { causeOf, reasonOf } from '#src/domain/fault.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { RepositoryError } from '#src/ports/store-errors.ts';
import type { ServingPort } from './message-port.ts';
import { ownPort } from './own-port.ts';
import type { FromService, Service, ThreadFault, ToService } from './service.ts';

/** What the store or the disk refused; undefined for a fault of the program. */
type RefusalOf = (fault: unknown) => RepositoryError | undefined;

/** A worker's entry: it does `service` for the one that started it, made from what that one gave it. */
export async function serveWorker(
  makeService: (given: never) => Service | Promise<Service>,
  refusalOf?: RefusalOf,
): Promise<void> {
  const { port, given } = ownPort();
  serve(port, await makeService(given), refusalOf);
}

/** The side that answers. Requests are worked on at once, in their order; one that must wait for another does so itself. */
export function serve(port: ServingPort, service: Service, refusalOf: RefusalOf = () => undefined): void {
  const working = new Map<number, AbortController>();
  let ending = false;

  port.onMessage((message) => {
    if (message.type === 'ask') begin(message);
    else if (message.type === 'stop') working.get(message.id)?.abort();
    else end();
  });
  port.onClose(end);

  function begin({ id, name, input }: ToService<never> & { readonly type: 'ask' }): void {
    const stopping = new AbortController();
    const { signal } = stopping;
    const tell = (told: unknown): void => post({ type: 'told', id, told });
    working.set(id, stopping);
    const perform = async (): Promise<unknown> => {
      const done = service[name];
      if (done === undefined) throw new TypeError(`this worker does no ${name}`);
      return done(input, { signal, tell });
    };
    const answer = (given: Result<unknown, ThreadFault>): void =>
      post({ type: 'answered', id, answer: given });
    perform()
      .then((value) => answer(ok(value)))
      .catch((fault: unknown) => answer(err(faultOf(fault, signal, refusalOf))))
      .finally(() => {
        working.delete(id);
        closeWhenDone();
      });
  }

  /** What is under way is stopped, and answered before the port closes. */
  function end(): void {
    ending = true;
    for (const stopping of working.values()) stopping.abort();
    closeWhenDone();
  }

  function closeWhenDone(): void {
    if (ending && working.size === 0) port.close();
  }

  function post(message: FromService): void {
    port.postMessage(message);
  }
}

/** For work that goes on until it is stopped. */
export async function untilStopped(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

function faultOf(fault: unknown, signal: AbortSignal, refusalOf: RefusalOf): ThreadFault {
  if (isStop(signal, fault)) return { code: 'CANCELLED', reason: 'it was stopped' };
  const refused = refusalOf(fault);
  if (refused !== undefined) return { code: 'REFUSED', reason: refused.message, problem: refused.problem };
  const cause = causeOf(fault);
  return {
    code: 'FAULT',
    reason: reasonOf(fault),
    problem: typeof cause === 'string' ? undefined : cause,
    stack: fault instanceof Error ? fault.stack : undefined,
  };
}

/** True for what a request to stop has thrown, and for no fault that came after it. */
export function isStop(signal: AbortSignal, fault: unknown): boolean {
  if (!signal.aborted) return false;
  // Streams that were given the signal throw an error of their own.
  return fault === signal.reason || (fault instanceof Error && fault.cause === signal.reason);
}
