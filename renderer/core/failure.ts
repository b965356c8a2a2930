import type { TaskProblem } from '#src/domain/task-problem.ts';
import type { CallError, CallName, CommonError } from '#src/contract/contract.ts';

/** Long work that was begun and could not be finished. */
type TaskFailure = { readonly code: 'TASK_FAILED'; readonly reason: TaskProblem };
/** The connection was lost before it was known what became of an order. Asking for the same draft again tells. */
type PlacingUnanswered = { readonly code: 'PLACING_UNANSWERED' };
/** What was typed cannot be read, and was not sent. */
type NotRead = { readonly code: 'NOT_READ'; readonly field: string; readonly message: string };
/** Why a call came to nothing. */
export type Failure = NotRead | CallError<CallName> | CommonError | TaskFailure | PlacingUnanswered;

/** Whether it is not known what became of it. */
export function isUnanswered({ code }: { readonly code: string }): boolean {
  return code === 'DISCONNECTED' || code === 'CUT_SHORT';
}
