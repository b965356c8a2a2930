import type { Coded } from './coded.ts';

/** Why a file of trades cannot be read as a whole. */
export const fileProblems = {
  NOT_TEXT: {},
  FILE_EMPTY: {},
  /** Or moved, removed, or no file at all: the system does not let it be read any more. */
  FILE_CHANGED: {},
  NO_HEADER: {},
  READ_TO_END: {},
  COLUMN_NOT_CHOSEN: { column: 'choice' },
  COLUMN_TWICE: { column: 'name' },
  TOO_MANY_ROWS: { most: 'count' },
  TOO_MANY_SYMBOLS: { line: 'count', most: 'count' },
  /** Rows of one reference, from that line on. */
  TOO_MANY_TOGETHER: { line: 'count', most: 'count' },
  LINE_TOO_LONG: { line: 'count', longest: 'count' },
  QUOTE_LEFT_OPEN: { line: 'count' },
  IBKR_TRANSACTION_HISTORY: {},
  DEGIRO_ACCOUNT_STATEMENT: {},
  /** Read into one account, the positions of two would cancel or add up to what nobody holds. */
  TWO_ACCOUNTS: { line: 'count', account: 'name', before: 'name' },
} as const;
export type FileProblem = Coded<typeof fileProblems>;
