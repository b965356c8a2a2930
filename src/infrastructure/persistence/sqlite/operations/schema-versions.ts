/** The schema of a workspace's files: which it is, forward by migrations, and back by the backup made before one. */
import { join } from 'node:path';
import Database from 'better-sqlite3';

import type { StoreProblem } from '#src/domain/coded.ts';
import { reasonOf } from '#src/domain/fault.ts';
import { ConnectionError } from '#src/ports/store-errors.ts';
import { openConnection, type Synchronous } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import {
  readMigrations,
  type SchemaOptions,
} from '#src/infrastructure/persistence/sqlite/migration-files.ts';
import {
  migrateForward,
  migrationStatus,
  type MigrationStatus,
} from '#src/infrastructure/persistence/sqlite/migrator.ts';
import type { ChainHead } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import type { ChainHeadRow } from '#src/infrastructure/persistence/sqlite/schema/record/chain.ts';
import { leaveNote } from './audit-notes.ts';
import { figuresIn, type RecordFigures } from './figures-in.ts';
import { backupsFolder, lookForBackups, makeBackup, type Backup } from './backups.ts';
import { databases, fileOf, type DatabaseName } from './files.ts';
import { part } from './operation.ts';
import { restoreSnapshot, type Restored } from './restore.ts';
import { quotedName, tablesOf } from './row-counts.ts';
import type { Operation } from '#src/ports/maintenance.ts';

export type SchemaStatus = Readonly<Record<DatabaseName, MigrationStatus>>;

/** Throws as `migrationStatus` does, and a ConnectionError where a file cannot be read. */
export function schemaStatus(options: Omit<SchemaOptions, 'clock'>): SchemaStatus {
  return { record: statusOf('record', options), market: statusOf('market', options) };
}

/** Makes the files where there are none, and gives them the newest schema. Files that hold data are left alone. */
export function initialize(options: SchemaOptions, synchronous: Synchronous = 'FULL'): void {
  for (const name of databases) {
    forward(name, options, (version, latest) => (version === 0 ? latest : version), synchronous);
  }
}

/** Why the files can only be read, or undefined: a newer version of the program has written one of them. */
export function newerThanKnown(folder: string, status: SchemaStatus): StoreProblem | undefined {
  const newer = databases.find((name) => status[name].version > status[name].latest);
  if (newer === undefined) return undefined;
  const { version, latest } = status[newer];
  return { code: 'NEWER_VERSION', file: join(folder, fileOf(newer)), version, known: latest };
}

/** After a verified backup of both files, one transaction each migration. Does nothing when there is none. */
export async function migrateToLatest(options: SchemaOptions, operation: Operation): Promise<SchemaStatus> {
  const status = schemaStatus(options);
  const newer = newerThanKnown(options.folder, status);
  if (newer !== undefined)
    throw new ConnectionError(`${options.folder} was written by a newer Tapedeck`, newer);
  const older = databases.some((name) => status[name].version > 0 && status[name].pending.length > 0);
  const backup = older
    ? await makeBackup(options.folder, 'migration', options.clock, part(operation, 0, 2))
    : undefined;
  const was = before(options.folder);
  for (const name of databases) forward(name, options, (_version, latest) => latest);
  if (backup !== undefined) await noteMigration(options, 'migrated', status, backup, was);
  operation.report(1, 1);
  return schemaStatus(options);
}

/** What a migration leaves in the audit trail of the record that it found. */
type Before = {
  /** Where each chain ended; undefined of a record that is older than chains, or is not there yet. */
  readonly heads: Readonly<Record<string, ChainHead>> | undefined;
  /** Undefined where there are none yet, or they cannot be read: what is damaged is for the migrations to refuse. */
  readonly figures?: RecordFigures;
  /** Why they could not be read. */
  readonly figuresUnread?: string;
};

function before(folder: string): Before {
  const file = join(folder, fileOf('record'));
  const { database } = openConnection(file, { synchronous: 'FULL', readOnly: true });
  try {
    const tables = tablesOf(database);
    return {
      heads: tables.includes('chain_heads') ? chainHeads(database) : undefined,
      ...(tables.includes('positions') ? figuresBefore(database) : {}),
    };
  } finally {
    database.close();
  }
}

function chainHeads(database: Database.Database): Readonly<Record<string, ChainHead>> {
  const heads = database.prepare<[], ChainHeadRow>('SELECT name, seq, count, hash FROM chain_heads').all();
  return Object.fromEntries(heads.map(({ name, ...head }) => [name, head]));
}

