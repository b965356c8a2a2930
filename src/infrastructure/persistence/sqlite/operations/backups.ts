/** The backups of one workspace: a folder each, in `backups`, named by the time at which it was made. */
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Clock } from '#src/ports/clock.ts';
import { isLackOfFiles, whyWithheld } from '#src/infrastructure/persistence/sqlite/store-fault.ts';
import { ConnectionError, type RepositoryError } from '#src/ports/store-errors.ts';
import { exists, fileOf, freeName, removeFolder, timeStamp } from './files.ts';
import { readManifest, sweepUnfinished, takeSnapshot, type Manifest } from './snapshot.ts';
import type { BackupReason, BackupSummary } from '#src/ports/maintenance.ts';
import type { Operation } from '#src/ports/maintenance.ts';

export type Backup = Manifest & { readonly id: string };

/** One that goes by a name of ours and cannot be read for now: it may be good. */
type UnreadBackup = { readonly id: string; readonly fault: RepositoryError };

export type FoundBackups = {
  /** As `listBackups` tells them. */
  readonly backups: readonly Backup[];
  readonly unread: readonly UnreadBackup[];
};

/** How many of each kind are kept; the newest ones. */
const kept: Readonly<Record<BackupReason, number>> = { manual: 10, daily: 7, migration: 3 };

/** Fifty times as many as are kept, for whatever was put there. */
const mostListed = 1_000;
/** Folders, of which each may be none of ours: a second's work. */
const mostLookedAt = 10_000;
/** As `makeBackup` names them. */
const ownName = /^\d{8}T\d{9}Z-(?:manual|daily|migration)(?:-\d+)?$/;

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
  await makeFolderIn(workspace, folder);
  await sweepUnfinished(folder);
  const madeAt = clock.now();
  const id = await freeName(folder, `${timeStamp(madeAt)}-${reason}`);
  const made = await takeSnapshot(workspace, join(folder, id), { madeAt, reason }, operation);
  await prune(workspace, reason, clock);
  return { ...made, id };
}

/** A workspace that was moved away is told as gone: nothing is put where it was. */
async function makeFolderIn(workspace: string, folder: string): Promise<void> {
  const record = join(workspace, fileOf('record'));
  if (!(await exists(record)))
    throw new ConnectionError(`${record} is not there any more: nothing is backed up.`, {
      code: 'DISK_REFUSES',
      file: record,
      trouble: 'ENOENT',
    });
  await mkdir(folder).catch((fault: unknown) => {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'EEXIST')) throw fault;
  });
}

/**
 * Newest first; of more than a thousand those that have names of ours, the latest times before others, and those whose time
 * lies ahead behind those of the past. A folder that is no backup of ours is left out, and counts as none. One whose time lies
 * ahead was made while the clock was wrong: its place is told by what it holds, behind the backups that hold no less.
 */
export async function listBackups(workspace: string, clock: Pick<Clock, 'now'>): Promise<readonly Backup[]> {
  return (await lookForBackups(workspace, clock)).backups;
}

/** With those that may not be read. Throws where the program has no file left to open. */
export async function lookForBackups(workspace: string, clock: Pick<Clock, 'now'>): Promise<FoundBackups> {
  const folder = backupsFolder(workspace);
  const names = (await exists(folder)) ? await readdir(folder) : [];
  const found: Backup[] = [];
  const unread: UnreadBackup[] = [];
  const visible = names.filter((name) => !name.startsWith('.')).toSorted();
  const now = clock.now();
  const {
    own = [],
    ahead: early = [],
    others = [],
  } = Object.groupBy(visible, (name) => {
    if (!ownName.test(name)) return 'others';
    return name > timeStamp(now + 1) ? 'ahead' : 'own';
  });
  for (const id of [...others, ...early, ...own].toReversed().slice(0, mostLookedAt)) {
    if (found.length === mostListed) break;
    try {
      found.push({ ...(await readManifest(join(folder, id))), id });
    } catch (fault) {
      if (isLackOfFiles(fault)) throw fault;
      const withheld = ownName.test(id) ? whyWithheld(fault) : undefined;
      if (withheld !== undefined) unread.push({ id, fault: withheld });
    }
  }
  const byTime = found.toSorted(
    (left, right) => right.madeAt - left.madeAt || right.id.localeCompare(left.id),
  );
  const ahead = byTime.filter(({ madeAt }) => madeAt > now);
  const backups = ahead.reduceRight<readonly Backup[]>(
    (ranked, one) => inPlace(ranked, one, now),
    byTime.slice(ahead.length),
  );
  return { backups, unread };
}

/**
 * Why one cannot be read that may be newer than a backup, or may be the only one. Its name tells when it was made; a backup that
 * lies ahead was made while the clock was wrong, and may be older than any of the past.
 */
export function newerUnread(
  { unread }: FoundBackups,
  than: Pick<Backup, 'madeAt'> | undefined,
  clock: Pick<Clock, 'now'>,
): RepositoryError | undefined {
  if (than === undefined) return unread[0]?.fault;
  const [now, made] = [clock.now(), timeStamp(than.madeAt)];
  return unread.find(({ id }) => id > made || (than.madeAt > now && id <= timeStamp(now)))?.fault;
}

/** The time of the newest that was made under a clock which was right; undefined without one. */
export async function lastBackupTime(
  workspace: string,
  clock: Pick<Clock, 'now'>,
): Promise<number | undefined> {
  const now = clock.now();
  return (await listBackups(workspace, clock)).find(({ madeAt }) => madeAt <= now)?.madeAt;
}

/** Of several that lie ahead the older ones are in place already. */
function inPlace(ranked: readonly Backup[], one: Backup, now: number): readonly Backup[] {
  const older = ranked.findIndex((other) => other.madeAt > now || chainedRows(other) < chainedRows(one));
  return older === -1 ? [...ranked, one] : ranked.toSpliced(older, 0, one);
}

/** Of tables that only grow, in every schema. */
function chainedRows({ files }: Backup): number {
  const { rows } = files.record;
  return ['order_events', 'fills', 'audit'].reduce((sum, table) => sum + (rows[table] ?? 0), 0);
}

/** A backup is never of the kind `export`: those become archives. */
export function summaryOf({ id, madeAt, reason, files: { record, market } }: Backup): BackupSummary {
  return {
    id,
    madeAt,
    reason: reason === 'export' ? 'manual' : reason,
    bytes: record.bytes + market.bytes,
    schemaVersions: { record: record.schemaVersion, market: market.schemaVersion },
    orders: record.rows['orders'] ?? 0,
    fills: record.rows['fills'] ?? 0,
  };
}

async function prune(workspace: string, reason: BackupReason, clock: Pick<Clock, 'now'>): Promise<void> {
  const same = (await listBackups(workspace, clock)).filter((backup) => backup.reason === reason);
  for (const { id } of same.slice(kept[reason])) {
    removeFolder(join(backupsFolder(workspace), id));
  }
}
