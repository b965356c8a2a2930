/**
 * Room on the disk for what a full disk must not stop. It is a file beside the record, of which a piece is given back
 * to the file system when a write finds no room: SQLite then takes it. In pieces, because whoever else writes to
 * that disk takes them too. While a piece is missing the disk counts as full.
 */
import { randomBytes } from 'node:crypto';
import { statSync, truncateSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { assertOwn, assertRegular } from '#src/infrastructure/persistence/sqlite/operations/files.ts';
import { freeBytes } from '#src/infrastructure/persistence/sqlite/operations/room.ts';

const pieceSize = 1024 * 1024;
const pieces = 8;
/** What must stay free beside a whole reserve, or the next write would break it again. */
const margin = 2 * pieceSize;

export class DiskReserve {
  readonly #folder: string;
  readonly #path: string;
  readonly #listeners = new Set<(spent: boolean) => void>();
  #spent = true;
  #restoring: Promise<void> | undefined;

  /** Throws a ConnectionError for what is no file of its own. Makes it where there is room. On a disk that is full already it gives back what opening the record takes. */
  static async open(folder: string): Promise<DiskReserve> {
    const reserve = new DiskReserve(folder);
    assertOwn(reserve.#path);
    assertRegular(reserve.#path);
    if ((await reserve.#free()) < pieceSize) reserve.giveBack();
    await reserve.restore();
    return reserve;
  }

  constructor(folder: string) {
    this.#folder = folder;
    this.#path = join(folder, 'disk-reserve');
  }

  /** From the first piece that was given back until it is whole again. */
  get spent(): boolean {
    return this.#spent;
  }

  onChange(listener: (spent: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** False when nothing is left to give. */
  giveBack(): boolean {
    const size = this.#size();
    if (size > 0) truncateSync(this.#path, Math.max(size - pieceSize, 0));
    this.#update();
    return size > 0;
  }

  /** Makes it whole where the disk has room for that. */
  async restore(): Promise<void> {
    this.#restoring ??= this.#refill().finally(() => {
      this.#restoring = undefined;
    });
    await this.#restoring;
    this.#update();
  }

  async #refill(): Promise<void> {
    const missing = pieces * pieceSize - this.#size();
    if (missing <= 0 || (await this.#free()) < missing + margin) return;
    try {
      await using file = await open(this.#path, 'a', 0o600);
      // Noise: a file system that compresses would keep no room for zeros.
      for (let left = missing; left > 0; left -= pieceSize) {
        await file.appendFile(randomBytes(Math.min(left, pieceSize)));
      }
      await file.sync();
    } catch {
      // Somebody else was faster: what was written stays, and the disk counts as full.
    }
  }

  #free(): Promise<number> {
    return freeBytes(this.#folder);
  }

  #size(): number {
    return statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0;
  }

  #update(): void {
    const spent = this.#size() < pieces * pieceSize;
    if (spent === this.#spent) return;
    this.#spent = spent;
    for (const listener of this.#listeners) listener(spent);
  }
}
