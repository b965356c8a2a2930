/** Puts files of a snapshot in the place of a workspace's own, which are moved aside and never deleted. */
import { copyFile, link, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';

import type { Clock } from '#src/ports/clock.ts';
import type { SchemaOptions } from '#src/infrastructure/persistence/sqlite/migration-files.ts';
import { leaveNote } from './audit-notes.ts';
import { backupsFolder } from './backups.ts';
import { keepLog } from './database-copy.ts';
import {
  companions,
  databases,
  exists,
  fileOf,
  flushFile,
  flushFolder,
  freeName,
  timeStamp,
  type DatabaseName,
} from './files.ts';
import { part } from './operation.ts';
import { checkFile, readManifest, type Manifest } from './snapshot.ts';
import type { Operation } from '#src/ports/maintenance.ts';

/** Where the files went that were replaced. */
export type Restored = { readonly manifest: Manifest; readonly aside: string };

/** The workspace must be closed, and locked by the caller. Until the last step nothing of it is changed. */
export async function restoreSnapshot(
  { folder: workspace, migrationsFolder, clock }: SchemaOptions,
  snapshot: string,
  names: readonly DatabaseName[],
  operation: Operation,
): Promise<Restored> {
  const manifest = await readManifest(snapshot);
  try {
    for (const [index, name] of names.entries()) {
      const expected = { made: manifest, migrationsFolder };
      await checkFile(snapshot, name, expected, part(operation, index, names.length));
      await copyFile(join(snapshot, fileOf(name)), incoming(workspace, name));
      keepLog(incoming(workspace, name));
      await flushFile(incoming(workspace, name));
    }
    operation.signal.throwIfAborted();
  } catch (error) {
    for (const name of names) await rm(incoming(workspace, name), { force: true });
    throw error;
  }
  const aside = await asideFolder(workspace, clock);
  for (const name of names) {
    await setAside(workspace, name, aside);
    await rename(incoming(workspace, name), join(workspace, fileOf(name)));
  }
  await flushFolder(workspace);
  operation.report(1, 1);
  return { manifest, aside };
}

/** A backup of the workspace, as the trader asked. */
export async function restoreBackup(
  options: SchemaOptions,
  backupId: string,
  operation: Operation,
): Promise<Restored> {
  const { folder: workspace, clock } = options;
  const snapshot = join(backupsFolder(workspace), backupId);
  const restored = await restoreSnapshot(options, snapshot, databases, operation);
  await leaveNote(workspace, {
    time: clock.now(),
    actor: 'trader',
    action: 'restored',
    subject: `backup ${backupId}`,
    detail: { madeAt: restored.manifest.madeAt, aside: restored.aside },
  });
  return restored;
}

/** A new folder each time: what was moved aside once is never overwritten. */
export async function asideFolder(workspace: string, clock: Pick<Clock, 'now'>): Promise<string> {
  const quarantine = join(workspace, 'quarantine');
  return join(quarantine, await freeName(quarantine, timeStamp(clock.now())));
}

/**
 * The file keeps its place by a second name until another takes it. Its log must go before: SQLite would apply it
 * to the new file.
 */
export async function setAside(workspace: string, name: DatabaseName, aside: string): Promise<void> {
  const path = join(workspace, fileOf(name));
  await mkdir(aside, { recursive: true });
  emptyLog(path);
  for (const suffix of companions) {
    if (await exists(path + suffix)) await rename(path + suffix, join(aside, fileOf(name) + suffix));
  }
  if (!(await exists(path))) return;
  const target = join(aside, fileOf(name));
  await link(path, target).catch(() => copyFile(path, target));
}

/** The last connection to close moves the log into the file; a damaged file is left as it is, with its log. */
function emptyLog(path: string): void {
  try {
    new Database(path, { fileMustExist: true }).close();
  } catch {
    // The log is moved aside beside its file.
  }
}

function incoming(workspace: string, name: DatabaseName): string {
  return join(workspace, `${fileOf(name)}.incoming`);
}
