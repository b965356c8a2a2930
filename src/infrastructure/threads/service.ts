import type { StoreProblem } from '#src/domain/coded.ts';
import { RepositoryError } from '#src/ports/store-errors.ts';
import type { Result } from '#src/domain/result.ts';

/**
 * What one worker, a thread or a process, does for another: functions by name, each from one plain value to one plain value. Each kind of thread
 * has a type of this form, which both of its sides are checked against.
 */
export type Service = {
  readonly [name: string]: (input: never, work: Work<never>) => Promise<unknown>;
};

/** One request, while it is worked on. */
export type Work<News> = {
  /** Whoever asked wants it stopped, or is gone. */
  readonly signal: AbortSignal;
  /** To whoever asked, before the answer: how far it is, or what has happened. */
  tell(told: News): void;
};

export type Input<Of extends Service[string]> = Parameters<Of>[0];
export type Output<Of extends Service[string]> = Awaited<ReturnType<Of>>;
/** Whatever the thread tells, about any request. */
export type Told<Of extends Service> = {
  [Name in keyof Of]: Parameters<Of[Name]>[1] extends Work<infer News> ? News : never;
}[keyof Of];

/** Why a request has no answer, with what the screen says of it. An error cannot cross as it is: its class would be lost. */
export type ThreadFault = { readonly problem?: StoreProblem | undefined } &
  /** It gave up because it was asked to. */
  (
    | { readonly code: 'CANCELLED'; readonly reason: string }
    /** What the store or the disk refused, in words for the trader. */
    | { readonly code: 'REFUSED'; readonly reason: string }
    | { readonly code: 'FAULT'; readonly reason: string; readonly stack: string | undefined }
    /** The thread is gone, and with it all that it was asked. */
    | { readonly code: 'ENDED'; readonly reason: string }
  );

export type ToService<Value = unknown> =
  | { readonly type: 'ask'; readonly id: number; readonly name: string; readonly input: Value }
  | { readonly type: 'stop'; readonly id: number }
  | { readonly type: 'end' };

export type FromService<Value = unknown> =
  | { readonly type: 'told'; readonly id: number; readonly told: Value }
  | { readonly type: 'answered'; readonly id: number; readonly answer: Result<Value, ThreadFault> };

/** The answer, for a caller whose port throws faults. */
export function valueOf<Value>(answer: Result<Value, ThreadFault>): Value {
  if (answer.ok) return answer.value;
  const { error } = answer;
  if (error.code === 'REFUSED' || error.problem !== undefined)
    throw new RepositoryError(error.reason, error.problem);
  throw new Error(error.code === 'FAULT' ? (error.stack ?? error.reason) : error.reason);
}
