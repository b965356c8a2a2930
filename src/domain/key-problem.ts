import type { Coded } from './coded.ts';

/** Why an account cannot be read with its key, or the key is not taken. */
export const keyProblems = {
  /** The venue knows no such key, or not from this address, or does not let it read. */
  KEY_NOT_ACCEPTED: {},
  /** The secret is another key's, or was not copied whole. */
  SIGNATURE_WRONG: {},
  /** Also after its clock was asked for. */
  CLOCK_OFF: {},
  ADDRESS_BANNED: { until: 'time' },
  VENUE_LIMIT: { until: 'time' },
  VENUE_NOT_REACHED: { said: 'text' },
  /** It answers, and does no work at present. */
  VENUE_NOT_WORKING: { status: 'count' },
  ANSWER_NOT_UNDERSTOOD: { said: 'text' },
  VENUE_REFUSED: { said: 'text' },
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
