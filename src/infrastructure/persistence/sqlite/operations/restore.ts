/** Puts files of a snapshot in the place of a workspace's own, which are moved aside and never deleted. */
import { copyFile, link, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';

import type { Clock } from '#src/ports/clock.ts';
import type { SchemaOptions } from '#src/infrastructure/persistence/sqlite/migration-files.ts';
import { readOwnFile } from '#src/infrastructure/files/own-file.ts';
import { detailOfNote, leaveNote, moveNotes, noteBeside, notesPath, type AuditNote } from './audit-notes.ts';
import { backupsFolder } from './backups.ts';
import { keepLog } from './database-copy.ts';
import {
  assertOwn,
  companions,
  databases,
  exists,
  fileOf,
  flushFile,
  flushFolder,
  freeName,
  quarantineFolder,
  timeStamp,
  type DatabaseName,
} from './files.ts';
import { breathe, part } from './operation.ts';
import { bytesOf, requireRoom } from './room.ts';
import { checkFile, readManifest, unfinished, type Manifest } from './snapshot.ts';
import type { Operation } from '#src/ports/maintenance.ts';

/** What is copied to be put in place; renamed, it is whole, and will be. */
const unfinishedRestore = `${unfinished}restore`;
const wholeRestore = 'restore-under-way';
/** In it: the name of the folder to which the replaced files go, for whoever finishes it. The note of it names that too. */
const asideName = 'aside';
/** Bytes. */
const longestName = 100;
/** As this program gives it, and no way out of the quarantine. */
const nameOfAside = /^[\dA-Za-z][\w.-]{0,99}$/;

/** Where the files went that were replaced. */
export type Restored = { readonly manifest: Manifest; readonly aside: string };

/**
 * The workspace must be closed, and locked by the caller. Until the last step nothing of it is changed; what that step
 * begins is finished, and its note is there before any file is replaced.
 */
export async function restoreSnapshot(
  { folder: workspace, migrationsFolder, clock }: SchemaOptions,
  snapshot: string,
  names: readonly DatabaseName[],
  operation: Operation,
  noteOf?: (restored: Restored) => AuditNote,
): Promise<Restored> {
  const manifest = await readManifest(snapshot);
  const aside = await asideFolder(workspace, clock);
  const making = join(workspace, unfinishedRestore);
  try {
    await rm(making, { recursive: true, force: true });
    await mkdir(making);
    await requireRoom(making, await bytesOf(snapshot));
    for (const [index, name] of names.entries()) {
      const expected = { made: manifest, migrationsFolder };
      await checkFile(snapshot, name, expected, part(operation, index, names.length));
      await copyFile(join(snapshot, fileOf(name)), join(making, fileOf(name)));
      keepLog(join(making, fileOf(name)));
      await flushFile(join(making, fileOf(name)));
    }
    await writeFile(join(making, asideName), basename(aside));
    await flushFile(join(making, asideName));
    if (noteOf !== undefined) await noteBeside(workspace, making, noteOf({ manifest, aside }));
    await breathe(operation);
    await rename(making, join(workspace, wholeRestore));
    await flushFolder(workspace);
  } catch (error) {
    await rm(making, { recursive: true, force: true });
    throw error;
  }
  await putInPlace(workspace, aside);
  operation.report(1, 1);
  return { manifest, aside };
}

/**
 * After a restore whose process was killed: what was only being copied is removed, and what was whole takes the place of
 * the files that it was to replace. Either is noted. The workspace must be closed, and locked by the caller.
 */
export async function finishRestore(workspace: string, clock: Pick<Clock, 'now'>): Promise<void> {
  const note = { time: clock.now(), actor: 'tapedeck', subject: 'a restore that was cut short' };
  const making = join(workspace, unfinishedRestore);
  if (await exists(making)) {
    await rm(making, { recursive: true, force: true });
    await leaveNote(workspace, { ...note, action: 'removed', detail: {} });
  }
  if (await exists(join(workspace, wholeRestore))) {
    const aside = await asideOfWhole(workspace, clock);
    await putInPlace(workspace, aside);
    await leaveNote(workspace, { ...note, action: 'finished', detail: { aside } });
  }
}

/** A new folder for one that an earlier version began, or that names none of ours. */
async function asideOfWhole(workspace: string, clock: Pick<Clock, 'now'>): Promise<string> {
  try {
    const { text: name } = readOwnFile(join(workspace, wholeRestore, asideName), longestName);
    if (nameOfAside.test(name)) return join(quarantineFolder(workspace), name);
  } catch {
    // An earlier version left none.
  }
  return asideFolder(workspace, clock);
}

/** Throws a ConnectionError where what a restore left, or its notes, lead elsewhere: a workspace may be laid out by anybody. */
export function assertOwnRestore(workspace: string): void {
  const whole = join(workspace, wholeRestore);
  for (const path of [whole, join(whole, asideName), notesPath(whole), notesPath(workspace)]) assertOwn(path);
}

/** Again and again, if need be: a file that is in its place is not in that folder any more. */
async function putInPlace(workspace: string, aside: string): Promise<void> {
  await moveNotes(join(workspace, wholeRestore), workspace);
  for (const name of databases) {
    const whole = join(workspace, wholeRestore, fileOf(name));
    if (!(await exists(whole))) continue;
    await setAside(workspace, name, aside);
    await rename(whole, join(workspace, fileOf(name)));
  }
  await rm(join(workspace, wholeRestore), { recursive: true, force: true });
  await flushFolder(workspace);
}

/** A backup of the workspace, as the trader asked. */
export async function restoreBackup(
  options: SchemaOptions,
  backupId: string,
  operation: Operation,
): Promise<Restored> {
  const { folder: workspace, clock } = options;
  const snapshot = join(backupsFolder(workspace), backupId);
  return restoreSnapshot(options, snapshot, databases, operation, ({ manifest: { madeAt }, aside }) => ({
    time: clock.now(),
    actor: 'trader',
    ...restored(backupId),
    detail: { madeAt, aside },
  }));
}

const restoredDetail = z.object({ madeAt: z.number(), aside: z.string() });

/** What the restore of a workspace that is still closed came to, by its own note; undefined where it changed nothing. */
export async function outcomeOfRestore(
  workspace: string,
  backupId: string,
): Promise<z.infer<typeof restoredDetail> | undefined> {
  return restoredDetail.safeParse(await detailOfNote(workspace, restored(backupId))).data;
}

function restored(backupId: string): Pick<AuditNote, 'action' | 'subject'> {
  return { action: 'restored', subject: `backup ${backupId}` };
}

/** A new folder each time: what was moved aside once is never overwritten. */
export async function asideFolder(workspace: string, clock: Pick<Clock, 'now'>): Promise<string> {
  const quarantine = quarantineFolder(workspace);
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
  // What was broken off may have begun to copy it.
  await rm(target, { force: true });
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
