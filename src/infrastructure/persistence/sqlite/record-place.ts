/**
 * Whether the record, and its log, stand where they were opened. SQLite goes on with an open file that was moved or removed,
 * or in whose place another was put: what is written then is gone with the program, or where nobody looks for it.
 */
import { mkdir, rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

import type { Clock } from '#src/ports/clock.ts';
import type { StoreProblem } from '#src/domain/coded.ts';
import type { Connection } from './connection.ts';
import { exists, identityOf } from './operations/files.ts';
import { asideFolder } from './operations/restore.ts';
import { unfinished } from './operations/snapshot.ts';

/** Of some milliseconds. */
const pagesAtOnce = 1_000;

export class RecordPlace {
  readonly #connection: Connection;
  /** By its path; the log comes with what is first read or written. */
  readonly #known = new Map<string, string>();

  /** Of a record that was just opened. */
  constructor(connection: Connection) {
    this.#connection = connection;
    this.problem();
  }

  /** Undefined while all is where it was. */
  problem(): StoreProblem | undefined {
    const { name } = this.#connection.database;
    for (const file of [name, this.#log]) {
      const found = identityOf(file);
      const known = this.#known.get(file);
      if (known === undefined) {
        if (found !== undefined) this.#known.set(file, found);
      } else if (found === undefined) return { code: 'DISK_REFUSES', file, trouble: 'ENOENT' };
      else if (found !== known) return { code: 'RECORD_REPLACED', file };
    }
    return undefined;
  }

  /**
   * Before the last connection is closed, when nothing is written any more: moves the log of a record that would be gone
   * then from beside another file, to which SQLite would apply it, and copies the record. The log first: the process may
   * be ended in the midst of the copy, which has its name once it is whole.
   */
  async rescue(clock: Pick<Clock, 'now'>): Promise<void> {
    const { database } = this.#connection;
    const folder = dirname(database.name);
    if (this.problem() === undefined || !(await exists(folder))) return;
    const aside = await asideFolder(folder, clock);
    await mkdir(aside, { recursive: true });
    if (!this.#isOurs(database.name) && this.#isOurs(this.#log)) {
      await rename(this.#log, join(aside, `${basename(this.#log)}-of-the-original`));
    }
    const name = basename(database.name);
    const copying = join(aside, `${unfinished}${name}`);
    await database.backup(copying, { progress: () => pagesAtOnce });
    await rename(copying, join(aside, name));
  }

  get #log(): string {
    return `${this.#connection.database.name}-wal`;
  }

  #isOurs(file: string): boolean {
    return identityOf(file) === this.#known.get(file);
  }
}
