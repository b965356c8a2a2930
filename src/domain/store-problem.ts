/**
 * Why the store, the disk or a file refused. The screen says the values as they are, without this table: they are names
 * and counts alone. `fault` is the system's own word for it, such as EACCES.
 */
export const storeProblems = {
  DISK_FULL: {},
  /** In MiB: what long work needs, and what there is. */
  TOO_LITTLE_ROOM: { folder: 'name', needed: 'count', free: 'count' },
  /** Until there is room again, only what must not fail is recorded. */
  ESSENTIALS_ONLY: {},
  DISK_REFUSES: { file: 'name', trouble: 'choice' },
  /** While it was open. */
  RECORD_REPLACED: { file: 'name' },
  FILE_UNREADABLE: { fault: 'name' },
  FILE_DAMAGED: { fault: 'name' },
  FILE_LOCKED: { fault: 'name' },
  RECORD_LOCKED: { seconds: 'count' },
  WORKSPACE_CLOSED: {},
  /** Long work, beyond its bound. */
  TOOK_TOO_LONG: {},
  /** That did long work: it was killed, or crashed. */
  PROCESS_ENDED: {},
  /** The system has no process or open file left for it. */
  PROCESS_NOT_STARTED: { fault: 'name' },
  READ_ONLY: {},

  NOT_A_DATABASE: { file: 'name' },
  OTHER_PROGRAMS_FILE: { file: 'name' },
  FILE_NOT_WRITABLE: { file: 'name' },
  FILE_NOT_CREATED: { file: 'name' },
  FILE_IN_USE: { file: 'name' },
  /** A hard link. */
  FILE_HAS_TWO_NAMES: { file: 'name' },
  FILE_NOT_OPENED: { file: 'name', fault: 'name' },
  SETTING_DIFFERS: { file: 'name', setting: 'name', value: 'name', wanted: 'name' },

  NO_WORKSPACE: { folder: 'name' },
  NEVER_FINISHED: { folder: 'name' },
  LINK_TO_NOWHERE: { folder: 'name', target: 'name' },
  FOLDER_NOT_MADE: { folder: 'name', fault: 'name' },
  PATH_TOO_LONG: { folder: 'name', bytes: 'count', most: 'count' },
  FOLDER_NOT_READABLE: { folder: 'name', fault: 'name' },
  FOLDER_NOT_WRITABLE: { folder: 'name', fault: 'name' },
  FOLDER_UNUSABLE: { folder: 'name', fault: 'name' },
  CONTENT_UNREADABLE: { folder: 'name', fault: 'name' },
  FOLDER_NOT_LOCKED: { folder: 'name', fault: 'name' },
  OPEN_IN_PROCESS: { folder: 'name', process: 'name' },
  LOCKED_BY_OTHER: { folder: 'name' },
  REAL_AND_PLAY_MIXED: { account: 'name' },
  /** Nobody has as many: the program would be busy with them alone. `table` of the record. */
  TOO_MANY_ROWS: { table: 'name', most: 'count' },
  TOO_MANY_WORKING: { orders: 'count', most: 'count' },

  /** `object` as SQL names it. */
  SCHEMA_HAS: { file: 'name', object: 'name', others: 'count' },
  SCHEMA_LACKS: { file: 'name', object: 'name', others: 'count' },
  SCHEMA_DIFFERS: { file: 'name', object: 'name', others: 'count' },
  SCHEMA_TOO_LARGE: { file: 'name' },
  NEWER_VERSION: { file: 'name', version: 'count', known: 'count' },
  MIGRATION_MISSING: { folder: 'name' },
  MIGRATION_DIFFERS: { file: 'name', migration: 'name' },
  MIGRATIONS_UNCLEAR: { file: 'name' },
  MIGRATION_FAILED: { file: 'name', version: 'count', fault: 'name' },

  NO_GOOD_BACKUP: { file: 'name', folder: 'name' },
  NO_BACKUP: { folder: 'name' },
  BACKUP_UNREADABLE: { file: 'name' },
  BACKUP_CHANGED: { file: 'name' },
  BACKUPS_NOT_LISTED: { fault: 'name' },
  COPY_DIFFERS: { file: 'name', table: 'name' },

  NO_FILE: { file: 'name' },
  /** `kind`: folder, pipe, socket, link or device. */
  NOT_A_FILE: { file: 'name', kind: 'choice' },
  NO_ARCHIVE: { file: 'name' },
  ARCHIVE_OF_OTHERS: { file: 'name', entry: 'name' },
  ARCHIVE_CUT_OFF: { file: 'name' },
  TOO_LARGE_FOR_ARCHIVE: { file: 'name' },
  /** In MiB: what it would write, and what an archive of its size may. */
  ARCHIVE_SWELLS: { file: 'name', size: 'count', longest: 'count' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, 'name' | 'count' | 'choice'>>>>;

/** What the trader can do about a workspace that cannot be opened or made. */
export const remedies = ['FREE_SPACE', 'CHECK_FOLDER', 'RESTORE', 'RESTORE_FOREIGN', 'OTHERS_WELL'] as const;
export type Remedy = (typeof remedies)[number];
