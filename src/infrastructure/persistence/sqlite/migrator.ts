/**
 * Brings a file to the newest schema: each migration in a transaction of its own, which also counts it in
 * `user_version`, so that a file is always exactly at a version. A file that holds data is copied first.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { Clock } from '#src/ports/clock.ts';
import { ConnectionError } from '#src/ports/store-errors.ts';
import { storeError } from './driver-errors.ts';
import type { Connection } from './session.ts';

export type Migration = { readonly version: number; readonly name: string; readonly sql: string };

/** The generated files, whose names begin with their number from 0000; the first one makes version 1. */
export function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted();
  return names.map((name, index) => {
    if (Number.parseInt(name, 10) !== index) throw new ConnectionError(`${folder} lacks migration ${index}`);
    return {
      version: index + 1,
      name: basename(name, '.sql'),
      sql: readFileSync(join(folder, name), 'utf8'),
    };
  });
}

export function schemaVersion(connection: Connection): number {
  return Number(connection.database.pragma('user_version', { simple: true }));
}

/** Throws a ConnectionError for a file that a newer version of the program has written. */
export async function migrate(
  connection: Connection,
  migrations: readonly Migration[],
  clock: Pick<Clock, 'now'>,
): Promise<void> {
  const path = connection.database.name;
  const from = schemaVersion(connection);
  if (from > migrations.length) throw newerFile(path, from, migrations.length);
  const pending = migrations.slice(from);
  if (pending.length === 0) return;
  if (from > 0) await backUp(connection, path, from);
  for (const migration of pending) apply(connection, migration, clock.now());
}

/** For a file that must not be changed: it has to be at the newest schema already. */
export function assertCurrent(connection: Connection, migrations: readonly Migration[]): void {
  const path = connection.database.name;
  const version = schemaVersion(connection);
  if (version > migrations.length) throw newerFile(path, version, migrations.length);
  if (version < migrations.length) {
    throw new ConnectionError(
      `${path} has schema version ${version} and this program reads ${migrations.length}. Open it for writing once.`,
    );
  }
}

function apply({ database }: Connection, { version, name, sql }: Migration, now: number): void {
  const digest = createHash('sha256').update(sql).digest('hex');
  try {
    database
      .transaction(() => {
        database.exec(sql);
        database
          .prepare('INSERT INTO migrations (version, name, digest, applied_at) VALUES (?, ?, ?, ?)')
          .run(version, name, digest, now);
        database.pragma(`user_version = ${version}`);
      })
      .immediate();
  } catch (error) {
    const { message } = storeError(error, `migration ${name}`);
    throw new ConnectionError(`${database.name} stays at schema version ${version - 1}: ${message}`);
  }
}

/** By SQLite's own copy: reading the file past the open connection would drop its locks and miss its WAL. */
async function backUp({ database }: Connection, path: string, version: number): Promise<void> {
  const folder = join(dirname(path), 'backups');
  mkdirSync(folder, { recursive: true });
  await database.backup(join(folder, `${basename(path, '.sqlite')}-v${version}.sqlite`));
}

function newerFile(path: string, version: number, known: number): ConnectionError {
  return new ConnectionError(
    `${path} was written by a newer Tapedeck: its schema version is ${version}, this program knows up to ${known}. ` +
      'Update Tapedeck, or open another workspace.',
  );
}
