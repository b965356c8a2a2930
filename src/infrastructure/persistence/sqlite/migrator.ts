/**
 * Brings a file from one schema version to the next: each migration in a transaction of its own, which also counts
 * it in `user_version`, so that a file is always exactly at a version.
 */
import type Database from 'better-sqlite3';

import type { Clock } from '#src/ports/clock.ts';
import { ConnectionError } from '#src/ports/store-errors.ts';
import { storeError } from './driver-errors.ts';
import { assertKnownSchema } from './known-schema.ts';
import type { Migration } from './migration-files.ts';
import type { MigrationRow } from './schema/record/workspace.ts';
import { sealRows } from './seal.ts';
import type { Connection } from './connection.ts';

export type MigrationStatus = {
  readonly version: number;
  /** The version that this program writes. */
  readonly latest: number;
  readonly applied: readonly { readonly version: number; readonly name: string; readonly at: number }[];
  readonly pending: readonly string[];
};

export function schemaVersion(connection: Connection): number {
  return Number(connection.database.pragma('user_version', { simple: true }));
}

/** Throws a ForeignSchemaError, or a ConnectionError where the file's past is not the one that this program knows. */
export function migrationStatus(connection: Connection, migrations: readonly Migration[]): MigrationStatus {
  assertKnownSchema(connection.database, migrations);
  const version = schemaVersion(connection);
  const applied = version === 0 ? [] : appliedTo(connection, version);
  if (version <= migrations.length) assertHistory(connection, version, applied, migrations);
  return {
    version,
    latest: migrations.length,
    applied: applied.map((row) => ({ version: row.version, name: row.name, at: row.applied_at })),
    pending: migrations.slice(version).map(({ name }) => name),
  };
}

/** Applies what is pending up to version `to`. Whoever has data in the file has made a backup before. */
export function migrateForward(
  connection: Connection,
  migrations: readonly Migration[],
  clock: Pick<Clock, 'now'>,
  to: number = migrations.length,
): void {
  const { version } = migrationStatus(connection, migrations);
  for (const migration of migrations.slice(version, to)) apply(connection, migration, clock.now());
}

/**
 * Foreign keys rest meanwhile, since a table that is built anew is dropped under those that refer to it; that they
 * all hold again is checked before the commit.
 */
function apply(
  { database }: Connection,
  { version, name, sql, digest, check, step }: Migration,
  now: number,
): void {
  database.pragma('foreign_keys = OFF');
  try {
    database
      .transaction(() => {
        check?.(database);
        database.exec(sql);
        step?.(database);
        assertForeignKeys(database);
        database
          .prepare('INSERT INTO migrations (version, name, digest, applied_at) VALUES (?, ?, ?, ?)')
          .run(version, name, digest, now);
        sealRows(database);
        database.pragma(`user_version = ${version}`);
      })
      .immediate();
  } catch (error) {
    const { message } = storeError(error, `migration ${name}`);
    throw new ConnectionError(`${database.name} stays at schema version ${version - 1}: ${message}`, {
      code: 'MIGRATION_FAILED',
      file: database.name,
      version: version - 1,
      fault: message,
    });
  } finally {
    database.pragma('foreign_keys = ON');
  }
}

function assertForeignKeys(database: Database.Database): void {
  const broken = database
    .prepare<[], { readonly table: string; readonly parent: string }>('PRAGMA foreign_key_check')
    .get();
  if (broken !== undefined) throw new Error(`a row of ${broken.table} lost its row of ${broken.parent}`);
}

/** More than any version has, and characters that no name or digest needs. */
const mostMigrations = 10_000;
const longestText = 1_000;

function short(column: string): string {
  return `iif(octet_length(${column}) > ${longestText}, '…', ${column}) AS ${column}`;
}

/** What says more than a file of that version can is cut off: anybody may have written it. */
function appliedTo({ database }: Connection, version: number): readonly MigrationRow[] {
  return database
    .prepare<[number], MigrationRow>(
      `SELECT version, ${short('name')}, ${short('digest')}, applied_at FROM migrations ORDER BY version LIMIT ?`,
    )
    .all(Math.min(version, mostMigrations) + 1);
}

/** A migration that was edited or lost after its release would leave two workspaces of one version that differ. */
function assertHistory(
  { database }: Connection,
  version: number,
  applied: readonly MigrationRow[],
  migrations: readonly Migration[],
): void {
  if (applied.length !== version || applied.some((row, index) => row.version !== index + 1)) {
    const listed = applied.length > version ? 'more' : applied.length;
    throw new ConnectionError(
      `${database.name} has schema version ${version}, but lists ${listed} migrations. Restore a backup.`,
      { code: 'MIGRATIONS_UNCLEAR', file: database.name },
    );
  }
  for (const [index, row] of applied.entries()) {
    const ours = migrations[index];
    if (ours !== undefined && (ours.name !== row.name || ours.digest !== row.digest)) {
      throw new ConnectionError(
        `Migration ${ours.name} is not the one (${row.name}) that made ${database.name}: it was changed after its ` +
          'release. Install Tapedeck again.',
        { code: 'MIGRATION_DIFFERS', file: database.name, migration: ours.name },
      );
    }
  }
}
