import type { TaskOutcome, TaskState } from '#src/application/tasks/task-registry.ts';
import { err, type Result } from '#src/domain/result.ts';
import type { Cause } from '#src/domain/coded.ts';
import type { TaskProblem } from '#src/domain/task-problem.ts';
import type { AlreadyUndone, Cancelled, HistoryNameTaken } from '#src/ports/import-files.ts';
import type { WorkspaceUnavailable } from '#src/ports/workspaces.ts';

/** Broken off, and what was written could not be taken back: it is there until it is. */
export type HalfImported = { readonly code: 'HALF_IMPORTED'; readonly reason: Cause };

/** Broken off: a part of it is void, the rest counts until it is taken back too. */
export type HalfUndone = { readonly code: 'HALF_UNDONE'; readonly reason: Cause };

/** Its workspace was closed meanwhile. Whatever is there of the import goes when that is opened again. */
export type TakenBackLater = { readonly code: 'TAKEN_BACK_LATER' };

/** Another workspace than the one that the trader meant is open, or none; nothing was done. */
export type WorkspaceChanged = { readonly code: 'WORKSPACE_CHANGED' };

/** Nothing was open to import into. */
export type NoWorkspace = { readonly code: 'NO_WORKSPACE' };

/** Another workspace has the name that a new one was to have. */
export type NameTaken = { readonly code: 'NAME_TAKEN'; readonly name: string };

/** What an older reader took is not added to, but replaced; or, where the file does not tell all of its time, left. */
export type EarlierThere = {
  readonly code: 'EARLIER_IMPORT';
  readonly file: string;
  readonly from: number;
  readonly to: number;
  readonly isCovered: boolean;
};

export const takenBackLater = err<TakenBackLater>({ code: 'TAKEN_BACK_LATER' });
export const workspaceChanged = err<WorkspaceChanged>({ code: 'WORKSPACE_CHANGED' });

type NotAll =
  | Cancelled
  | HistoryNameTaken
  | HalfImported
  | AlreadyUndone
  | EarlierThere
  | HalfUndone
  | TakenBackLater
  | WorkspaceChanged
  | NoWorkspace
  | NameTaken
  | WorkspaceUnavailable;

/** What is kept of it for whoever asks later. */
export function importState<Value>(
  answer: Result<Value, NotAll>,
  outcomeOf: (value: Value) => TaskOutcome,
): TaskState {
  if (answer.ok) return { state: 'done', outcome: outcomeOf(answer.value) };
  return answer.error.code === 'CANCELLED'
    ? { state: 'cancelled' }
    : { state: 'failed', reason: reasonFor(answer.error) };
}

function reasonFor(error: Exclude<NotAll, Cancelled>): TaskProblem {
  switch (error.code) {
    case 'ALREADY_UNDONE':
      return { code: 'UNDONE_BEFORE' };
    case 'EARLIER_IMPORT':
      return { code: 'READ_BEFORE', file: error.file };
    case 'BAD_VALUE':
      return { code: 'NAME_OF_TRADING_ACCOUNT' };
    case 'HALF_IMPORTED':
      return { code: 'PART_LEFT', cause: error.reason };
    case 'HALF_UNDONE':
      return { code: 'PART_TAKEN_BACK', cause: error.reason };
    case 'TAKEN_BACK_LATER':
      return { code: 'TAKEN_BACK_LATER' };
    case 'WORKSPACE_CHANGED':
    case 'NO_WORKSPACE':
      return { code: 'CLOSED_BEFORE' };
    case 'NAME_TAKEN':
      return { code: 'NAME_TAKEN', name: error.name };
    case 'WORKSPACE_UNAVAILABLE':
      return { code: 'FAILED', cause: error.reason };
  }
}
