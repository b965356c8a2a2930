import type { Coded } from './coded.ts';

/** Why long work came to nothing. */
export const taskProblems = {
  FAILED: { cause: 'cause' },
  /** Of a restore: another workspace was open by then. */
  NOT_OPEN_ANY_MORE: {},
  /** Not all that was asked of a venue was answered; what was recorded by then stays. */
  NOT_BROUGHT_IN: { why: 'unanswered' },
  UNDONE_BEFORE: {},
  NAME_OF_TRADING_ACCOUNT: {},
  /** By an older reader, whose import was not replaced. */
  READ_BEFORE: { file: 'name' },
  PART_LEFT: { cause: 'cause' },
  PART_TAKEN_BACK: { cause: 'cause' },
  TAKEN_BACK_LATER: {},
  CLOSED_BEFORE: {},
  /** Of a workspace that was to be made. */
  NAME_TAKEN: { name: 'name' },
} as const;
export type TaskProblem = Coded<typeof taskProblems>;
