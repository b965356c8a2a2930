import type { Coded } from './coded.ts';

/** What is wrong with a value that a call was given. */
export const inputProblems = {
  NAME_UNSEEN: {},
  NAME_TOO_LONG: { longest: 'count', length: 'count' },
  NAME_INVISIBLE: { character: 'name' },
  NOT_PLAIN_DECIMAL: {},
  NOT_A_TIME_ZONE: {},
  TOO_LONG: {},
  NOT_VENUE_AND_SYMBOL: {},
  /** A place of another list, or of one that is gone. */
  OTHER_LIST: {},
  TOO_MANY_CANDLES: {},
  /** With all that is kept of its kind. */
  TOO_MUCH_KEPT: {},
  /** It has another shape than the call takes, which no page of this program sends. */
  NOT_TAKEN: {},
} as const;
export type InputProblem = Coded<typeof inputProblems>;
