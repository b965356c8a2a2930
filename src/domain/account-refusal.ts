import type { Coded } from './coded.ts';

/** Why an account may not be where it is asked for. */
export const accountRefusals = {
  /** A live workspace takes nothing that moves no money, and no other takes what does. */
  PLAY_KEPT_APART: {},
  REAL_KEPT_APART: {},
  NO_SUCH_MARKET: { venue: 'name' },
  ORDERS_NOT_TAKEN: { venue: 'name' },
  /** The account that is there follows another market of the venue. */
  OTHER_MARKET: { account: 'name', venue: 'name' },
  NO_DEAD_MANS_SWITCH: { venue: 'name' },
  /** No venue of these lends coins. */
  TRADED_HERE: {},
} as const;
export type AccountRefusal = Coded<typeof accountRefusals>;

/** What is wrong with a value that an account or a workspace begins with. */
export const valueProblems = [
  'ACCOUNT_NAME_TAKEN',
  'PORTFOLIO_NAME_TAKEN',
  'DEPOSIT_NOT_POSITIVE',
  'FEE_OUT_OF_RANGE',
] as const;
export type ValueProblem = (typeof valueProblems)[number];
