/** What a check of the record finds. */
export const finding = {
  CHANGED: 'It is not what was recorded.',
  CHANGED_OR_EARLIER: 'It, or a row before it, is not what was recorded.',
  CHAIN_END_UNKNOWN: 'Where the chain ended is not recorded.',
  CHAIN_END_DIFFERS: 'It is not where the chain ended.',
  CHAIN_END_MISSING: 'The record ends with row {last}, which is missing.',
  BEHIND_CHAIN_END: 'It was added behind the end of the chain.',
  DIFFERS_FROM_ROWS: '{column} is {stored}, and the rows that it comes from make {made}.',
  PARENT_MISSING: 'It refers to a row of {parent} that is not there.',
  VOIDED_BY_ANOTHER: 'What voided it is not the undo of its import.',
  IMPORT_UNFINISHED:
    'It runs or was broken off. Until it is done, or taken back when the workspace is opened, what account {account} holds differs from its fills.',
  POSITION_WITHOUT_FILLS: 'No fills make this position.',
  POSITION_MISSING: 'The fills make this position, and it is not stored.',
  LOT_WITHOUT_FILLS: 'No fills make this lot.',
  LOT_MISSING: 'The fills make this lot, and it is not stored.',
  SCHEMA_HAS: 'It is not laid out as Tapedeck makes it: it has {object}.',
  SCHEMA_LACKS: 'It is not laid out as Tapedeck makes it: it lacks {object}.',
  SCHEMA_DIFFERS: 'It is not laid out as Tapedeck makes it: {object} is another one.',
  NOT_READ: 'It cannot be read. {cause}',
  FILE_UNSOUND: 'SQLite says: {text}',
} as const;
