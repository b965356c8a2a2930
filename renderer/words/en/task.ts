/** Why long work came to nothing: what that means, and what to do. */
export const task = {
  FAILED: 'Nothing of the workspace was changed.',
  FAILED_remedy: '{cause}',
  NOT_OPEN_ANY_MORE:
    'Its workspace was closed before the backup could take its place. Nothing of it was changed.',
  NOT_OPEN_ANY_MORE_remedy: 'Open it, and restore again.',
  NOT_BROUGHT_IN: '{why}',
  NOT_BROUGHT_IN_remedy:
    'What was recorded by then stays. Begin again later: it goes on with what is missing.',
  UNDONE_BEFORE: 'It was undone before: its fills are void.',
  UNDONE_BEFORE_remedy: 'Nothing is left to do.',
  READ_BEFORE:
    'An earlier version imported this time from “{file}”, and read some of it wrongly. Nothing was written.',
  READ_BEFORE_remedy: 'Import the file again, and let it replace that import.',
  NAME_OF_TRADING_ACCOUNT: 'An account that trades has this name. Nothing was written.',
  NAME_OF_TRADING_ACCOUNT_remedy: 'Import the file again, under another.',
  PART_LEFT:
    'A part of the file is there until it is taken back; until then the figures of its portfolio are not known.',
  PART_LEFT_remedy:
    '{cause} When that is put right, import the file again: the part goes first. Or take it back under Past imports.',
  PART_TAKEN_BACK:
    'A part of the import is void, the rest still counts; until all of it is taken back the figures of its portfolio are not known.',
  PART_TAKEN_BACK_remedy:
    '{cause} When that is put right, take it back again under Past imports: it goes on where it stopped.',
  TAKEN_BACK_LATER: 'Its workspace was closed meanwhile.',
  TAKEN_BACK_LATER_remedy: 'What is there of the import is taken back when it is opened again.',
  CLOSED_BEFORE: 'Its workspace was closed before it began. Nothing was changed.',
  CLOSED_BEFORE_remedy: 'Open it, and begin again.',
  NAME_TAKEN: 'A workspace is called “{name}” already. Nothing was imported.',
  NAME_TAKEN_remedy: 'Import the file again, under another name.',
} as const;
