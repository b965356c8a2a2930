/** A whole workspace as one file: a snapshot in a gzipped tar, which needs no Tapedeck to be unpacked. */
import { closeSync, createReadStream, openSync, writeFileSync } from 'node:fs';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, gzipSync } from 'node:zlib';

import type { Clock } from '#src/ports/clock.ts';
import { ConnectionError, IntegrityError } from '#src/ports/store-errors.ts';
import type { SchemaOptions } from '#src/infrastructure/persistence/sqlite/migration-files.ts';
import { leaveNote } from './audit-notes.ts';
import { keepLog } from './database-copy.ts';
import {
  databases,
  exists,
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
import { requireRoom } from './room.ts';
import { blockSize, paddingAfter, readTarHeader, tarEnd, tarHeader } from './tar.ts';
import type { Operation } from '#src/ports/maintenance.ts';

/** The manifest comes first. */
const names = [manifestName, ...databases.map(fileOf)];
/** The widest size that a header can tell: 8 GiB. */
const largestFile = 0o77777777777;
const mebibyte = 1024 * 1024;
/** A workspace is a tenth of its size as an archive, and an empty one a thirtieth. */
const swellsBy = 100;
const smallArchive = 16 * mebibyte;

/** Made while others write. `target` is whole or not there. */
export async function exportWorkspace(
  workspace: string,
  target: string,
  clock: Pick<Clock, 'now'>,
  operation: Operation,
): Promise<{ readonly path: string; readonly bytes: number }> {
  const folder = dirname(target);
  await mkdir(folder, { recursive: true });
  await sweepUnfinished(folder);
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

/** Unpacks into `folder`, which becomes a workspace's folder: whole, every byte checked, or not there. */
export async function importWorkspace(
  archive: string,
  { folder: target, migrationsFolder, clock }: SchemaOptions,
  operation: Operation,
): Promise<Manifest> {
  if (!(await exists(archive)))
    throw new ConnectionError(`There is no file ${archive}. Choose another one.`, {
      code: 'NO_FILE',
      file: archive,
    });
  try {
    await mkdir(target, { recursive: true });
    await unpack(archive, target, part(operation, 0, 2));
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

function swollen(file: string, bytes: number, most: number): IntegrityError {
  const [size, longest] = [Math.ceil(bytes / mebibyte), Math.floor(most / mebibyte)];
  return new IntegrityError(`it would write ${size} MiB, where its size allows ${longest}`, {
    code: 'ARCHIVE_SWELLS',
    file,
    size,
    longest,
  });
}

/** Takes the names that a workspace has, once each, and nothing else: none can lead out of the folder. */
async function unpack(archive: string, target: string, { signal, report }: Operation): Promise<void> {
  const { size } = await stat(archive);
  const source = createReadStream(archive, { signal });
  const unzipped = createGunzip();
  const reading = pipeline(source, unzipped, { signal });
  const wanted = new Set(names);
  const longest = swellsBy * size + smallArchive;
  let declared = 0;
  const writer = new EntryWriter(async (name, bytes) => {
    if (!wanted.delete(name)) {
      throw new IntegrityError(`it holds ${name}, which no workspace does`, {
        code: 'ARCHIVE_OF_OTHERS',
        file: archive,
        entry: name,
      });
    }
    declared += bytes;
    if (declared > longest) throw swollen(archive, declared, longest);
    await requireRoom(target, bytes);
    return open(join(target, name), 'wx');
  });
  try {
    for await (const chunk of unzipped) {
      await writer.take(chunk);
      report(Math.min(source.bytesRead, size), size);
    }
    await reading;
  } catch (error) {
    await reading.catch(() => undefined);
    throw error;
  } finally {
    await writer.close();
  }
  if (wanted.size > 0 || !writer.ended)
    throw new IntegrityError(`it ends too early: ${[...wanted].join(', ')}`, {
      code: 'ARCHIVE_CUT_OFF',
      file: archive,
    });
}

/** Follows the archive through chunks of any size. */
class EntryWriter {
  readonly #openFile: (name: string, bytes: number) => Promise<FileHandle>;
  #header = Buffer.alloc(0);
  #file: FileHandle | undefined;
  #left = 0;
  #padding = 0;
  ended = false;

  constructor(openFile: (name: string, bytes: number) => Promise<FileHandle>) {
    this.#openFile = openFile;
  }

  async take(chunk: Buffer): Promise<void> {
    let rest = chunk;
    while (rest.length > 0 && !this.ended) {
      if (this.#file !== undefined) rest = await this.#content(this.#file, rest);
      else if (this.#padding > 0) rest = this.#skip(rest);
      else rest = await this.#next(rest);
    }
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }

  async #content(file: FileHandle, chunk: Buffer): Promise<Buffer> {
    const own = chunk.subarray(0, this.#left);
    await file.writeFile(own);
    this.#left -= own.length;
    if (this.#left === 0) {
      await file.sync();
      await this.close();
    }
    return chunk.subarray(own.length);
  }

  #skip(chunk: Buffer): Buffer {
    const skipped = Math.min(this.#padding, chunk.length);
    this.#padding -= skipped;
    return chunk.subarray(skipped);
  }

  async #next(chunk: Buffer): Promise<Buffer> {
    const missing = blockSize - this.#header.length;
    this.#header = Buffer.concat([this.#header, chunk.subarray(0, missing)]);
    if (this.#header.length < blockSize) return Buffer.alloc(0);
    const entry = readTarHeader(this.#header);
    this.#header = Buffer.alloc(0);
    if (entry === undefined) this.ended = true;
    else {
      this.#file = await this.#openFile(entry.name, entry.bytes);
      this.#left = entry.bytes;
      this.#padding = paddingAfter(entry.bytes);
      if (entry.bytes === 0) await this.close();
    }
    return chunk.subarray(missing);
  }
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
