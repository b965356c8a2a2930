/** A workspace at one moment: a folder with copies of its files and a manifest that names them and their digests. */
import { closeSync, readSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

import { parseShallowJson } from '#src/domain/shallow-json.ts';
import { lastTime } from '#src/domain/trading-day.ts';
import { ConnectionError, IntegrityError } from '#src/ports/store-errors.ts';
import { readMigrations } from '#src/infrastructure/persistence/sqlite/migration-files.ts';
import { migrationStatus } from '#src/infrastructure/persistence/sqlite/migrator.ts';
import { openCopy } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import { assertSound, copyDatabase } from './database-copy.ts';
import {
  databases,
  exists,
  fileOf,
  openRegular,
  flushFile,
  flushFolder,
  sha256Of,
  type DatabaseName,
} from './files.ts';
import { part } from './operation.ts';
import { bytesOf, requireRoom } from './room.ts';
import type { Operation } from '#src/ports/maintenance.ts';

const snapshotReasons = ['manual', 'daily', 'migration', 'export'] as const;

const copiedFile = z.object({
  bytes: z.number().int(),
  sha256: z.string(),
  schemaVersion: z.number().int(),
  rows: z.record(z.string(), z.number().int()),
});

const manifest = z.object({
  format: z.literal(1),
  madeAt: z.number().int().min(0).max(lastTime),
  reason: z.enum(snapshotReasons),
  files: z.object({ record: copiedFile, market: copiedFile }),
});
export type Manifest = z.infer<typeof manifest>;

export const manifestName = 'manifest.json';
/** In bytes. */
export const largestManifest = 16 * 1024;

/** Copies begin under this name: what a crash leaves behind is never taken for whole. */
export const unfinished = '.unfinished-';

/** What a process that died was making; of a folder that others share what `isOwn` says. */
export async function sweepUnfinished(
  folder: string,
  isOwn: (name: string) => boolean = () => true,
): Promise<void> {
  const names = (await exists(folder)) ? await readdir(folder) : [];
  for (const name of names) {
    if (name.startsWith(unfinished) && isOwn(name))
      await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Makes `target`, whole or not at all. */
export async function takeSnapshot(
  workspace: string,
  target: string,
  { madeAt, reason }: Pick<Manifest, 'madeAt' | 'reason'>,
  operation: Operation,
): Promise<Manifest> {
  const parent = dirname(target);
  const making = join(parent, `${unfinished}${target.slice(parent.length + 1)}`);
  try {
    await rm(making, { recursive: true, force: true });
    await mkdir(making);
    await requireRoom(making, await bytesOf(workspace));
    const copy = (name: DatabaseName, index: number) =>
      copyDatabase(
        join(workspace, fileOf(name)),
        join(making, fileOf(name)),
        part(operation, index, databases.length),
      );
    const files = { record: await copy('record', 0), market: await copy('market', 1) };
    const made: Manifest = { format: 1, madeAt, reason, files };
    await writeFile(join(making, manifestName), JSON.stringify(made, undefined, 2));
    await flushFile(join(making, manifestName));
    operation.signal.throwIfAborted();
    await rename(making, target);
    await flushFolder(parent);
    return made;
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
}

/** Throws a ConnectionError where there is no manifest of ours. */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, manifestName);
  if (!(await exists(path)))
    throw new ConnectionError(`${folder} is no backup: it has no ${manifestName}.`, {
      code: 'NO_BACKUP',
      folder,
    });
  const parsed = manifest.safeParse(parseJson(readManifestText(path)));
  if (parsed.success) return parsed.data;
  throw new IntegrityError(`${path} cannot be understood. Choose another backup.`, {
    code: 'BACKUP_UNREADABLE',
    file: path,
  });
}

/** As `checkFile`, of both files. */
export async function checkSnapshot(
  folder: string,
  migrationsFolder: string,
  operation: Operation,
): Promise<Manifest> {
  const made = await readManifest(folder);
  for (const name of databases) await checkFile(folder, name, { made, migrationsFolder }, operation);
  return made;
}

export type Expected = { readonly made: Manifest; readonly migrationsFolder: string };

/**
 * Throws an IntegrityError when a file is not, to the last bit, what was copied, and whatever `migrationStatus` does
 * before anything in it is read: a snapshot may come from anywhere.
 */
export async function checkFile(
  folder: string,
  name: DatabaseName,
  { made, migrationsFolder }: Expected,
  operation: Operation,
): Promise<void> {
  const path = join(folder, fileOf(name));
  const { bytes, sha256 } = made.files[name];
  if (!(await exists(path)))
    throw new IntegrityError(`${folder} lacks ${fileOf(name)}. Choose another backup.`, {
      code: 'BACKUP_CHANGED',
      file: path,
    });
  if ((await stat(path)).size !== bytes || (await sha256Of(path, operation)) !== sha256) {
    throw new IntegrityError(`${path} has changed since it was made. Choose another backup.`, {
      code: 'BACKUP_CHANGED',
      file: path,
    });
  }
  const connection = openCopy(path);
  try {
    migrationStatus(connection, readMigrations(join(migrationsFolder, name)));
    assertSound(connection.database, path);
  } finally {
    connection.database.close();
  }
}

/** As much as one can have: what is longer is none, and cut off it is no JSON. */
function readManifestText(path: string): string {
  const file = openRegular(path);
  try {
    const bytes = Buffer.alloc(largestManifest + 1);
    return bytes.toString('utf8', 0, readSync(file, bytes));
  } finally {
    closeSync(file);
  }
}

function parseJson(text: string): unknown {
  try {
    return parseShallowJson(text);
  } catch {
    return undefined;
  }
}
