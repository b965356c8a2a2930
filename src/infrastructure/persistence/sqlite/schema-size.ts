/**
 * How much SQLite has to read of a file before it can read anything else: its list of objects (sqlite_schema), which is
 * the table at page 1. A list of hundreds of thousands keeps SQLite busy for ever, and nothing ends it in the midst of a
 * call. So its pages are counted first, without SQLite, by https://www.sqlite.org/fileformat.html: those of the file, and
 * those of its write-ahead log, each of which may stand in for one of the file. Which of a page's images is in effect is
 * left open: the largest counts.
 */
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

import { ForeignSchemaError } from '#src/ports/store-errors.ts';

/** Ten times what a record has, and more. */
const mostObjects = 1_000;
/** Of their names and their SQL. */
const mostBytes = 1 << 20;
const mostPages = 1_000;
/** SQLite's own: a table is nowhere deeper. */
const deepest = 20;

const tableInterior = 0x05;
const tableLeaf = 0x0d;
const fileHeader = 100;
const logHeader = 32;
const frameHeader = 24;
const pieceBytes = 1 << 20;

type Size = { readonly objects: number; readonly bytes: number };
const none: Size = { objects: 0, bytes: 0 };
const beyond: Size = { objects: Infinity, bytes: Infinity };

/**
 * Throws a ForeignSchemaError for a file with a longer list than a record can have. Not for a file that this process has
 * open: to close it here would let go of the locks that SQLite holds on it.
 */
export function assertBoundedSchema(path: string): void {
  const file = opened(path);
  if (file === undefined) return;
  const log = opened(`${path}-wal`);
  try {
    const pages = new Pages(file, log);
    for (const pageSize of pages.sizes()) {
      const { objects, bytes } = sizeOf(pages, pageSize);
      if (objects > mostObjects || bytes > mostBytes) throw tooLarge(path);
    }
  } finally {
    closeSync(file);
    if (log !== undefined) closeSync(log);
  }
}

/** Undefined where it cannot be: SQLite will say why. That it is no pipe was looked at before. */
function opened(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch {
    return undefined;
  }
}

function tooLarge(path: string): ForeignSchemaError {
  return new ForeignSchemaError(
    `${path} is not laid out as Tapedeck makes it: the list of its tables and indexes is damaged, or longer than ` +
      'that of a record can be. Nothing in it was used.',
    { code: 'SCHEMA_TOO_LARGE', file: path },
  );
}

/** Of the list that begins at page 1. */
function sizeOf(pages: Pages, pageSize: number): Size {
  const known = new Map<number, Size>();
  const underWay = new Set<number>();

  function sizeFrom(page: number): Size {
    const found = known.get(page);
    if (found !== undefined) return found;
    // SQLite would go round in a circle, or reads too much.
    if (underWay.has(page) || underWay.size >= deepest || known.size >= mostPages) return beyond;
    underWay.add(page);
    let size = none;
    for (const image of pages.images(page, pageSize)) size = larger(size, sizeOfImage(image, page));
    underWay.delete(page);
    known.set(page, size);
    return size;
  }

  function sizeOfImage(image: Buffer, page: number): Size {
    const header = page === 1 ? fileHeader : 0;
    const kind = image[header];
    if (kind === tableLeaf) return sizeOfLeaf(image, header);
    // SQLite refuses a page of any other kind.
    if (kind !== tableInterior) return none;
    let size = sizeFrom(image.readUInt32BE(header + 8));
    for (const cell of cellsOf(image, header, 12)) {
      if (size.objects > mostObjects || size.bytes > mostBytes) break;
      const below = cell + 4 > image.length ? none : sizeFrom(image.readUInt32BE(cell));
      size = { objects: size.objects + below.objects, bytes: size.bytes + below.bytes };
    }
    return size;
  }

  return sizeFrom(1);
}

function sizeOfLeaf(image: Buffer, header: number): Size {
  let objects = 0;
  let bytes = 0;
  for (const cell of cellsOf(image, header, 8)) {
    objects += 1;
    bytes += varint(image, cell);
  }
  return { objects, bytes };
}

/** Where each begins. */
function* cellsOf(image: Buffer, header: number, headerBytes: number): Iterable<number> {
  const count = image.readUInt16BE(header + 3);
  for (let index = 0; index < count; index += 1) {
    const pointer = header + headerBytes + 2 * index;
    if (pointer + 2 > image.length) return;
    yield image.readUInt16BE(pointer);
  }
}

/** Of up to nine bytes, seven bits each, of the last one eight. */
function varint(image: Buffer, start: number): number {
  let value = 0;
  for (let index = 0; index < 9; index += 1) {
    const byte = image[start + index] ?? 0;
    if (index === 8) return value * 256 + byte;
    value = value * 128 + (byte % 128);
    if (byte < 128) return value;
  }
  return value;
}

function larger(left: Size, right: Size): Size {
  return { objects: Math.max(left.objects, right.objects), bytes: Math.max(left.bytes, right.bytes) };
}

/** The images that a file, and its log, hold of a page. */
class Pages {
  readonly #file: number;
  readonly #log: number | undefined;
  readonly #logPageSize: number | undefined;
  /** Where they begin in the log. */
  readonly #logged = new Map<number, number[]>();

  constructor(file: number, log: number | undefined) {
    this.#file = file;
    this.#log = log;
    if (log === undefined) return;
    const { size } = fstatSync(log);
    const pageSize = read(log, 8, 4)?.readUInt32BE() ?? 0;
    // SQLite takes such a log for an empty one.
    if (!isPageSize(pageSize)) return;
    this.#logPageSize = pageSize;
    const frame = frameHeader + pageSize;
    let piece: Buffer = Buffer.alloc(0);
    let start = logHeader;
    for (let at = start; at + frame <= size; at += frame) {
      if (at + frameHeader > start + piece.length) {
        start = at;
        piece = read(log, at, Math.min(pieceBytes, size - at)) ?? Buffer.alloc(frameHeader);
      }
      const page = piece.readUInt32BE(at - start);
      const places = this.#logged.get(page) ?? [];
      if (places.length === 0) this.#logged.set(page, places);
      places.push(at + frameHeader);
    }
  }

  /** All that may be in effect: each first page says one. */
  sizes(): ReadonlySet<number> {
    const headers = [read(this.#file, 0, fileHeader), ...this.#frames(1, fileHeader)];
    const said = headers.flatMap((header) => {
      const size = header?.readUInt16BE(16) ?? 0;
      return [size === 1 ? 65_536 : size];
    });
    return new Set([...said, this.#logPageSize ?? 0].filter(isPageSize));
  }

  *images(page: number, pageSize: number): Iterable<Buffer> {
    const image = page === 0 ? undefined : read(this.#file, (page - 1) * pageSize, pageSize);
    if (image !== undefined) yield image;
    yield* this.#frames(page, pageSize);
  }

  *#frames(page: number, bytes: number): Iterable<Buffer> {
    if (this.#log === undefined) return;
    for (const at of this.#logged.get(page) ?? []) {
      const frame = read(this.#log, at, bytes);
      if (frame !== undefined) yield frame;
    }
  }
}

function isPageSize(size: number): boolean {
  return size >= 512 && size <= 65_536 && Number.isInteger(Math.log2(size));
}

/** Undefined where the file ends before. */
function read(file: number, position: number, bytes: number): Buffer | undefined {
  const piece = Buffer.alloc(bytes);
  return readSync(file, piece, 0, bytes, position) === bytes ? piece : undefined;
}
