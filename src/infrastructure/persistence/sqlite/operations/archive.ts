/** A whole workspace as one file: a snapshot in a gzipped tar, which needs no Tapedeck to be unpacked. */
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

import type { Clock } from '#src/ports/clock.ts';
import { ConnectionError, IntegrityError } from '#src/ports/store-errors.ts';
import type { SchemaOptions } from '#src/infrastructure/persistence/sqlite/migration-files.ts';
import { leaveNote } from './audit-notes.ts';
import { keepLog } from './database-copy.ts';
import {
  databases,
  fileOf,
  flushFile,
  flushFolder,
  flushGently,
  pieceBytes,
  piecesOf,
  removeFolder,
} from './files.ts';
import { part } from './operation.ts';
import {
  checkSnapshot,
  manifestName,
  sweepUnfinished,
  takeSnapshot,
  unfinished,
  type Manifest,
} from './snapshot.ts';
import { largestFile, paddingAfter, tarEnd, tarHeader } from './tar.ts';
import { unpack } from './unpack.ts';
import type { Operation } from '#src/ports/maintenance.ts';

/** The manifest comes first. */
const names = [manifestName, ...databases.map(fileOf)];

/** Made while others write. `target` is whole or not there. */
export async function exportWorkspace(
  workspace: string,
  target: string,
  clock: Pick<Clock, 'now'>,
  operation: Operation,
): Promise<{ readonly path: string; readonly bytes: number }> {
  const folder = dirname(target);
  await mkdir(folder, { recursive: true });
  await sweepExports(target);
  const packing = join(folder, `${unfinished}${basename(target)}`);
  const snapshot = `${packing}-files`;
  try {
    const madeAt = clock.now();
    await takeSnapshot(workspace, snapshot, { madeAt, reason: 'export' }, part(operation, 0, 2));
    await writePieces(packing, compress(pack(snapshot, madeAt, part(operation, 1, 2))));
    await rename(packing, target);
    await flushFolder(folder);
    return { path: target, bytes: (await stat(target)).size };
  } catch (error) {
    await rm(packing, { force: true });
    throw error;
  } finally {
    removeFolder(snapshot);
  }
}

/** What became of no export of the same workspace: another program may be exporting another one beside it. */
export async function sweepExports(target: string): Promise<void> {
  const own = workspaceOf(basename(target));
  await sweepUnfinished(dirname(target), (name) => workspaceOf(name) === own);
}

/** Of `trading-20260105T093000000Z.tapedeck`, or of what becomes that: `trading`. */
function workspaceOf(name: string): string {
  return name.replaceAll(unfinished, '').replace(/(?:-\d{8}T\d{9}Z)?\.tapedeck(?:-files)?$/, '');
}

/** Unpacks into `folder`, which becomes a workspace's folder: whole, every byte checked, or not there. */
export async function importWorkspace(
  archive: string,
  { folder: target, migrationsFolder, clock }: SchemaOptions,
  operation: Operation,
): Promise<Manifest> {
  try {
    await mkdir(target, { recursive: true });
    await unpack(archive, target, names, part(operation, 0, 2));
    const manifest = await checkSnapshot(target, migrationsFolder, part(operation, 1, 2));
    for (const name of databases) keepLog(join(target, fileOf(name)));
    await rm(join(target, manifestName));
    // Where it comes from, trading has gone on since.
    await leaveNote(target, {
      time: clock.now(),
      actor: 'trader',
      action: 'restored',
      subject: `export ${basename(archive)}`,
      detail: { madeAt: manifest.madeAt },
    });
    return manifest;
  } catch (error) {
    await rm(target, { recursive: true, force: true });
    throw unreadable(error, archive, target);
  }
}

async function* pack(snapshot: string, modifiedAt: number, operation: Operation): AsyncIterable<Buffer> {
  const files = await Promise.all(
    names.map(async (name) => ({ name, bytes: (await stat(join(snapshot, name))).size, modifiedAt })),
  );
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  for (const file of files) {
    if (file.bytes > largestFile)
      throw new ConnectionError(`${file.name} is too large for one file (8 GiB).`, {
        code: 'TOO_LARGE_FOR_ARCHIVE',
        file: file.name,
      });
    yield tarHeader(file);
    for await (const piece of piecesOf(join(snapshot, file.name), operation)) {
      yield piece;
      operation.report((done += piece.length), total);
    }
    yield Buffer.alloc(paddingAfter(file.bytes));
  }
  yield tarEnd;
}

/**
 * Each piece is a gzip member of its own, which any gunzip reads as one: so they are made on this thread, whose
 * priority is low, and not on those that the whole program shares.
 */
async function* compress(pieces: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  for await (const piece of pieces) {
    if (piece.length > 0) yield gzipSync(piece, { level: 3, chunkSize: pieceBytes / 4 });
  }
}

async function writePieces(path: string, pieces: AsyncIterable<Buffer>): Promise<void> {
  const file = openSync(path, 'w');
  try {
    for await (const piece of pieces) {
      writeFileSync(file, piece);
      flushGently(file);
    }
  } finally {
    closeSync(file);
  }
  await flushFile(path);
}

/** What went wrong in a file of it is said of the archive: where that was unpacked is gone. */
function unreadable(error: unknown, archive: string, target: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('Z_') && code !== 'ERR_STREAM_PREMATURE_CLOSE' && !(error instanceof IntegrityError))
    return error;
  const reason =
    error instanceof IntegrityError
      ? error.message.replaceAll(join(target, '/'), '').replace(/\.$/, '')
      : 'it is not compressed as an export is, or it is cut off';
  const problem = error instanceof IntegrityError ? error.problem : undefined;
  return new IntegrityError(
    `${archive} cannot be imported: ${reason}. Export the workspace again.`,
    problem !== undefined && 'file' in problem
      ? { ...problem, file: archive }
      : { code: 'NO_ARCHIVE', file: archive },
  );
}