function figuresBefore(database: Database.Database): Omit<Before, 'heads'> {
  try {
    return { figures: figuresIn(database) };
  } catch (fault) {
    return { figuresUnread: reasonOf(fault) };
  }
}

/** `status` is what the files had; what they have now is read. */
async function noteMigration(
  { folder, clock, ...options }: SchemaOptions,
  action: 'migrated' | 'rolled back',
  status: SchemaStatus,
  backup: Backup,
  was?: Before,
): Promise<void> {
  const after = schemaStatus({ folder, ...options });
  const versions = databases.map((name) => [name, { from: status[name].version, to: after[name].version }]);
  await leaveNote(folder, {
    time: clock.now(),
    actor: 'tapedeck',
    action,
    subject: 'schema',
    detail: { ...Object.fromEntries(versions), backup: backup.id, ...was },
  });
}

/**
 * The record's schema at another version. Back means the backup that was made before the migration, and is refused
 * where rows came after it. The files that are replaced are moved aside.
 */
export async function migrateToVersion(
  options: SchemaOptions,
  version: number,
  operation: Operation,
): Promise<Restored | undefined> {
  const status = schemaStatus(options);
  const { version: current, latest } = status.record;
  if (!Number.isInteger(version) || version < 1 || version > latest) {
    throw new ConnectionError(`There is no schema version ${version}: this program knows 1 to ${latest}.`);
  }
  if (version === current) return undefined;
  if (version > current) {
    const made = await makeBackup(options.folder, 'migration', options.clock, operation);
    const was = before(options.folder);
    forward('record', options, () => version);
    await noteMigration(options, 'migrated', status, made, was);
    return undefined;
  }
  const backup = await backupBefore(options, version);
  const names = databases.filter(
    (name) => name === 'record' || backup.files[name].schemaVersion !== schemaStatus(options)[name].version,
  );
  for (const name of names) assertNothingNewer(options.folder, name, backup);
  const snapshot = join(backupsFolder(options.folder), backup.id);
  const restored = await restoreSnapshot(options, snapshot, names, operation);
  await noteMigration(options, 'rolled back', status, backup);
  return restored;
}

async function backupBefore({ folder, clock }: SchemaOptions, version: number): Promise<Backup> {
  const { backups, unread } = await lookForBackups(folder, clock);
  const backup = backups.find(({ files }) => files.record.schemaVersion === version);
  if (backup !== undefined) return backup;
  if (unread[0] !== undefined) throw unread[0].fault;
  throw new ConnectionError(
    `No backup of ${folder} has schema version ${version}, and a migration is only undone by its backup. ` +
      'Nothing was changed.',
  );
}

function assertNothingNewer(folder: string, name: DatabaseName, { id, files }: Backup): void {
  const database = new Database(join(folder, fileOf(name)), { readonly: true });
  try {
    const newer = Object.entries(files[name].rows).flatMap(([table, rows]) => {
      // A table that became a chain has a head from then on; rows of it are counted as its own. What is to be folded anew
      // tells nothing that its fills do not.
      if (['migrations', 'chain_heads', 'unfolded'].includes(table)) return [];
      const count = Number(
        database
          .prepare(`SELECT count(*) FROM ${quotedName(table)}`)
          .pluck()
          .get(),
      );
      return count > rows ? [`${count - rows} of ${table.replaceAll('_', ' ')}`] : [];
    });
    if (newer.length === 0) return;
    throw new ConnectionError(
      `Backup ${id} lacks rows that came after it: ${newer.join(', ')}. They would be lost, so nothing was changed. ` +
        'Export the workspace first, or keep this version.',
    );
  } finally {
    database.close();
  }
}

function statusOf(
  name: DatabaseName,
  { folder, migrationsFolder }: Omit<SchemaOptions, 'clock'>,
): MigrationStatus {
  const connection = openConnection(join(folder, fileOf(name)), { synchronous: 'FULL', readOnly: true });
  try {
    return migrationStatus(connection, readMigrations(join(migrationsFolder, name)));
  } finally {
    connection.database.close();
  }
}

function forward(
  name: DatabaseName,
  { folder, migrationsFolder, clock }: SchemaOptions,
  target: (version: number, latest: number) => number,
  synchronous: Synchronous = 'FULL',
): void {
  const migrations = readMigrations(join(migrationsFolder, name));
  const connection = openConnection(join(folder, fileOf(name)), { synchronous, readOnly: false });
  try {
    const { version, latest } = migrationStatus(connection, migrations);
    migrateForward(connection, migrations, clock, target(version, latest));
  } finally {
    connection.database.close();
  }
}
