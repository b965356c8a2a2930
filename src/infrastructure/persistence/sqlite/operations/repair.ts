/** A file that cannot be read is moved aside, and the newest good backup takes its place. */
import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';

import type { Clock } from '#src/ports/clock.ts';
import { ConnectionError } from '#src/ports/store-errors.ts';
import {
  assertOpenable,
  busyTimeout,
  isEmptied,
  isLongToOpen,
  openConnection,
} from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { whyWithheld } from '#src/infrastructure/persistence/sqlite/store-fault.ts';
import { strangeObjects } from '#src/infrastructure/persistence/sqlite/known-schema.ts';
import {
  readMigrations,
  type Migration,
  type SchemaOptions,
} from '#src/infrastructure/persistence/sqlite/migration-files.ts';
import { leaveNote, type AuditNote } from './audit-notes.ts';
import { databases, exists, fileOf, type DatabaseName } from './files.ts';
import { backupsFolder, lookForBackups, newerUnread, type Backup } from './backups.ts';
import { unattended } from './operation.ts';
import { asideFolder, restoreSnapshot, setAside } from './restore.ts';
import { quotedName, tablesOf } from './row-counts.ts';
import { checkFile, type Expected } from './snapshot.ts';
import type { Repair } from '#src/ports/workspaces.ts';

/**
 * Whether a file of a workspace is to be replaced, or takes long to open. It looks at the beginning of each table alone.
 */
export async function hasDamage({ folder, migrationsFolder }: SchemaOptions): Promise<boolean> {
  for (const name of databases) {
    const migrations = readMigrations(join(migrationsFolder, name));
    const path = join(folder, fileOf(name));
    if (isLongToOpen(path) || (await isDamaged(path, migrations))) return true;
  }
  return false;
}

/**
 * Looks at each file of a workspace that is closed and locked, and reads backups whole. Throws a ConnectionError, with
 * nothing changed, for a damaged record of which there is no good backup, and what keeps a good one from its place.
 */
export async function repairDamage(options: SchemaOptions): Promise<readonly Repair[]> {
  const { folder: workspace, migrationsFolder, clock } = options;
  const repairs: Repair[] = [];
  for (const name of databases) {
    const migrations = readMigrations(join(migrationsFolder, name));
    const path = join(workspace, fileOf(name));
    if (isLongToOpen(path)) readLog(path);
    if (!(await isDamaged(path, migrations))) continue;
    const repaired = await restoreNewestGood(options, name);
    if (repaired === undefined && name === 'record') throw beyondRepair(workspace);
    const repair = repaired ?? (await startAnew(workspace, name, clock));
    repairs.push(repair);
  }
  return repairs;
}

/** The last connection to close moves the log into the file. */
function readLog(path: string): void {
  try {
    openConnection(path, { synchronous: 'FULL', readOnly: false }).database.close();
  } catch (error) {
    const isDamage = error instanceof ConnectionError && error.problem?.code === 'NOT_A_DATABASE';
    if (!isDamage) throw error;
  }
}

/**
 * True for a file that SQLite refuses to read, or that lost all. Damage further inside is what `verify` finds. Of a file
 * that we did not lay out no table is read: it is refused as it is.
 */
async function isDamaged(path: string, migrations: readonly Migration[]): Promise<boolean> {
  if (!(await exists(path)) || isEmptied(path)) return true;
  assertOpenable(path);
  let database: Database.Database | undefined;
  try {
    database = new Database(path, { readonly: true, timeout: busyTimeout });
    const tables = tablesOf(database);
    if (strangeObjects(database, migrations).length > 0) return tables.length === 0;
    for (const table of tables) database.prepare(`SELECT 1 FROM ${quotedName(table)} LIMIT 1`).get();
    return tables.length === 0;
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    return error.code === 'SQLITE_NOTADB' || error.code.startsWith('SQLITE_CORRUPT');
  } finally {
    database?.close();
  }
}

/**
 * Undefined, with nothing changed, when no backup of it is good. Throws what keeps a good one from its place, or from being
 * read, as a full disk or a missing permission: neither an older one nor an empty file is to take it then.
 */
async function restoreNewestGood(options: SchemaOptions, name: DatabaseName): Promise<Repair | undefined> {
  const { folder: workspace, migrationsFolder, clock } = options;
  const found = await lookForBackups(workspace, clock);
  for (const backup of found.backups) {
    const snapshot = join(backupsFolder(workspace), backup.id);
    const { id, madeAt } = backup;
    const expected = { made: backup, migrationsFolder };
    if (!(await isGood(snapshot, name, expected))) continue;
    const newer = newerUnread(found, backup, clock);
    if (newer !== undefined) throw newer;
    const file = join(workspace, fileOf(name));
    const repair = { file, backup: { id, madeAt }, counted: countedSince(backup, name, file) };
    const { aside } = await restoreSnapshot(options, snapshot, [name], unattended, (restored) =>
      noteOf({ ...repair, aside: restored.aside }, clock),
    );
    return { ...repair, aside };
  }
  const unread = newerUnread(found, undefined, clock);
  if (unread !== undefined) throw unread;
  return undefined;
}

/** Throws what keeps it from being read for now. */
async function isGood(snapshot: string, name: DatabaseName, expected: Expected): Promise<boolean> {
  try {
    await checkFile(snapshot, name, expected, unattended);
    return true;
  } catch (fault) {
    const withheld = whyWithheld(fault);
    if (withheld !== undefined) throw withheld;
    return false;
  }
}

/** For market data, which the venues have: an empty file takes the damaged one's place when it is opened. */
async function startAnew(workspace: string, name: DatabaseName, clock: Pick<Clock, 'now'>): Promise<Repair> {
  const aside = await asideFolder(workspace, clock);
  await setAside(workspace, name, aside);
  const file = join(workspace, fileOf(name));
  await rm(file, { force: true });
  const repair = { file, aside, backup: undefined, counted: {} };
  await leaveNote(workspace, noteOf(repair, clock));
  return repair;
}

function noteOf({ file, ...detail }: Repair, clock: Pick<Clock, 'now'>): AuditNote {
  return { time: clock.now(), actor: 'tapedeck', action: 'repaired', subject: basename(file), detail };
}

function beyondRepair(workspace: string): ConnectionError {
  return new ConnectionError(
    `${join(workspace, fileOf('record'))} is not a database, or it is damaged, and there is no good backup in ` +
      `${backupsFolder(workspace)}. Nothing was changed: put back a copy of it, or import an export of the workspace.`,
    { code: 'NO_GOOD_BACKUP', file: join(workspace, fileOf('record')), folder: backupsFolder(workspace) },
  );
}

/** How many rows more each table has than the backup, as far as the damaged file can be read. */
function countedSince({ files }: Backup, name: DatabaseName, damaged: string): Repair['counted'] {
  return Object.fromEntries(
    Object.entries(files[name].rows).flatMap(([table, rows]) => {
      const count = readableRows(damaged, table);
      return count === undefined || count <= rows ? [] : [[table, count - rows]];
    }),
  );
}

function readableRows(path: string, table: string): number | undefined {
  if (isEmptied(path)) return undefined;
  let database: Database.Database | undefined;
  try {
    database = new Database(path, { readonly: true, timeout: busyTimeout });
    return Number(
      database
        .prepare(`SELECT count(*) FROM ${quotedName(table)}`)
        .pluck()
        .get(),
    );
  } catch {
    return undefined;
  } finally {
    database?.close();
  }
}
