import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';

import { NoRoomError } from '#src/ports/store-errors.ts';
import { companions, databases, fileOf } from './files.ts';

const mebibyte = 1024 * 1024;
/** Bytes that copies leave free: trading goes on beside them. */
const leftFree = 64 * mebibyte;

/** Of a fill with its indexes and a half of a round trip: a million took 467 MB, and the log some more. */
const bytesOfRow = 600;
/** Of a published rate with its index, and what the log takes of it. */
const bytesOfRate = 300;

/** Some file systems do not tell: then writing finds out. */
export async function freeBytes(folder: string): Promise<number> {
  const told = await statfs(folder).catch(() => undefined);
  return told === undefined || told.blocks === 0 ? Number.POSITIVE_INFINITY : told.bavail * told.bsize;
}

/** Before they are written. Throws a NoRoomError that says how much is needed, and how much there is. */
export async function requireRoom(folder: string, bytes: number): Promise<void> {
  const free = await freeBytes(folder);
  if (free >= bytes + leftFree) return;
  const [needed, found] = [Math.ceil((bytes + leftFree) / mebibyte), Math.floor(free / mebibyte)];
  throw new NoRoomError(`${folder} needs ${needed} MiB of free space and has ${found}`, {
    code: 'TOO_LITTLE_ROOM',
    folder,
    needed,
    free: found,
  });
}

/** Before so many fills and movements are recorded in a workspace. */
export function requireRoomFor(rows: number, folder: string): Promise<void> {
  return requireRoom(folder, rows * bytesOfRow);
}

/** Before so many published rates are. */
export function requireRoomForRates(rates: number, folder: string): Promise<void> {
  return requireRoom(folder, rates * bytesOfRate);
}

/** Bytes of a workspace's files, with their logs. */
export async function bytesOf(workspace: string): Promise<number> {
  const names = databases.flatMap((name) => ['', ...companions].map((suffix) => `${fileOf(name)}${suffix}`));
  const sizes = await Promise.all(
    names.map(async (name) => (await stat(join(workspace, name)).catch(() => undefined))?.size ?? 0),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
