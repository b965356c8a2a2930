/** The backups of one workspace: a folder each, in `backups`, named by the time at which it was made. */
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Clock } from '#src/ports/clock.ts';
import { exists, freeName, removeFolder, timeStamp } from './files.ts';
import type { Operation } from './operation.ts';
import { readManifest, takeSnapshot, unfinished, type Manifest, type SnapshotReason } from './snapshot.ts';

export type Backup = Manifest & { readonly id: string };

export type BackupReason = Exclude<SnapshotReason, 'export'>;

/** How many of each kind are kept; the newest ones. */
const kept: Readonly<Record<BackupReason, number>> = { manual: 10, daily: 7, migration: 3 };

export function backupsFolder(workspace: string): string {
  return join(workspace, 'backups');
}

/** Made while others write, checked, and then counted: older ones of its kind that are too many are removed. */
export async function makeBackup(
  workspace: string,
  reason: BackupReason,
  clock: Pick<Clock, 'now'>,
  operation: Operation,
): Promise<Backup> {
  const folder = backupsFolder(workspace);
  await mkdir(folder, { recursive: true });
  await sweep(folder);
  const madeAt = clock.now();
  const id = await freeName(folder, `${timeStamp(madeAt)}-${reason}`);
  const made = await takeSnapshot(workspace, join(folder, id), { madeAt, reason }, operation);
  await prune(workspace, reason);
  return { ...made, id };
}

/** Newest first. A folder that is no backup of ours is left out. */
export async function listBackups(workspace: string): Promise<readonly Backup[]> {
  const folder = backupsFolder(workspace);
  const names = (await exists(folder)) ? await readdir(folder) : [];
  const found: Backup[] = [];
  for (const id of names.filter((name) => !name.startsWith('.'))) {
    const made = await readManifest(join(folder, id)).catch(() => undefined);
    if (made !== undefined) found.push({ ...made, id });
  }
  return found.toSorted((left, right) => right.madeAt - left.madeAt || right.id.localeCompare(left.id));
}

async function prune(workspace: string, reason: BackupReason): Promise<void> {
  const same = (await listBackups(workspace)).filter((backup) => backup.reason === reason);
  for (const { id } of same.slice(kept[reason])) {
    removeFolder(join(backupsFolder(workspace), id));
  }
}

/** What a process that died was making. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(unfinished)) await rm(join(folder, name), { recursive: true, force: true });
  }
}
