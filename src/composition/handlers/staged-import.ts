import { ImportTally } from '#src/application/import-tally.ts';
import { ok, type Result } from '#src/domain/result.ts';
import {
  ImportFile,
  type FileMapping,
  type FileNotes,
  type ImportFileError,
} from '#src/infrastructure/importing/csv/import-file.ts';
import type { GroupedRow, ImportStaging, StagedRows } from '#src/ports/import-staging.ts';

/** In characters: what is read between two turns of others, a few milliseconds' work. */
const sliceSize = 32_768;
const groupsATurn = 100;

/** A file on its way in: text is read as it comes, its rows are staged, and what is known of them is tallied. */
export class StagedImport {
  readonly tally = new ImportTally();
  readonly staging: ImportStaging;
  readonly #file: ImportFile;
  /** Pieces are read one after another, whenever they come. */
  #last: Promise<unknown> = Promise.resolve();
  #finished: Promise<Result<FileNotes, ImportFileError>> | undefined;

  constructor(staging: ImportStaging, now: number, mapping: FileMapping | undefined) {
    this.staging = staging;
    this.#file = new ImportFile(now, mapping);
  }

  write(text: string): Promise<Result<void, ImportFileError>> {
    return this.#inTurn(async () => {
      for (let start = 0; start < text.length; start += sliceSize) {
        const read = this.#file.write(text.slice(start, start + sliceSize));
        if (!read.ok) return read;
        await this.#stage(read.value);
        await otherTurns();
      }
      return ok(undefined);
    });
  }

  /** Reads what only the whole file tells; may be called again. */
  finish(): Promise<Result<FileNotes, ImportFileError>> {
    this.#finished ??= this.#inTurn(async () => {
      const read = this.#file.end();
      if (!read.ok) return read;
      await this.#stage(read.value);
      await this.#readGroups();
      return ok(this.#file.notes());
    });
    return this.#finished;
  }

  discard(): Promise<void> {
    return this.#inTurn(() => this.staging.close());
  }

  async #readGroups(): Promise<void> {
    let groups: (readonly GroupedRow[])[] = [];
    for await (const group of this.staging.groups()) {
      groups.push(group);
      if (groups.length < groupsATurn) continue;
      await this.#stageGroups(groups);
      groups = [];
      await otherTurns();
    }
    await this.#stageGroups(groups);
  }

  async #stageGroups(groups: readonly (readonly GroupedRow[])[]): Promise<void> {
    const read = groups.map((group) => this.#file.readGroup(group));
    await this.#stage({
      fills: read.flatMap(({ fills }) => fills),
      entries: read.flatMap(({ entries }) => entries),
      groups: [],
    });
  }

  async #stage(rows: StagedRows): Promise<void> {
    const fills = this.tally.addFills(rows.fills);
    this.tally.addEntries(rows.entries);
    await this.staging.add({ ...rows, fills });
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

/** Lets whatever waits run: orders and prices do not stop for a file. */
export function otherTurns(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
