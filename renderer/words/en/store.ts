import type { Remedy, storeProblems } from '#src/domain/store-problem.ts';

type Code = keyof typeof storeProblems;

/** Why the store, the disk or a file refused, by the core’s codes. */
export const store = {
  quoted: 'The reason: “{text}”.',

  DISK_FULL: 'The disk is full. Free some space.',
  ESSENTIALS_ONLY:
    'The disk is full: until there is room again, only cancels and what the venues report are recorded.',
  DISK_REFUSES:
    '{trouble, select, ENOSPC {The disk is full: {file} could not be written.} EDQUOT {Your share of the disk is used up: {file} could not be written.} EROFS {The disk can only be read: {file} could not be written.} EIO {The disk fails: {file} could not be written or read.} ENOENT {{file} is not there any more: it was moved or removed. Put it back.} other {You have no permission to write or read {file}.}}',
  RECORD_REPLACED:
    '{file} is another file now than the one that is open: a sync tool, or somebody, has put it there. Put the one that was open back, or close the workspace.',
  FILE_UNREADABLE: 'A file could not be written or read ({fault}).',
  FILE_DAMAGED: 'A file is damaged ({fault}).',
  FILE_LOCKED:
    'Another program keeps a file locked ({fault}); nothing was changed. Close that program (a database browser, a backup or a sync tool), then try again.',
  RECORD_LOCKED:
    'For {seconds, plural, one {# second} other {# seconds}} another program has kept record.sqlite of the workspace locked, so this was not recorded. Close that program (a database browser, a backup or a sync tool), then try again.',
  WORKSPACE_CLOSED: 'The workspace was closed meanwhile.',
  TOOK_TOO_LONG: 'It took too long and was ended.',
  PROCESS_ENDED:
    'The process that worked on it was ended from outside or has crashed, perhaps for want of memory. Try again.',
  PROCESS_NOT_STARTED:
    'The process for it could not be started ({fault}): the system has too few processes, open files or too little memory left. Close other programs, then try again.',
  READ_ONLY: 'It was opened for reading.',

  NOT_A_DATABASE:
    '{file} is not a database, or it is damaged. Nothing was changed: move it aside and put a backup of it in its place.',
  OTHER_PROGRAMS_FILE: '{file} is a database of another program. Choose another folder.',
  FILE_NOT_WRITABLE: '{file} cannot be written. Give yourself permission to, or choose another folder.',
  FILE_NOT_CREATED: '{file} cannot be created. Choose a folder that you may write to.',
  FILE_HAS_TWO_NAMES:
    '{file} has a second name on this disk (a hard link, as some tools make instead of a copy): what is written here would change it there too. Put a real copy in its place.',
  FILE_IN_USE: '{file} is in use by another program. Close that first.',
  FILE_NOT_OPENED: '{file} cannot be opened ({fault}).',
  SETTING_DIFFERS: '{setting} of {file} is {value} instead of {wanted}.',

  NO_WORKSPACE: 'There is no workspace in {folder}: it holds no record.sqlite.',
  NEVER_FINISHED: 'The workspace in {folder} was never finished. Create it again.',
  LINK_TO_NOWHERE:
    '{folder} is a link to {target}, where there is no folder. Connect that disk, or remove the link.',
  FOLDER_NOT_MADE: 'The folder {folder} cannot be made ({fault}). Choose another one.',
  PATH_TOO_LONG:
    '{folder} is {bytes} bytes long. At most {most} leave room for the backups below it: choose another folder.',
  FOLDER_NOT_READABLE: 'The folder {folder} cannot be read ({fault}). Give yourself permission to.',
  FOLDER_NOT_WRITABLE: 'The folder {folder} cannot be written to ({fault}). Give yourself permission to.',
  FOLDER_UNUSABLE: '{folder} cannot be used ({fault}).',
  CONTENT_UNREADABLE: '{folder} holds what cannot be read: “{fault}”.',
  FOLDER_NOT_LOCKED:
    'The workspace {folder} cannot be locked ({fault}). Give yourself permission to write workspace.lock in it.',
  OPEN_IN_PROCESS: 'The workspace {folder} is open in process {process}. Use that one, or close it first.',
  LOCKED_BY_OTHER:
    'The workspace {folder} is locked by another program, and no Tapedeck says that it is the one. Close whatever has workspace.lock in it open (a database browser, a backup, a sync tool, or a Tapedeck that found the disk full).',
  REAL_AND_PLAY_MIXED:
    'It holds the account “{account}”, which mixes real money with paper trading: the two are never kept together.',

  TOO_MANY_ROWS:
    'More than {most} rows in “{table}” are more than this program reads. Nothing in the record was changed. If it is not opened for that, restore a backup, or find out who made it.',
  TOO_MANY_WORKING:
    'It holds {orders} orders that still work, and at most {most} are followed. Nothing in it was changed: restore a backup, or find out who made it.',

  SCHEMA_HAS:
    '{file} is not laid out as Tapedeck makes it: it has {object}{others, plural, =0 {} one {, and # more thing is strange} other {, and # more things are strange}}. Nothing in it was used.',
  SCHEMA_LACKS:
    '{file} is not laid out as Tapedeck makes it: it lacks {object}{others, plural, =0 {} one {, and # more thing is strange} other {, and # more things are strange}}. Nothing in it was used.',
  SCHEMA_DIFFERS:
    '{file} is not laid out as Tapedeck makes it: {object} is another one{others, plural, =0 {} one {, and # more thing is strange} other {, and # more things are strange}}. Nothing in it was used.',

  SCHEMA_TOO_LARGE:
    '{file} is not laid out as Tapedeck makes it: the list of its tables and indexes is damaged, or longer than that of a record can be. Nothing in it was used.',
  NEWER_VERSION:
    '{file} was written by a newer Tapedeck: its schema version is {version, plural, other {#}}, this program knows up to {known, plural, other {#}}. It can be read but not traded in: update Tapedeck, or open another workspace.',
  MIGRATION_MISSING: 'A migration is missing in {folder}. Install Tapedeck again.',
  MIGRATION_DIFFERS:
    'The migration {migration} is not the one that made {file}: it was changed after its release. Install Tapedeck again.',
  MIGRATIONS_UNCLEAR:
    '{file} does not list the migrations that its schema version is made of. Restore a backup.',
  MIGRATION_FAILED:
    '{file} stays at schema version {version, plural, other {#}}: “{fault}”. Nothing was changed.',

  NO_GOOD_BACKUP:
    '{file} is not a database, or it is damaged, and there is no good backup in {folder}. Nothing was changed: put back a copy of it, or import an export of the workspace.',
  NO_BACKUP: '{folder} is no backup. Choose another one.',
  BACKUP_UNREADABLE: '{file} cannot be understood. Choose another backup.',
  BACKUP_CHANGED: '{file} is not what was backed up. Choose another backup.',
  BACKUPS_NOT_LISTED: 'The backups cannot be listed: “{fault}”.',
  COPY_DIFFERS: 'The copy {file} is not what was copied: the table {table} differs.',

  NO_FILE: 'There is no file {file}. Choose another one.',
  NOT_A_FILE:
    '{file} is {kind, select, folder {a folder} pipe {a pipe} socket {a socket} link {a link} other {a device}} and no file. Choose another one.',
  NO_ARCHIVE: '{file} is no export of a workspace, or it is damaged. Export the workspace again.',
  ARCHIVE_OF_OTHERS: '{file} holds {entry}, which no workspace does. Export the workspace again.',
  ARCHIVE_CUT_OFF: '{file} ends too early. Export the workspace again.',
  TOO_LITTLE_ROOM:
    '{folder} needs {needed} MiB of free space and has {free}. Make room there, then try again; nothing was written.',
  ARCHIVE_SWELLS:
    '{file} would write {size} MiB, far more than an export of its size holds ({longest} MiB). It was not made by Tapedeck, or it is damaged.',
  TOO_LARGE_FOR_ARCHIVE: '{file} is too large for an export (8 GiB).',

  FREE_SPACE: 'Free some space on the disk, and try again.',
  CHECK_FOLDER:
    'Check that the folder is there, may be written and has free space; or start with --workspaces DIR.',
  RESTORE:
    'npm run db -- verify --workspace "{folder}" names every damaged row; “restore” instead of “verify” puts the newest backup in its place and keeps what it replaces. Other workspaces are not affected.',
  RESTORE_FOREIGN:
    'Somebody, or another program, has changed it. npm run db -- restore --workspace "{folder}" puts the newest backup in its place and keeps what it replaces. Other workspaces are not affected.',
  OTHERS_WELL: 'Other workspaces are not affected.',
} as const satisfies Readonly<Record<Code | Remedy | 'quoted', string>>;
