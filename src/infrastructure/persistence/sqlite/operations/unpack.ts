/**
 * Unpacks an archive that may come from anywhere. It takes the names that a workspace has, once each, and nothing else,
 * so that none can lead out of the folder; each as large as its header says, if there is room for that. Every other kind
 * of entry is refused, and nothing is read behind the end.
 */
import { createReadStream, fstatSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import type { StoreProblem } from '#src/domain/coded.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';
import type { Operation } from '#src/ports/maintenance.ts';
import { openRegular } from './files.ts';
import { requireRoom } from './room.ts';
import { largestManifest, manifestName } from './snapshot.ts';
import { blockSize, paddingAfter, readTarHeader, type TarEntry } from './tar.ts';

const mebibyte = 1024 * 1024;
/** A workspace is a tenth of its size as an archive, and an empty one a thirtieth. */
const swellsBy = 100;
const smallArchive = 16 * mebibyte;

export async function unpack(
  archive: string,
  target: string,
  names: readonly string[],
  { signal, report }: Operation,
): Promise<void> {
  const fd = openRegular(archive);
  const { size } = fstatSync(fd);
  const source = createReadStream('', { fd, signal });
  const unzipped = createGunzip();
  // What goes wrong there, `unzipped` throws too.
  const reading = pipeline(source, unzipped, { signal }).catch(() => undefined);
  const wanted = new Set(names);
  const longest = swellsBy * size + smallArchive;
  let declared = 0;
  const writer = new EntryWriter(async ({ name, bytes }) => {
    if (!wanted.delete(name)) {
      const why = names.includes(name) ? ' twice' : ', which no workspace does';
      throw new IntegrityError(`it holds ${JSON.stringify(name)}${why}`, ofOthers(archive, name));
    }
    if (name === manifestName && bytes > largestManifest) {
      throw new IntegrityError(`its ${name} is too large`, ofOthers(archive, name));
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
      if (writer.ended) break;
    }
  } finally {
    source.destroy();
    await reading;
    await writer.close();
  }
  signal.throwIfAborted();
  if (wanted.size > 0 || !writer.ended)
    throw new IntegrityError(`it ends too early: ${[...wanted].join(', ')}`, {
      code: 'ARCHIVE_CUT_OFF',
      file: archive,
    });
}

function ofOthers(file: string, entry: string): StoreProblem {
  return { code: 'ARCHIVE_OF_OTHERS', file, entry };
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

type TarFile = Pick<TarEntry, 'name' | 'bytes'>;

/** Follows the archive through chunks of any size. */
class EntryWriter {
  readonly #openFile: (entry: TarFile) => Promise<FileHandle>;
  #header = Buffer.alloc(0);
  #file: FileHandle | undefined;
  #left = 0;
  #padding = 0;
  ended = false;

  constructor(openFile: (entry: TarFile) => Promise<FileHandle>) {
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
      this.#file = await this.#openFile(entry);
      this.#left = entry.bytes;
      this.#padding = paddingAfter(entry.bytes);
      if (entry.bytes === 0) await this.close();
    }
    return chunk.subarray(missing);
  }
}
