import type { Coded } from './coded.ts';
import { venueProblems } from './unanswered.ts';

/** Why an account cannot be read with its key, or the key is not taken. */
export const keyProblems = {
  ...venueProblems,
  /** Also after its clock was asked for. */
  CLOCK_OFF: {},
  VENUE_LIMIT: { until: 'time' },
  /** No key that takes money out comes in here. */
  KEY_MAY_WITHDRAW: {},
  NO_KEYS_TAKEN: { venue: 'name' },
  /** What it holds is of this program alone. */
  PAPER_ACCOUNT: {},
  /** It trades on one market of one venue. */
  OTHER_MARKET_KEY: {},
  NO_KEY: {},
  /** It was kept until the program ended, which it has since. */
  KEY_NOT_KEPT: {},
  KEYCHAIN_FAILED: { said: 'text' },
  KEYCHAIN_SILENT: { said: 'text' },
  /** The keychain did not say whether it took the key; it would be there under this name. */
  KEY_MAY_BE_KEPT: { item: 'name', said: 'text' },
} as const;
export type KeyProblem = Coded<typeof keyProblems>;
