import type { Coded } from './coded.ts';

/** What a check of the record finds wrong with a row, or with a file as a whole. */
export const findingProblems = {
  CHANGED: {},
  CHANGED_OR_EARLIER: {},
  CHAIN_END_UNKNOWN: {},
  CHAIN_END_DIFFERS: {},
  CHAIN_END_MISSING: { last: 'name' },
  BEHIND_CHAIN_END: {},
  DIFFERS_FROM_ROWS: { column: 'name', stored: 'text', made: 'text' },
  PARENT_MISSING: { parent: 'name' },
  VOIDED_BY_ANOTHER: {},
  IMPORT_UNFINISHED: { account: 'name' },
  POSITION_WITHOUT_FILLS: {},
  POSITION_MISSING: {},
  LOT_WITHOUT_FILLS: {},
  LOT_MISSING: {},
  SCHEMA_HAS: { object: 'name' },
  SCHEMA_LACKS: { object: 'name' },
  SCHEMA_DIFFERS: { object: 'name' },
  NOT_READ: { cause: 'cause' },
  /** In SQLite's own words. */
  FILE_UNSOUND: { text: 'text' },
} as const;
export type FindingProblem = Coded<typeof findingProblems>;
