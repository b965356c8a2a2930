import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fdatasyncSync,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  rmSync,
  statSync,
  type Stats,
} from 'node:fs';
import { access, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { ConnectionError } from '#src/ports/store-errors.ts';
import { breathe } from './operation.ts';
import type { Operation } from '#src/ports/maintenance.ts';

export const pieceBytes = 4 << 20;
/** Milliseconds. */
const longestRest = 50;
const nobodyWakes = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** The two files of a workspace. */
export const databases = ['record', 'market'] as const;
export type DatabaseName = (typeof databases)[number];

/** Holds what was replaced. */
export function quarantineFolder(workspace: string): string {
  return join(workspace, 'quarantine');
}

export function fileOf(name: DatabaseName): string {
  return `${name}.sqlite`;
}

/** What SQLite keeps beside a file while it is open, or after a crash. */
export const companions = ['-wal', '-shm'] as const;

/** Nothing is there, or nothing that could be reached by that path. */
const notThere = new Set<unknown>(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG']);

/** Throws where the system does not say: what may not be looked at is not taken for gone. */
export async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && notThere.has(fault.code)) return false;
    throw fault;
  }
}

type OtherKind = keyof typeof inWords;
const inWords = {
  folder: 'a folder',
  pipe: 'a pipe',
  socket: 'a socket',
  link: 'a link',
  device: 'a device',
};

/**
 * A path that somebody named, opened for reading. Nothing waits for a pipe, and what was looked at is what is read: the
 * kind is that of the open file. Throws a ConnectionError that says what the path leads to instead.
 */
export function openRegular(path: string): number {
  let file: number;
  try {
    // Windows has no such flag, and no pipes among its files.
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    throw notOpened(path, error instanceof Error && 'code' in error ? String(error.code) : String(error));
  }
  const kind = otherKindOf(fstatSync(file));
  if (kind === undefined) return file;
  closeSync(file);
  throw noFile(path, kind);
}

/**
 * For a database and what stands beside it, which SQLite opens by itself: there a pipe would be waited for too. Through a link
 * it would write to what is somebody else's, with a log, and beside a lock, of which nobody here knows.
 */
export function assertRegular(path: string): void {
  for (const suffix of ['', '-journal', ...companions]) {
    const found = lstatSync(path + suffix, { throwIfNoEntry: false });
    const kind = found === undefined ? undefined : otherKindOf(found);
    if (kind !== undefined) throw noFile(path + suffix, kind);
  }
}

/**
 * For what this program itself reads and writes by its name: a pipe would be waited for, and what a link leads to, or what has
 * another name too, is somebody else's. A folder is refused by the system.
 */
export function assertOwn(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  const kind = found === undefined ? undefined : otherKindOf(found);
  if (kind !== undefined && kind !== 'folder') throw noFile(path, kind);
  assertOneName(path);
}

/**
 * SQLite knows a log and its locks by the name of the file: two programs that write to one by two names lose what the other
 * wrote, and the file.
 */
export function assertOneName(path: string): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || !found.isFile() || found.nlink <= 1) return;
  throw new ConnectionError(
    `${path} has a second name on this disk (a hard link): what is written here would change it there too. ` +
      'Put a real copy in its place.',
    { code: 'FILE_HAS_TWO_NAMES', file: path },
  );
}

/** Bytes: SQLite opens no longer path, but on Windows, whose own limit a program may lift. */
const longestOpened = 511;
/** Of what stands below a folder of workspaces: a file of what becomes an export, of a workspace with the longest name. */
const longestBelow = 161;

/** For a folder of workspaces. Throws a ConnectionError where they could be traded in, and neither backed up nor exported. */
export function assertShortPath(folder: string): void {
  const bytes = Buffer.byteLength(realpathSync(folder));
  const most = longestOpened - longestBelow;
  if (process.platform === 'win32' || bytes <= most) return;
  throw new ConnectionError(
    `${folder} is ${bytes} bytes long. At most ${most} leave room for the backups below it: choose another folder.`,
    { code: 'PATH_TOO_LONG', folder, bytes, most },
  );
}

/** Which file stands at a path, wherever it is moved; undefined where there is none. */
export function identityOf(path: string): string | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found === undefined ? undefined : `${found.dev}:${found.ino}`;
}

function notOpened(path: string, code: string): ConnectionError {
  if (code === 'ENXIO') return noFile(path, 'socket');
  if (code === 'ENOENT') {
    return new ConnectionError(`There is no file ${path}. Choose another one.`, {
      code: 'NO_FILE',
      file: path,
    });
  }
  return new ConnectionError(`${path} cannot be read (${code}). Choose another one.`, {
    code: 'FILE_NOT_OPENED',
    file: path,
    fault: code,
  });
}

function noFile(path: string, kind: OtherKind): ConnectionError {
  return new ConnectionError(`${path} is ${inWords[kind]} and no file. Choose another one.`, {
    code: 'NOT_A_FILE',
    file: path,
    kind,
  });
}

function otherKindOf(found: Stats): OtherKind | undefined {
  if (found.isFile()) return undefined;
  if (found.isDirectory()) return 'folder';
  if (found.isFIFO()) return 'pipe';
  if (found.isSymbolicLink()) return 'link';
  return found.isSocket() ? 'socket' : 'device';
}

/**
 * A file, piece by piece; each is good until the next. Read on the caller's own thread, whose priority is low: those
 * that read for the whole program have the program's.
 */
export async function* piecesOf(path: string, operation: Operation): AsyncIterable<Buffer> {
  const piece = Buffer.allocUnsafe(pieceBytes);
  const file = openRegular(path);
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) {
      yield piece.subarray(0, read);
      await breathe(operation);
    }
  } finally {
    closeSync(file);
  }
}

export async function sha256Of(path: string, operation: Operation): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of piecesOf(path, operation)) hash.update(piece);
  return hash.digest('hex');
}

/** On the caller's own thread, as `piecesOf`: a large file keeps it busy for a while. */
export function removeFolder(path: string): void {
  rmSync(path, { recursive: true, force: true });
}

/** Durable also after a power cut: the file, and then its entry in the folder. */
export async function flushFile(path: string): Promise<void> {
  await flush(path, 'r+');
  await flushFolder(dirname(path));
}

/**
 * Writes out what there is of an open file, and leaves the disk to others for as long as that took: one that has much
 * to write keeps the record's commits waiting. It holds up the thread.
 */
export function flushGently(file: number): void {
  const start = performance.now();
  fdatasyncSync(file);
  const taken = performance.now() - start;
  Atomics.wait(nobodyWakes, 0, 0, Math.min(taken, longestRest));
}

/** Windows cannot flush a folder, and writes its entries through by itself. */
export async function flushFolder(path: string): Promise<void> {
  if (process.platform !== 'win32') await flush(path, 'r');
}

async function flush(path: string, flags: 'r' | 'r+'): Promise<void> {
  await using file = await open(path, flags);
  await file.sync();
}

/** 2026-01-05T09:30:00.000Z as a part of a file's name that sorts by time. */
export function timeStamp(time: number): string {
  return new Date(time).toISOString().replaceAll(/[-:.]/g, '');
}

/** The wanted name, or the first numbered one that nothing in the folder has. */
export async function freeName(folder: string, wanted: string): Promise<string> {
  for (let number = 2, name = wanted; ; name = `${wanted}-${number}`, number += 1) {
    if (!(await exists(join(folder, name)))) return name;
  }
}
